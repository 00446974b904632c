using Godwit.Simulation.Harness;
using Godwit.Testing;

namespace Godwit.Simulation.Scenarios;

/// <content>What goes wrong.</content>
internal sealed partial class Scenario
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Week = 7 * 24 * Hour;

    // A client of ours that has heard of nothing speaks after 25 s at the latest (HeartbeatPolicy), and again 1 s later.
    private const long UnawareSilence = 28_000;

    private void DrawFaults()
    {
        for (int count = random.Next(7); count > 0; count--)
        {
            DrawFault(AnyTime());
        }
    }

    private void DrawFault(long at)
    {
        switch (random.Next(14))
        {
            case < 6:
                DrawConditions(at);
                break;
            case 6 or 7:
                DrawOutage(at, random.Next(3));
                break;
            case 8:
                DrawClientMove(at);
                break;
            case 9:
                Add(at, "the server has other addresses", session =>
                {
                    if (Pairing.AreOurs && session.KnowsAddresses)
                    {
                        session.MoveServer(session.KnownServerAddresses);
                    }
                });
                break;
            case 10:
                DrawJump(at, random.Next(2) == 0, AnyLength());
                break;
            default:
                DrawStop(at, random.Next(2) == 0, random.Next(3), AnyLength());
                break;
        }
    }

    private void DrawConditions(long at)
    {
        bool isUp = random.Next(3) > 0, isDown = !isUp || random.Next(3) > 0;
        LinkConditions up = LinkDraw.Spoil(WellUp, random), down = random.Next(2) == 0 ? LinkDraw.Spoil(WellDown, random) : up;
        string words = $"{(isUp ? $"up {LinkDraw.Describe(up)}" : "")}{(isUp && isDown ? "; " : "")}{(isDown ? $"down {LinkDraw.Describe(down)}" : "")}";
        Add(at, words, session =>
        {
            session.Network.Up.Conditions = isUp ? up : session.Network.Up.Conditions;
            session.Network.Down.Conditions = isDown ? down : session.Network.Down.Conditions;
        });
    }

    /// <param name="at">When it begins.</param>
    /// <param name="way">0: both ways; 1: up only; 2: down only.</param>
    private void DrawOutage(long at, int way)
    {
        long length = AnyLength();
        void Cut(SimulatedSession session, bool isCut)
        {
            session.Network.Up.IsCut = way != 2 && isCut;
            session.Network.Down.IsCut = way != 1 && isCut;
        }

        Add(at, $"outage of {length} ms{way switch { 0 => "", 1 => ", up only", _ => ", down only" }}", session => Cut(session, true));
        Add(at + length, "the outage is over", session => Cut(session, false));
    }

    private void DrawClientMove(long at)
    {
        // A client that does not know the server's address of the other family stays in its own.
        bool mayChange = Pairing.AreOurs && (Pairing.LeftOut & Transport.PeerFeatures.Paths) == 0;
        int families = mayChange ? random.Next(1, 4) : 1 + (2 * random.Next(2));
        bool isTold = random.Next(3) > 0;
        SilenceAfterFaults = isTold ? SilenceAfterFaults : UnawareSilence;
        Add(at, $"the client's address changes, families {families}{(isTold ? "" : ", and it does not know")}", session =>
        {
            bool hasBoth = !session.KnowsAddresses;
            session.MoveClient(hasBoth || (families & 1) != 0, hasBoth || (families & 2) != 0, isTold);
        });
    }

    private void DrawJump(long at, bool isClient, long length) =>
        Add(at, $"the {(isClient ? "client" : "server")}'s clock jumps by {length} ms", session =>
        {
            (isClient ? session.ClientMachine : session.ServerMachine).Jump(length);
            session.TouchClient();
            session.TouchServer();
        });

    private void DrawStop(long at, bool isClient, int kind, long length)
    {
        string what = kind switch { 0 => "is stopped", 1 => "sleeps", _ => "is frozen, clock and all," };
        SilenceAfterFaults = kind == 2 ? UnawareSilence : SilenceAfterFaults;
        Add(at, $"the {(isClient ? "client" : "server")} {what} for {length} ms", session =>
        {
            Machine machine = isClient ? session.ClientMachine : session.ServerMachine;
            switch (kind)
            {
                case 0:
                    machine.Pause(session.Now, length);
                    break;
                case 1:
                    machine.Suspend(session.Now, length);
                    break;
                default:
                    machine.Freeze(session.Now, length);
                    break;
            }

            session.TouchClient();
            session.TouchServer();
        });
    }

    /// <summary>Mostly seconds, seldom hours, very seldom a week.</summary>
    // By stock's rules a long paste that a policer does not let through is repeated every frame gap for ever: a week of that takes hours to simulate.
    private long LongestLength => Pairing.AreOurs ? Week : Hour;

    private long AnyLength() => random.Next(1000) switch
    {
        < 700 => LinkDraw.Log(random, 50, 5000),
        < 950 => LinkDraw.Log(random, 5000, 2 * Minute),
        < 995 => LinkDraw.Log(random, 2 * Minute, Hour),
        _ => random.Next(40) == 0 ? LongestLength : LinkDraw.Log(random, Hour, 6 * Hour),
    };
}
