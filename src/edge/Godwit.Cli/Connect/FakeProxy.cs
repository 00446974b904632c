using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>Stands in as ssh's ProxyCommand, to learn the address that ssh reaches with its own configuration (spec 04 section 2.3).</summary>
internal static class FakeProxy
{
    /// <summary>Connects, says the address on standard error, and copies until both directions have ended.</summary>
    /// <param name="options">The host, the port as the only word of the command, and the family.</param>
    /// <param name="program">The name that messages begin with.</param>
    /// <returns>The exit status.</returns>
    public static int Run(ConnectOptions options, string program)
    {
        if (options.Command is not [var port])
        {
            Print.Error($"{program}: --fake-proxy is for ssh's ProxyCommand and needs a host and a port.\n");
            return ExitCode.Failure;
        }

        SignalSource.Ignore(SignalSet.Hangup);
        using var relay = TcpRelay.Connect(Resolver.Resolve(options.Host, port, AddressFamily.ToPolicy(options.Family)));
        Print.Error($"MOSH IP {relay.Address}\n");
        relay.Run(FileDescriptor.StandardInput, FileDescriptor.StandardOutput);
        return ExitCode.Success;
    }
}
