using Godwit.Simulation.Harness;
using Godwit.Simulation.Laws;
using Godwit.Simulation.Scenarios;
using Godwit.Transport;

namespace Godwit.Simulation;

/// <summary>Runs a scenario from beginning to end and holds it to the laws.</summary>
internal static class Life
{
    /// <summary>
    /// After the faults are over a loss may still have to be noticed: the retransmission timeout and the gap between retries, 3 s each at most, and
    /// stock's heartbeat, 3 s.
    /// </summary>
    private const long RecoveryMs = 7000;

    /// <summary>Where nothing can get lost: what a change waits for before it is sent. A frame gap, and a picture that is held back.</summary>
    private const long PaceMs = 250 + 150 + 20;

    /// <summary>What one piece of a long paste brings on, after a time of loss too: the pieces grow again as the loss is forgotten.</summary>
    private const long PasteWindow = 48 * 1024;

    /// <summary>The same at a stock peer, which needs all of a piece again if it has no part of it.</summary>
    private const long PasteWindowStock = 8 * 1024;

    /// <summary>Connecting on a path that is well.</summary>
    private const long ConnectMs = 5000;

    /// <param name="scenario">What happens.</param>
    /// <param name="trace">Told of everything; null for nobody.</param>
    /// <returns>Peaks of what the ends did.</returns>
    public static Peaks Live(Scenario scenario, Action<string>? trace)
    {
        using var session = new SimulatedSession(scenario.Seed, scenario.Pairing, scenario.Columns, scenario.Rows, trace);
        session.Network.Up.Conditions = scenario.WellUp;
        session.Network.Down.Conditions = scenario.WellDown;
        Require(session.RunUntil(() => session.Client.IsConnected && session.Server.HasBeenAttached, ConnectMs), "no connection");
        scenario.Begin(session);
        session.RunFor(scenario.Duration);
        session.RunUntil(() => session.AgendaIsDone, long.MaxValue / 4);
        session.UserIsDone = true;
        session.RunFor(Math.Max(0, session.BothRunAt - session.Now));
        scenario.End(session);
        long recovery = Recover(scenario, session);
        Quiet(scenario, session);
        End(scenario, session);
        return new Peaks(recovery, session);
    }

    private static long Recover(Scenario scenario, SimulatedSession session)
    {
        Instant begin = session.Now;
        long backlog = session.Keys.Typed - session.Keys.Read;
        long pasteWindow = scenario.Pairing.Agreed is { Bits: var bits } && (bits & PeerFeatures.Packed) != 0 ? PasteWindow : PasteWindowStock;
        long limit = RecoveryMs + scenario.SilenceAfterFaults + (4 * scenario.RoundTrip) + ((backlog / pasteWindow) * ((2 * scenario.RoundTrip) + 600));
        bool recovered = session.RunUntil(() => session.Keys.IsSettled && !session.Program.IsBusy && ScreenLaw.Difference(session) is null, limit);
        Require(
            recovered,
            $"{limit} ms after the faults were over the program has read {session.Keys.Read} of {session.Keys.Typed} keys, and the screens differ: {ScreenLaw.Difference(session)}");
        return session.Now - begin;
    }

    private static void Quiet(Scenario scenario, SimulatedSession session)
    {
        // An idle client finds out that its address is another one when a sign of life stays unanswered.
        session.RunFor(Math.Max(RecoveryMs, scenario.SilenceAfterFaults));
        session.Program.Style = ProgramStyle.Editor;
        session.Program.PrintFor(session.ServerNow, 300, 35);
        session.TouchServer();
        session.RunFor(400);
        session.Program.Style = ProgramStyle.Echo;
        session.Program.Raise(session.ServerNow, 0, 20);
        session.TouchServer();
        session.TypeKey("x"u8);
        session.RunFor(150);
        session.TypeKey("y"u8);
        Require(session.RunUntil(() => session.Keys.IsSettled && !session.Program.IsBusy, scenario.RoundTrip + PaceMs), "a key was not read within a round trip");
        bool agrees = session.RunUntil(() => ScreenLaw.Difference(session) is null, (2 * scenario.RoundTrip) + PaceMs);
        Require(agrees, $"two round trips after the last output the screens differ: {ScreenLaw.Difference(session)}");
        session.RunFor(5000);
        Require(ScreenLaw.Difference(session) is null, $"the screens differ again: {ScreenLaw.Difference(session)}");
        if (Session.Features.Has(scenario.Pairing.Agreed, Session.Features.Events))
        {
            Require(session.RunUntil(() => session.Events.Clip == session.Program.LastClip, 60_000), "the newest clipboard text did not arrive");
        }
    }

    private static void End(Scenario scenario, SimulatedSession session)
    {
        if (scenario.Ending is Ending.Exit or Ending.Both)
        {
            session.Exit(scenario.ExitStatus);
        }

        if (scenario.Ending is Ending.Quit or Ending.Both)
        {
            session.Quit();
        }

        Require(session.RunUntil(() => session.ClientIsOver && session.ServerIsOver, (2 * scenario.RoundTrip) + PaceMs), "an end does not end");
        ConnectionPhase client = session.Client.Connection.Phase(session.ClientNow), server = session.Attachment.Connection.Phase(session.ServerNow);
        Require((client, server) == (ConnectionPhase.Closed, ConnectionPhase.Closed), $"the client ended {client}, the server {server}");
        if (scenario.Ending == Ending.Exit)
        {
            int? expected = scenario.Pairing.AreOurs ? scenario.ExitStatus : null;
            Require(session.Client.ExitStatus == expected, $"the client's exit status is {session.Client.ExitStatus} instead of {expected}");
        }
    }

    private static void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new SimulationFault(fault);
        }
    }
}
