using Godwit.Forwarding;
using Godwit.Platform;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>
/// A session without a terminal: a command whose standard streams are this process's (<c>godwit exec</c>), or forwardings only (<c>godwit forward</c>).
/// It roams, sleeps and resumes as every session does.
/// </summary>
internal sealed class CommandLoop : IDisposable
{
    private const int SignalBase = 128;
    private const byte Hangup = 1;
    private const byte Interrupt = 2;
    private const byte Terminate = 15;

    private readonly ClientSession session;
    private readonly ClientNetwork network;
    private readonly SignalSource signals;
    private readonly ClientSettings settings;
    private readonly EndingLogin login;
    private readonly ClientEvents events;
    private readonly Poller poller = new();
    private LocalCommand? command;
    private bool isSignalled;
    private bool isAbandoned;
    private bool isServerGone;

    public CommandLoop(ClientSession session, ClientSockets sockets, SignalSource signals, ClientSettings settings, ClientEvents events, Instant now)
    {
        this.session = session;
        this.signals = signals;
        this.settings = settings;
        this.events = events;
        login = new EndingLogin(settings.Login, now);
        network = new ClientNetwork(session, sockets, now);
    }

    /// <summary>Why there is no command; null if there is, or was.</summary>
    public string? Fault { get; private set; }

    /// <summary>Runs the session to its end.</summary>
    public void Run()
    {
        Instant now = Now();
        while (true)
        {
            Serve(now);
            session.Update(now);
            events.Update(now, session, network.Server, network.Source);
            network.Transmit(now);
            _ = login.Update(now);
            CheckServer(now);
            if ((session.IsFinished(now) || isServerGone) && (isAbandoned || command is null || !command.HasOutput))
            {
                return;
            }

            Wait(now);
            now = Now();
            if (poller.CanRead(0))
            {
                HandleSignals(now);
            }

            network.Turn(now, poller);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        command?.Dispose();
        network.Dispose();
    }

    private static Instant Now() => new(MonotonicClock.Milliseconds);

    private bool IsServing => session.Connection.FeaturesAreDecided && Fault is null;

    private void Serve(Instant now)
    {
        if (isServerGone)
        {
            command?.Turn(now, poller);
            return;
        }

        bool isDecided = session.Connection.FeaturesAreDecided;
        if (isDecided && !session.Connection.Features.Has(Features.Streams) && !session.IsClosing)
        {
            End(now, "the server there is a stock mosh-server, or an old one, which knows terminals only: install this godwit there (godwit install)");
        }

        if (!IsServing)
        {
            return;
        }

        settings.Forwarding?.Turn(now, poller, session.Streams);
        if (settings.Forwarding is { } one && one.TryTakeLifeSign(now))
        {
            session.Connection.AcknowledgeNow(now);
        }

        while (settings.Forwarding is { } forwarding && forwarding.TryTakeNews(out string? sentence))
        {
            FileDescriptor.WriteText(FileDescriptor.StandardError, $"{settings.Name}: {sentence}.\n");
            if (forwarding.HasFailed && !session.IsClosing)
            {
                ExitCode = ClientProgram.NoCommand;
                session.BeginShutdown(now, "");
            }
        }

        // As with ssh, no command begins that could be broken off because the server cannot listen.
        if (settings.RunsCommand && command is null && !session.IsClosing && settings.Forwarding is not { IsUndecided: true })
        {
            command = LocalCommand.Start(session.Streams!, settings.ReadsInput);
        }

        command?.Turn(now, poller);
    }

    // Nobody is left who could say goodbye, or how the command ended. What it said before is still written.
    private void CheckServer(Instant now)
    {
        if (!isServerGone && !session.IsFinished(now) && network.IsServerGone(now))
        {
            isServerGone = true;
            Fault ??= $"the server on {settings.Host} is gone: its host says that nobody listens on UDP port {settings.Port} any more"
                + (command is null ? "" : ". What became of the command is not known");
        }
    }

    private void Wait(Instant now)
    {
        poller.Clear();
        poller.Add(signals.Descriptor, PollEvents.Readable);
        network.AddTo(poller);
        Instant next = Instant.Min(session.NextDeadline(now), Instant.Min(login.NextDeadline, events.NextDeadline(now)));
        if (settings.Forwarding is { } forwarding && IsServing && !session.IsClosing)
        {
            forwarding.AddTo(poller);
            next = Instant.Min(next, forwarding.Deadline);
        }

        command?.AddTo(poller);
        poller.Wait(next == Instant.Never ? -1 : Math.Max(0, next - now));
    }

    // The command is told, and its end ends this one. Who does not want to wait for that says it again; then the command is hung up on.
    private void HandleSignals(Instant now)
    {
        SignalSet arrived = signals.Drain() & (SignalSet.Terminate | SignalSet.Interrupt | SignalSet.Hangup);
        if (arrived == 0)
        {
            return;
        }

        byte number = arrived.HasFlag(SignalSet.Hangup) ? Hangup : arrived.HasFlag(SignalSet.Terminate) ? Terminate : Interrupt;
        if (command is not null && number != Hangup && !isSignalled && !isServerGone)
        {
            isSignalled = true;
            command.Signal(number);
            return;
        }

        isAbandoned = true;
        ExitCode = SignalBase + number;
        session.BeginShutdown(now, "");
    }

    /// <summary>The exit status if a signal, or a forwarding that cannot be had, has ended this end; null otherwise.</summary>
    public int? ExitCode { get; private set; }

    private void End(Instant now, string fault)
    {
        Fault = fault;
        session.BeginShutdown(now, "");
    }
}
