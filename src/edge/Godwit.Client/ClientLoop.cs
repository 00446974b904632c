using Godwit.Forwarding;
using Godwit.Platform;
using Godwit.Session;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>
/// The client's one loop (design D5): draw; wait; read the clock once; feed what arrived; transmit until empty. Owns the
/// sockets; decides nothing that the session can decide.
/// </summary>
internal sealed partial class ClientLoop : IDisposable
{
    // A keystroke is a few octets; a paste comes in pieces of this size.
    private const int TypedPerTurnMax = 16 * 1024;

    private readonly ClientSession session;
    private readonly UserTerminal terminal;
    private readonly SignalSource signals;
    private readonly ClientNetwork network;
    private readonly Poller poller = new();
    private readonly byte[] typed = new byte[TypedPerTurnMax];
    private readonly byte[] keys = new byte[TypedPerTurnMax + TerminalProbe.HeldMax];
    private readonly TerminalKnowledge knowledge;
    private readonly StatsFile? stats;
    private readonly ClientEvents events;
    private readonly string name;
    private readonly EndingLogin login;
    private bool isKeyboardGone;

    public ClientLoop(
        ClientSession session,
        UserTerminal terminal,
        TerminalKnowledge knowledge,
        SignalSource signals,
        ClientSockets sockets,
        StatsFile? stats,
        ClientEvents events,
        string name,
        EndingLogin login,
        ClientForwarding? forwarding,
        Instant now)
    {
        this.forwarding = forwarding;
        this.stats = stats;
        this.events = events;
        this.knowledge = knowledge;
        this.session = session;
        this.terminal = terminal;
        this.signals = signals;
        this.name = name;
        this.login = login;
        network = new ClientNetwork(session, sockets, now);
    }

    /// <summary>Runs the session to its end.</summary>
    public void Run()
    {
        Instant now = Now();
        session.ReportFacts(knowledge.Facts(UserTerminal.Size()));
        LearnTerminal(now);
        while (true)
        {
            ServeForwarding(now);
            session.Update(now);
            events.Update(now, session, network.Server, network.Source);
            network.Transmit(now);
            if (login.Update(now))
            {
                terminal.Invalidate();
            }

            if (terminal.TryFlush())
            {
                terminal.Draw(session.Render(now));
            }

            DeliverEvents();
            if (session.IsFinished(now))
            {
                stats?.Write(Report(now));
                AwaitReplies(now);
                return;
            }

            if (stats is not null && stats.IsDue(now))
            {
                stats.Write(Report(now));
            }

            int keyboard = Wait(now);
            now = Now();
            if (poller.CanRead(0))
            {
                HandleSignals(now);
            }

            network.Turn(now, poller);
            if (poller.CanRead(keyboard))
            {
                now = ReadKeyboard(now);
            }
            else
            {
                now = Type(now, knowledge.Probe.Flush(now, keys));
            }

            LearnTerminal(now);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    private SessionReport Report(Instant now) => session.Report(now, network.Server.ToEndpointString()) with
    {
        Forwards = [.. (forwarding?.Reports ?? []).Select(FiguresOf)],
    };

    private static Instant Now() => new(MonotonicClock.Milliseconds);

    /// <summary>Signals at index 0, the network, and the keyboard.</summary>
    private int Wait(Instant now)
    {
        poller.Clear();
        poller.Add(signals.Descriptor, PollEvents.Readable);
        network.AddTo(poller);

        // Also while closing: what is typed then is for nobody, least of all for the shell that gets the terminal back.
        bool listens = session.AcceptsInput && !isKeyboardGone;
        int keyboard = poller.Add(listens ? FileDescriptor.StandardInput : -1, PollEvents.Readable);
        poller.Add(terminal.IsBusy ? terminal.OutputDescriptor : -1, PollEvents.Writable);
        Instant next = Instant.Min(Instant.Min(session.NextDeadline(now), knowledge.NextDeadline(now)), Instant.Min(login.NextDeadline, events.NextDeadline(now)));
        next = Instant.Min(next, WatchForwarding());
        poller.Wait(next == Instant.Never ? -1 : Math.Max(0, next - now));
        return keyboard;
    }

    /// <returns>The time to go on with: after a suspension that of the continuation, not that of the key.</returns>
    private Instant ReadKeyboard(Instant now)
    {
        IoResult result = RawTerminal.Read(typed);
        if (result.Status == IoStatus.WouldBlock)
        {
            return now;
        }

        if (!result.IsDone || result.Count == 0)
        {
            isKeyboardGone = true;
            session.BeginShutdown(now, "Exiting on end of input...");
            return now;
        }

        Span<byte> read = typed.AsSpan(0, result.Count);
        int count = knowledge.Probe.Feed(now, read, keys);
        read.Clear();
        return Type(now, count);
    }

    /// <summary>Gives the first <paramref name="count"/> octets of the keys to the session.</summary>
    private Instant Type(Instant now, int count)
    {
        Span<byte> rest = keys.AsSpan(0, count);
        if (session.HoldForQuestion(now, rest))
        {
            rest.Clear();
            return now;
        }

        session.DropWaitingIfInterrupted(now, rest);
        while (!rest.IsEmpty)
        {
            ClientCommand command = session.HandleInput(now, rest, out int consumed);
            rest[..consumed].Clear();
            rest = rest[consumed..];
            Obey(now, command);
            ServeCommandLine(now);
            now = command == ClientCommand.Suspend ? Now() : now;
        }

        return now;
    }

    /// <summary>Draws with what the terminal has said, and tells the server.</summary>
    private void LearnTerminal(Instant now)
    {
        if (knowledge.TryLearn(now, out TerminalProfile? better))
        {
            terminal.Adopt(better);
            session.ReportFacts(knowledge.Facts(UserTerminal.Size()));
        }
    }

    /// <summary>What happened once at the server, and is for the user's terminal.</summary>
    private void DeliverEvents()
    {
        while (!terminal.IsBusy && session.TryTakeEvent(out TerminalEvent? one))
        {
            terminal.Deliver(one);
        }
    }

    /// <summary>
    /// A session that is over before the terminal has answered: what it says then is not to be typed into the shell that comes next.
    /// </summary>
    private void AwaitReplies(Instant now)
    {
        while (!isKeyboardGone && !knowledge.Probe.IsFinished(now))
        {
            poller.Clear();
            int keyboard = poller.Add(FileDescriptor.StandardInput, PollEvents.Readable);
            poller.Wait(Math.Max(0, knowledge.NextDeadline(now) - now));
            now = Now();
            if (poller.CanRead(keyboard))
            {
                now = ReadKeyboard(now);
            }
        }
    }

    private void Obey(Instant now, ClientCommand command)
    {
        if (command == ClientCommand.Redraw)
        {
            terminal.Invalidate();
        }
        else if (command == ClientCommand.Status)
        {
            session.ShowStatus(now, Report(now));
        }
        else if (command == ClientCommand.Suspend)
        {
            terminal.Leave();
            terminal.Say($"\x1b[37;44m[{name} is suspended.]\x1b[m");
            SignalSource.SuspendProcessGroup();
            Resume();
        }
    }

    private void Resume()
    {
        try
        {
            terminal.Enter();
        }
        catch (PlatformException)
        {
            // The terminal went away while we were stopped; the server still deserves a goodbye.
            isKeyboardGone = true;
            session.BeginShutdown(Now(), "Exiting because the terminal is gone...");
            return;
        }

        (int columns, int rows) = UserTerminal.Size();
        session.HandleResize(columns, rows);
    }

    private void HandleSignals(Instant now)
    {
        SignalSet arrived = signals.Drain();
        if (arrived.HasFlag(SignalSet.WindowChanged))
        {
            (int columns, int rows) = UserTerminal.Size();
            session.HandleResize(columns, rows);
        }

        if ((arrived & (SignalSet.Terminate | SignalSet.Interrupt | SignalSet.Hangup | SignalSet.BrokenPipe)) != 0)
        {
            session.BeginShutdown(now, "Exiting on signal...");
        }
        else if (arrived.HasFlag(SignalSet.Continued) && !session.IsClosing)
        {
            Resume();
        }
    }
}
