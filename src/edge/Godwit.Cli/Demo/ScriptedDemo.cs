using System.Globalization;
using System.Text;
using Godwit.Platform;
using Godwit.Terminal;

namespace Godwit.Cli.Demo;

/// <summary>
/// The demo without a person: types the script once into a shell right here, to learn what the screen must show, and once
/// through client, link and server; then compares.
/// </summary>
/// <param name="options">Link and seed.</param>
/// <param name="programs">What to start.</param>
/// <param name="signals">Ends the session early when asked to; null if nobody asks.</param>
internal sealed class ScriptedDemo(DemoOptions options, DemoPrograms programs, SignalSource? signals)
{
    private const string Shell = "/bin/sh";

    // A very fast typist: 20 letters a second. Slower would only take longer.
    private const long PaceMicroseconds = 50_000;

    // The script takes 13 s to type, and less than half a minute over the worst of the links; whatever
    // happens, a minute is the end of it (and some seconds to end the processes).
    private const long DefaultTotalSeconds = 60;

    // The same script without a link takes a fraction of a second.
    private const long DirectSeconds = 20;

    // A goodbye needs a few round trips, and more over a bad link. A server that does not hear it ends by its time limit.
    private const long GoodbyeSeconds = 5;

    // After the last prompt has come, what else is missing can only be under way.
    private const long DefaultSettleSeconds = 15;

    private readonly Poller poller = new();
    private long lastMoment;
    private bool isScreenRight;

    /// <summary>What is typed.</summary>
    public IReadOnlyList<DemoStep> Steps { get; init; } = DemoScript.Steps;

    /// <summary>After so many seconds the demo is over, whatever happened.</summary>
    public long TotalSeconds { get; init; } = DefaultTotalSeconds;

    /// <summary>So many seconds after the last prompt a wrong screen counts as wrong.</summary>
    public long SettleSeconds { get; init; } = DefaultSettleSeconds;

    /// <summary>Plays the session.</summary>
    /// <returns>What was measured, and whether all went well.</returns>
    /// <exception cref="PlatformException">A process, socket or terminal was not to be had; one sentence.</exception>
    public DemoResult Run()
    {
        lastMoment = DemoClock.Now + (TotalSeconds * DemoClock.Second);
        Screen expected = LearnExpectedScreen();
        DemoServer server = DemoServer.Start(programs, DemoEnvironment.ForScript(), [Shell]);
        using var relay = new LinkRelay(options.Link, options.Seed, UdpAddress.LoopbackIPv4((ushort)server.Port));
        string port = relay.ClientPort.ToString(CultureInfo.InvariantCulture);
        using var terminal = new DemoTerminal(
            programs.ClientPath,
            [.. programs.ClientArguments, "127.0.0.1", port],
            DemoEnvironment.WithKey(DemoEnvironment.ForScript(), server.Key));
        var typist = new DemoTypist(Steps, PaceMicroseconds);

        string? failure = Play(terminal, typist, relay, expected, TotalSeconds);
        bool hasSurvived = relay.RoamCount > 0 && relay.ReceivedSinceRoam > 0 && typist.IsFinished;
        failure ??= Leave(terminal, relay);
        Part(terminal, relay);
        return new DemoResult
        {
            Keystrokes = typist.MeasuredKeys,
            Latencies = typist.Latencies,
            Up = relay.Up,
            Down = relay.Down,
            HasSurvivedRoaming = hasSurvived,
            IsScreenRight = isScreenRight,
            Failure = failure,
        };
    }

    private Screen LearnExpectedScreen()
    {
        using var terminal = new DemoTerminal(Shell, [Shell], DemoEnvironment.ForScript());
        string? failure = Play(terminal, new DemoTypist(Steps, 0), null, null, DirectSeconds);
        if (failure is not null)
        {
            throw new PlatformException($"The script does not work in {Shell} even without a network. {failure}");
        }

        Screen expected = terminal.Screen.Snapshot();
        terminal.Press(Encoding.ASCII.GetBytes(DemoScript.Farewell));
        return expected;
    }

    /// <summary>Types the script and waits until the screen shows what it must. Returns null, or why it ended before.</summary>
    private string? Play(DemoTerminal terminal, DemoTypist typist, LinkRelay? relay, Screen? expected, long seconds)
    {
        long deadline = Math.Min(lastMoment, DemoClock.Now + (seconds * DemoClock.Second));
        bool isFinished = false;
        while (true)
        {
            long now = DemoClock.Now;
            relay?.Service(now);
            terminal.Pump();
            if (Act(now, terminal, typist, relay))
            {
                string difference = "";
                if (expected is null || ScreenComparison.AreSame(expected, terminal.Screen, out difference))
                {
                    isScreenRight = expected is not null;
                    return null;
                }

                deadline = isFinished ? deadline : Math.Min(deadline, now + (SettleSeconds * DemoClock.Second));
                isFinished = true;
                if (now >= deadline)
                {
                    return $"The screen is wrong. {difference}";
                }
            }

            if (terminal.IsClosed)
            {
                return $"The program ended early ({Describe(terminal.End())}). Its last words: {LastWords(terminal.Screen)}";
            }

            if (now >= deadline)
            {
                return $"Gave up waiting for {typist.Missing}. The last row shows: {LastWords(terminal.Screen)}";
            }

            if (!Wait(now, terminal, relay, Math.Min(deadline, typist.NextDue > now ? typist.NextDue : long.MaxValue)))
            {
                return "Interrupted.";
            }
        }
    }

    /// <summary>Does what the typist wants now. True when the script is through.</summary>
    private static bool Act(long now, DemoTerminal terminal, DemoTypist typist, LinkRelay? relay)
    {
        while (true)
        {
            switch (typist.Next(now, terminal.Screen, out byte key))
            {
                case DemoAction.Press:
                    terminal.Press([key]);
                    break;
                case DemoAction.Roam:
                    relay?.Roam();
                    break;
                case DemoAction.Finish:
                    return true;
                default:
                    return false;
            }
        }
    }

    /// <summary>Ends the shell, and waits for the client to notice. Returns null, or what went wrong.</summary>
    private string? Leave(DemoTerminal terminal, LinkRelay relay)
    {
        terminal.Press(Encoding.ASCII.GetBytes(DemoScript.Farewell));
        while (!terminal.IsClosed)
        {
            long now = DemoClock.Now;
            if (now >= lastMoment)
            {
                return $"The client did not end after the shell had, up to the limit of {TotalSeconds} seconds.";
            }

            relay.Service(now);
            terminal.Pump();
            if (!terminal.IsClosed && !Wait(now, terminal, relay, lastMoment))
            {
                return "Interrupted.";
            }
        }

        ExitStatus exit = terminal.End();
        return exit.IsSuccess ? null : $"The client ended with {Describe(exit)}.";
    }

    /// <summary>If the client is still there, asks it to end and carries its goodbye, so that the server ends too.</summary>
    private void Part(DemoTerminal terminal, LinkRelay relay)
    {
        if (terminal.IsClosed)
        {
            return;
        }

        terminal.AskToEnd();
        long deadline = DemoClock.Now + (GoodbyeSeconds * DemoClock.Second);
        for (long now = DemoClock.Now; now < deadline && !terminal.IsClosed; now = DemoClock.Now)
        {
            relay.Service(now);
            terminal.Pump();
            _ = terminal.IsClosed || Wait(now, terminal, relay, deadline);
        }
    }

    /// <summary>False if we are asked to end.</summary>
    private bool Wait(long now, DemoTerminal terminal, LinkRelay? relay, long due)
    {
        poller.Clear();
        terminal.Watch(poller);
        relay?.Watch(poller);
        int signal = poller.Add(signals?.Descriptor ?? -1, PollEvents.Readable);
        poller.Wait(DemoClock.WaitMilliseconds(now, Math.Min(due, relay?.NextDue ?? long.MaxValue)));
        return signals is null || !poller.CanRead(signal) || signals.Drain() == SignalSet.None;
    }

    private static string Describe(ExitStatus exit) =>
        exit.Signal == 0 ? $"status {exit.Code}" : $"signal {exit.Signal}";

    private static string LastWords(Screen screen)
    {
        for (int row = screen.Height - 1; row >= 0; row--)
        {
            string text = ScreenText.Row(screen, row);
            if (text.Length > 0)
            {
                return text;
            }
        }

        return "(nothing)";
    }
}
