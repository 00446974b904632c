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
    private const string Banner = "godwit server 0.1.0. Apache License 2.0; no warranty.";

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
    /// <returns>The exit status of the process.</returns>
    public static int RunDetached()
    {
        var log = new ServerLog(verbosity: 1);
        try
        {
            ProcessEnvironment.SetProcessName(ProcessName);
            ProcessEnvironment.ProtectMemory();
            using SignalSource signals = SignalSource.Open(Detachment.Signals);
            SignalSource.Ignore(SignalSet.Hangup | SignalSet.BrokenPipe);
            Handover handover = Handover.Read(Detachment.HandoverDescriptor);
            FileDescriptor.Close(Detachment.HandoverDescriptor);
            log = new ServerLog(handover.Verbosity);
            using var host = new ServerLoop(handover, UdpSocket.Adopt(Detachment.SocketDescriptor), signals, log);
            host.Run();
            log.Write("exiting.");
            return 0;
        }
        catch (PlatformException failure)
        {
            log.Write(failure.Message);
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
            home);
        SessionEnvironment.Adapt(environment, settings, home, socket.LocalAddress.Port);
        if (FileDescriptor.IsTerminal(FileDescriptor.StandardInput))
        {
            // Keeps what the user typed ahead, and the terminal echoed, off the connect line.
            FileDescriptor.WriteText(FileDescriptor.StandardOutput, "\r\n\n");
        }

        ChildProcess detached = Detachment.Start(handover, socket, environment, settings.Verbosity > 0);
        FileDescriptor.WriteText(FileDescriptor.StandardOutput, $"MOSH CONNECT {socket.LocalAddress.Port} {text}\n");
        Say($"\n{Banner}\n[mosh-server detached, pid = {detached.ProcessId}]");
        FileDescriptor.Drain(FileDescriptor.StandardOutput);
        return detached;
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
