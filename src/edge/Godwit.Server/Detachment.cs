using System.Globalization;
using Godwit.Platform;

namespace Godwit.Server;

/// <summary>How the detached half of the server is started: which descriptors, which signals, in whose care.</summary>
/// <param name="socket">Bound; stays the caller's.</param>
/// <param name="environment">Of the detached half, and so of the session.</param>
/// <param name="keepsOutput">It writes to our standard error.</param>
internal sealed class Detachment(UdpSocket socket, EnvironmentBlock environment, bool keepsOutput)
{
    /// <summary>The bound socket, in the detached half.</summary>
    public const int SocketDescriptor = 3;

    /// <summary>The read end of the pipe with the <see cref="Handover"/>, in the detached half.</summary>
    public const int HandoverDescriptor = 4;

    /// <summary>Where the detached half says that it runs, if it was started with <see cref="ConfirmArgument"/>.</summary>
    public const int ConfirmDescriptor = 5;

    /// <summary>Behind the first argument of a detached half that has to say that it runs.</summary>
    public const string ConfirmArgument = "confirm";

    /// <summary>What the detached half collects; blocked from its first instruction on, so that none is lost.</summary>
    public const SignalSet Signals = SignalSet.Terminate | SignalSet.Interrupt | SignalSet.User1 | SignalSet.ChildExited;

    // A scope takes some hundredths of a second; a manager that hangs must not keep the user from a session.
    private const int ScopePatienceMs = 5000;

    /// <summary>Starts the detached half and hands it what it needs.</summary>
    /// <returns>Its process.</returns>
    public ChildProcess Start(Handover handover)
    {
        Pipe pipe = Pipe.Create();
        ChildProcess detached = Spawn(ProcessEnvironment.SelfPath, ["mosh-server", ServerProgram.DetachedArgument], [new(HandoverDescriptor, pipe.ReadEnd)]);
        FileDescriptor.Close(pipe.ReadEnd);
        Deliver(handover, pipe.WriteEnd);
        return detached;
    }

    /// <summary>
    /// The same in a scope of its own, in the care of the user's service manager instead of the login's (systemd-run(1)). The program that makes the scope becomes
    /// the detached half, so that descriptors and process id stay.
    /// </summary>
    /// <returns>Its process; null if there is no scope to be had, and nothing was started.</returns>
    public ChildProcess? StartInScope(Handover handover)
    {
        string program = ProcessEnvironment.SelfPath;
        if (program == ProcessEnvironment.SelfLink)
        {
            return null; // In systemd-run the link leads to systemd-run.
        }

        // The process id, because the scope of an earlier session on this port may live on with what that left behind.
        string unit = string.Create(CultureInfo.InvariantCulture, $"--unit=godwit-{socket.LocalAddress.Port}-{ProcessEnvironment.ProcessId}");
        Pipe pipe = Pipe.Create();
        Pipe confirmation = Pipe.Create();
        ChildProcess? detached = null;
        try
        {
            detached = Spawn(
                "systemd-run",
                ["systemd-run", "--user", "--scope", "--quiet", "--collect", unit, "--", program, ServerProgram.DetachedArgument, ConfirmArgument],
                [new(HandoverDescriptor, pipe.ReadEnd), new(ConfirmDescriptor, confirmation.WriteEnd)]);
        }
        catch (PlatformException)
        {
            // Not installed: told by the missing confirmation.
        }

        FileDescriptor.Close(pipe.ReadEnd);
        FileDescriptor.Close(confirmation.WriteEnd);
        bool isRunning = IsConfirmed(confirmation.ReadEnd);
        FileDescriptor.Close(confirmation.ReadEnd);
        if (detached is null || !isRunning)
        {
            FileDescriptor.Close(pipe.WriteEnd); // Without a handover, one that comes late ends at once.
            return null;
        }

        Deliver(handover, pipe.WriteEnd);
        return detached;
    }

    /// <summary>In the detached half: says that it runs.</summary>
    public static void Confirm()
    {
        _ = FileDescriptor.Write(ConfirmDescriptor, "1"u8);
        FileDescriptor.Close(ConfirmDescriptor);
    }

    private static bool IsConfirmed(int descriptor)
    {
        var poller = new Poller();
        int index = poller.Add(descriptor, PollEvents.Readable);
        poller.Wait(ScopePatienceMs);
        Span<byte> word = stackalloc byte[1];
        return poller.CanRead(index) && FileDescriptor.Read(descriptor, word).IsDone;
    }

    private static void Deliver(Handover handover, int pipe)
    {
        handover.Write(pipe);
        FileDescriptor.Close(pipe);
    }

    private ChildProcess Spawn(string path, IReadOnlyList<string> arguments, IReadOnlyList<DescriptorMapping> pipes)
    {
        List<DescriptorMapping> descriptors = [new(SocketDescriptor, socket.Descriptor), .. pipes];
        if (!keepsOutput)
        {
            // sshd ends the login when nobody holds its pipes any more.
            descriptors.AddRange([new(0, DescriptorMapping.Null), new(1, DescriptorMapping.Null), new(2, DescriptorMapping.Null)]);
        }

        return ChildProcess.Start(new SpawnOptions
        {
            Path = path,
            Arguments = arguments,
            Environment = environment,
            NewSession = true,
            BlockedSignals = Signals,
            IgnoredSignals = SignalSet.Hangup | SignalSet.BrokenPipe,
            Descriptors = descriptors,
        });
    }
}
