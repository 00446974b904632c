using Godwit.Platform;

namespace Godwit.Server;

/// <summary>How the detached half of the server is started: which descriptors, which signals.</summary>
internal static class Detachment
{
    /// <summary>The bound socket, in the detached half.</summary>
    public const int SocketDescriptor = 3;

    /// <summary>The read end of the pipe with the <see cref="Handover"/>, in the detached half.</summary>
    public const int HandoverDescriptor = 4;

    /// <summary>What the detached half collects; blocked from its first instruction on, so that none is lost.</summary>
    public const SignalSet Signals = SignalSet.Terminate | SignalSet.Interrupt | SignalSet.User1 | SignalSet.ChildExited;

    /// <summary>Starts the detached half and hands it what it needs.</summary>
    /// <returns>Its process.</returns>
    public static ChildProcess Start(Handover handover, UdpSocket socket, EnvironmentBlock environment, bool keepsOutput)
    {
        Pipe pipe = Pipe.Create();
        List<DescriptorMapping> descriptors = [new(SocketDescriptor, socket.Descriptor), new(HandoverDescriptor, pipe.ReadEnd)];
        if (!keepsOutput)
        {
            // sshd ends the login when nobody holds its pipes any more.
            descriptors.AddRange([new(0, DescriptorMapping.Null), new(1, DescriptorMapping.Null), new(2, DescriptorMapping.Null)]);
        }

        ChildProcess detached = ChildProcess.Start(new SpawnOptions
        {
            Path = ProcessEnvironment.SelfPath,
            Arguments = ["mosh-server", ServerProgram.DetachedArgument],
            Environment = environment,
            NewSession = true,
            BlockedSignals = Signals,
            IgnoredSignals = SignalSet.Hangup | SignalSet.BrokenPipe,
            Descriptors = descriptors,
        });
        FileDescriptor.Close(pipe.ReadEnd);
        handover.Write(pipe.WriteEnd);
        FileDescriptor.Close(pipe.WriteEnd);
        return detached;
    }
}
