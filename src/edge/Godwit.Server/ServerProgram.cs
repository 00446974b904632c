using Godwit.Crypto;
using Godwit.Platform;

namespace Godwit.Server;

/// <summary>
/// The server as a program: binds, prints the connect line, and leaves a detached half behind that runs the session. The
/// detached half is our own executable started anew, because a managed process must not fork (design D8).
/// </summary>
public static class ServerProgram
{
    /// <summary>First argument of the detached half; not for users.</summary>
    public const string DetachedArgument = "--godwit-detached-server";

    // What ps and top show; without it the detached half would be called "exe", after the link it was started by.
    private const string ProcessName = "mosh-server";

    private const int Failure = 1;
    private const string Banner = $"godwit server {BuildVersion.Number}. Apache License 2.0; no warranty.";

    /// <summary>Runs a server. Returns in the process that the user started, after the connect line was printed.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <returns>The exit status of the process.</returns>
    public static int Run(ServerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ulong coreLimit = ProcessEnvironment.SetCoreLimit(0);
        ProcessEnvironment.ProtectMemory();
        try
        {
            ChildProcess detached;
            using (UdpSocket socket = Bind(settings))
            {
                detached = Start(settings, socket, coreLimit);
            }

            return ProcessEnvironment.Get(ServerSettings.StaysVariable) is null ? 0 : detached.Wait().Code;
        }
        catch (PlatformException failure)
        {
            // Stock's wrapper and its users look for these words.
            Say($"Network exception: {failure.Message}");
            return Failure;
        }
    }

    /// <summary>
    /// Runs the detached half: called when the program finds that it was started by <see cref="Run"/> (first argument
    /// <see cref="DetachedArgument"/>).
    /// </summary>
    /// <param name="arguments">What follows that.</param>
    /// <returns>The exit status of the process.</returns>
    public static int RunDetached(ReadOnlySpan<string> arguments)
    {
        var log = new EventLog(0, null, isVerbose: true);
        try
        {
            ProcessEnvironment.SetProcessName(ProcessName);
            ProcessEnvironment.ProtectMemory();
            using SignalSource signals = SignalSource.Open(Detachment.Signals);
            SignalSource.Ignore(SignalSet.Hangup | SignalSet.BrokenPipe);
            if (arguments is [Detachment.ConfirmArgument])
            {
                Detachment.Confirm();
            }

            Handover handover = Handover.Read(Detachment.HandoverDescriptor);
            FileDescriptor.Close(Detachment.HandoverDescriptor);
            UdpSocket socket = UdpSocket.Adopt(Detachment.SocketDescriptor);
            log = new EventLog(socket.LocalAddress.Port, handover.LogFile, handover.Verbosity > 0);
            using var host = new ServerLoop(handover, socket, signals, log);
            host.Run();
            return 0;
        }
        catch (PlatformException failure)
        {
            log.Note(ProcessName, failure.Message);
            return Failure;
        }
    }

    private static ChildProcess Start(ServerSettings settings, UdpSocket socket, ulong coreLimit)
    {
        using SessionKey key = NewKey();
        UserAccount? account = ProcessEnvironment.GetAccount();
        EnvironmentBlock environment = EnvironmentBlock.Inherit();
        string home = environment.Get("HOME") is { Length: > 0 } ownHome ? ownHome : account?.Home ?? "/";
        bool hasSize = TerminalSize(out WindowSize size);
        Span<char> characters = stackalloc char[SessionKey.TextLength];
        key.Format(characters);
        string text = characters.ToString();
        var handover = new Handover(
            text,
            hasSize ? size.Columns : 80,
            hasSize ? size.Rows : 24,
            settings.Verbosity,
            settings.TimeToLiveSeconds,
            coreLimit,
            SessionCommand.Choose(settings.Command, environment.Get("SHELL"), account?.Shell),
            settings.LoginNotice,
            home,
            LogFile(settings));
        SessionEnvironment.Adapt(environment, settings, home, socket.LocalAddress.Port);
        FileDescriptor.WriteText(FileDescriptor.StandardError, TimeoutVariable.Warnings(ProcessEnvironment.Get));
        if (FileDescriptor.IsTerminal(FileDescriptor.StandardInput))
        {
            // Keeps what the user typed ahead, and the terminal echoed, off the connect line.
            FileDescriptor.WriteText(FileDescriptor.StandardOutput, "\r\n\n");
        }

        ChildProcess detached = Detach(handover, new Detachment(socket, environment, settings.Verbosity > 0 || JournalStream.IsStandardError), account?.Name ?? "");
        FileDescriptor.WriteText(FileDescriptor.StandardOutput, $"MOSH CONNECT {socket.LocalAddress.Port} {text}\n");
        Say($"\n{Banner}\n[mosh-server detached, pid = {detached.ProcessId}]");
        FileDescriptor.Drain(FileDescriptor.StandardOutput);
        return detached;
    }

    /// <summary>The file to log to, by its whole name; a warning, and none, if it cannot be written: nobody is left without a session.</summary>
    private static string LogFile(ServerSettings settings)
    {
        if (settings.LogFile is not { Length: > 0 } named)
        {
            return "";
        }

        string path = Path.GetFullPath(named);
        if (EventLog.ProblemOf(path) is { Length: > 0 } problem)
        {
            Say($"Warning: {problem}; there is no log.");
            return "";
        }

        return path;
    }

    /// <summary>Starts the detached half so that it outlives the login that we came by; says so where it cannot.</summary>
    private static ChildProcess Detach(Handover handover, Detachment detachment, string user)
    {
        if (!Logind.EndsWithLogin(user))
        {
            return detachment.Start(handover);
        }

        ChildProcess? inScope = Logind.HasUserServices(ProcessEnvironment.Get("XDG_RUNTIME_DIR")) ? detachment.StartInScope(handover) : null;
        bool lingers = Logind.Lingers(user);
        if (inScope is null || !lingers)
        {
            Say("Warning: this host ends a user's programs at logout (KillUserProcesses in logind.conf), and this session with them; "
                + (lingers ? "systemd-run --user, which could keep it, does not work here." : "\"loginctl enable-linger\" on this host lets it stay."));
        }

        return inScope ?? detachment.Start(handover);
    }

    /// <summary>The address that was asked for; if it cannot be had, any (spec 02 section 4.2).</summary>
    private static UdpSocket Bind(ServerSettings settings)
    {
        var ports = new PortRange((ushort)settings.PortLow, (ushort)settings.PortHigh);
        if (settings.BindAddress is { } text)
        {
            try
            {
                return UdpAddress.TryParse(text, 0, out UdpAddress address)
                    ? UdpSocket.Bind(address, ports)
                    : throw new PlatformException($"'{text}' is not a numeric address");
            }
            catch (PlatformException failure)
            {
                Say($"Error binding to {text}: {failure.Message}; using any address instead.");
            }
        }

        return BindAny(ports);
    }

    /// <summary>Both families where the system has them, so that a client may roam between them.</summary>
    private static UdpSocket BindAny(PortRange ports)
    {
        try
        {
            return UdpSocket.Bind(UdpAddress.AnyIPv6(0), ports);
        }
        catch (PlatformException)
        {
            return UdpSocket.BindAny(ports);
        }
    }

    private static SessionKey NewKey()
    {
        Span<byte> secret = stackalloc byte[SessionKey.ByteLength];
        SecureRandom.Fill(secret);
        SessionKey key = SessionKey.FromBytes(secret);
        secret.Clear();
        return key;
    }

    private static bool TerminalSize(out WindowSize size)
    {
        size = default;
        return FileDescriptor.IsTerminal(FileDescriptor.StandardInput)
            && RawTerminal.TryGetSize(out size) && size is { Columns: > 0, Rows: > 0 };
    }

    private static void Say(string line) => FileDescriptor.WriteText(FileDescriptor.StandardError, line + "\n");
}
