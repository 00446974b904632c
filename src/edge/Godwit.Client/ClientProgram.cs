using Godwit.Crypto;
using Godwit.Platform;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>The client as a program: takes over the user's terminal, runs the session to its end, and gives the terminal back.</summary>
public static class ClientProgram
{
    /// <summary>The exit status if there was no command to have one, as ssh's.</summary>
    public const int NoCommand = 255;

    private const int Failure = 1;

    // A session has a screen even if nobody looks at it.
    private const int ColumnsOfNone = 80;
    private const int RowsOfNone = 24;

    /// <summary>Runs a client until the session ends.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="raw">The terminal, if somebody has changed its modes already; else it is opened here.</param>
    /// <returns>The exit status of the process: 0 for a clean end (between Godwits the command's own status), 1 otherwise.</returns>
    public static int Run(ClientSettings settings, RawTerminal? raw = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ProcessEnvironment.SetCoreLimit(0);
        ProcessEnvironment.ProtectMemory();
        try
        {
            using SignalSource signals = SignalSource.Open(SignalSet.Client);
            if (raw is null)
            {
                TerminalRepair.AfterCrash(settings.Name);
            }

            return RunSession(settings, signals, raw);
        }
        catch (PlatformException failure)
        {
            return Fail(settings, failure.Message);
        }
    }

    private static int RunSession(ClientSettings settings, SignalSource signals, RawTerminal? raw)
    {
        SessionKeyStatus status = SessionKey.TryParse(settings.Key, out SessionKey? key);
        if (status != SessionKeyStatus.Valid || key is null)
        {
            return Fail(settings, $"The session key is not valid ({status}); it must be the 22 characters of the MOSH CONNECT line.");
        }

        using (key)
        {
            if (!UdpAddress.TryParse(settings.Address, (ushort)settings.Port, out UdpAddress server))
            {
                return Fail(settings, $"'{settings.Address}' is not a numeric IP address.");
            }

            using var log = new EventLog(settings.Port, settings.LogFile, isVerbose: false);
            if (log.Problem.Length > 0)
            {
                return Fail(settings, $"{log.Problem}.");
            }

            TerminfoEntry entry = TerminfoEntry.Load(settings.Term, ProcessEnvironment.Get) ?? TerminfoEntry.Assume(settings.Term);
            using ClientSockets sockets = OpenSockets(settings, server);
            using var terminal = new UserTerminal(raw ?? RawTerminal.Open(), TerminalProfile.Of(entry, settings, TerminalAnswers.None));
            Instant now = new(MonotonicClock.Milliseconds);
            (int columns, int rows) = UserTerminal.Size();
            using var session = new ClientSession(key, OptionsOf(settings, columns, rows), ChaffSeed(), now);
            // Without a handler the runtime ends the process before any finally block runs.
            AppDomain.CurrentDomain.UnhandledException += (_, _) => terminal.Leave();
            terminal.Enter(asks: true);
            var knowledge = new TerminalKnowledge(entry, settings, terminal.Profile.Questions, now);
            StatsFile? stats = settings.StatsFile is { } path ? new StatsFile(path) : null;
            var events = new ClientEvents(log, new ContactHooks(settings.OnLost, settings.OnResume, settings.Host));
            events.Start(settings.Host, settings.Port);
            var loop = new ClientLoop(session, terminal, knowledge, signals, sockets, stats, events, settings.Name, new EndingLogin(settings.Login, now), settings.Forwarding, now);
            loop.Run();
            terminal.DrawLast(session.RenderFinal());
            terminal.Leave(discardsInput: session.IsClosing || session.HasUnsentInput);
            int exitStatus = Report(settings, session, terminal, stats);
            if (loop.ForwardingFault is { } fault)
            {
                FileDescriptor.WriteText(FileDescriptor.StandardError, $"{settings.Name}: {fault}.\n");
                exitStatus = Failure;
            }

            events.End(exitStatus);
            return exitStatus;
        }
    }

    /// <summary>Runs a session without a terminal until it ends.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <returns>The exit status of the process: the command's, or <see cref="NoCommand"/>.</returns>
    public static int RunWithoutTerminal(ClientSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ProcessEnvironment.SetCoreLimit(0);
        ProcessEnvironment.ProtectMemory();
        try
        {
            using SignalSource signals = SignalSource.Open(SignalSet.Client);
            return RunWithoutTerminal(settings, signals);
        }
        catch (PlatformException failure)
        {
            _ = Fail(settings, failure.Message);
            return NoCommand;
        }
    }

    private static int RunWithoutTerminal(ClientSettings settings, SignalSource signals)
    {
        if (SessionKey.TryParse(settings.Key, out SessionKey? key) != SessionKeyStatus.Valid || key is null
            || !UdpAddress.TryParse(settings.Address, (ushort)settings.Port, out UdpAddress server))
        {
            throw new PlatformException("the server's answer names no session");
        }

        using (key)
        {
            using var log = new EventLog(settings.Port, settings.LogFile, isVerbose: false);
            using ClientSockets sockets = OpenSockets(settings, server);
            Instant now = new(MonotonicClock.Milliseconds);
            using var session = new ClientSession(key, OptionsOf(settings, ColumnsOfNone, RowsOfNone), ChaffSeed(), now);
            var events = new ClientEvents(log, new ContactHooks(settings.OnLost, settings.OnResume, settings.Host));
            events.Start(settings.Host, settings.Port);
            using var loop = new CommandLoop(session, sockets, signals, settings, events, now);
            loop.Run();
            string? complaint = loop.Fault ?? (session.IsConnected ? null : $"the server does not answer at {settings.Address} UDP port {settings.Port}; is the port open in the firewall?");
            int exitStatus = complaint is not null ? NoCommand : loop.ExitCode ?? session.ExitStatus ?? (settings.RunsCommand ? NoCommand : 0);
            events.End(exitStatus);
            if (complaint is not null)
            {
                _ = Fail(settings, $"{complaint}.");
            }

            return exitStatus;
        }
    }

    private static ClientSockets OpenSockets(ClientSettings settings, in UdpAddress server)
    {
        var sockets = new ClientSockets(server);
        foreach (string other in settings.OtherAddresses)
        {
            _ = UdpAddress.TryParse(other, (ushort)settings.Port, out UdpAddress address);
            sockets.AddCandidate(address);
        }

        return sockets;
    }

    private static ClientOptions OptionsOf(ClientSettings settings, int columns, int rows) => new()
    {
        Name = settings.Name,
        Columns = columns,
        Rows = rows,
        EscapeKey = settings.EscapeKey,
        EscapeMenu = settings.EscapeMenu,
        TitlePrefix = settings.TitlePrefix,
        Prediction = settings.Prediction,
        ServerName = $"{settings.Address} UDP port {settings.Port}",
    };

    private static byte[] ChaffSeed()
    {
        var seed = new byte[ConnectionOptions.ChaffSeedLength];
        SecureRandom.Fill(seed);
        return seed;
    }

    /// <summary>Says how the session ended where that is not what the user asked for (spec 04 section 4.7).</summary>
    private static int Report(ClientSettings settings, ClientSession session, UserTerminal terminal, StatsFile? stats)
    {
        ConnectionPhase phase = session.Connection.Phase(new Instant(MonotonicClock.Milliseconds));
        string? complaint = null;
        if (!session.IsConnected)
        {
            complaint = $"{settings.Name} did not make a successful connection to {settings.Address}:{settings.Port}. "
                + "Please verify that UDP port is not firewalled and can reach the server. "
                + $"({settings.Name} uses a UDP port between 60000 and 61000 by default; the -p option selects a specific one.)";
        }
        else if (phase == ConnectionPhase.GaveUp)
        {
            complaint = $"{settings.Name} did not shut down cleanly. Please note that the server may still be running on {settings.Address}.";
        }
        else if (phase == ConnectionPhase.KeyExhausted)
        {
            complaint = $"{settings.Name} has used up this session's key and must stop. Please connect again.";
        }

        if (complaint is not null && !terminal.IsStuck)
        {
            FileDescriptor.WriteText(FileDescriptor.StandardError, complaint + "\n");
        }

        if (stats?.Complaint is { } notWritten && !terminal.IsStuck)
        {
            FileDescriptor.WriteText(FileDescriptor.StandardError, $"{settings.Name}: {notWritten}\n");
        }

        terminal.Say($"\n[{settings.Name} is exiting.]");
        return complaint is not null ? Failure : session.ExitStatus ?? 0;
    }

    private static int Fail(ClientSettings settings, string complaint)
    {
        FileDescriptor.WriteText(FileDescriptor.StandardError, $"{settings.Name}: {complaint}\n");
        return Failure;
    }
}
