namespace Godwit.Cli;

/// <summary>The argument vector of ssh in the three modes of stock's wrapper, exactly as in spec 04 section 2.2.</summary>
internal static class MoshSshCommand
{
    // Run by the far side's login shell. A line of its own, whatever was printed before without a line end.
    private const string PrintConnection =
        """sh -c '[ -n "$SSH_CONNECTION" ] && printf "\nMOSH SSH_CONNECTION %s\n" "$SSH_CONNECTION"'""";

    /// <summary>The server's command line for the far side's shell.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="serverArguments">From <see cref="ServerArguments"/>.</param>
    public static string ServerCommand(ConnectOptions options, IReadOnlyList<string> serverArguments) =>
        $"{options.Server ?? "mosh-server"} {ShellQuote.Words(serverArguments)}";

    /// <summary>argv for ssh, beginning with ssh itself.</summary>
    /// <param name="options">What the user asked for; in local mode with the host replaced by its address.</param>
    /// <param name="serverCommand">From <see cref="ServerCommand"/>.</param>
    /// <param name="proxyProgram">The path by which ssh can start us as its ProxyCommand.</param>
    public static List<string> Build(ConnectOptions options, string serverCommand, string proxyProgram)
    {
        List<string> arguments = [.. ShellWords.Split(options.Ssh) ?? [options.Ssh], "-n"];
        if (options.SshPty ?? true)
        {
            arguments.Add("-tt");
        }

        switch (options.RemoteAddress)
        {
            case RemoteAddressSource.Proxy:
                arguments.AddRange(["-S", "none", "-o", ProxyCommand(proxyProgram, options.Family)]);
                break;
            case RemoteAddressSource.Remote:
                if (AddressFamily.ToSshOption(options.Family) is { } family)
                {
                    arguments.Add(family);
                }

                serverCommand = $"{PrintConnection} ; {serverCommand}";
                break;
            default:
                break;
        }

        arguments.AddRange([options.Host, "--", serverCommand]);
        return arguments;
    }

    // ssh replaces %h and %p; any other percent sign has to be doubled.
    private static string ProxyCommand(string program, string family) =>
        $"ProxyCommand={ShellQuote.Words([program, $"--family={family}"]).Replace("%", "%%", StringComparison.Ordinal)} --fake-proxy -- %h %p";
}
