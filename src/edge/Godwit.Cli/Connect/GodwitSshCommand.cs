namespace Godwit.Cli;

/// <summary>
/// The argument vector of ssh for <c>godwit HOST</c>: the user's own ssh with its whole configuration (agent, jump hosts, shared
/// connections, second factors), and one command that any login shell can run.
/// </summary>
internal static class GodwitSshCommand
{
    /// <summary>argv to ask ssh for its configuration for the host.</summary>
    /// <param name="options">What the user asked for.</param>
    public static List<string> BuildQuery(ConnectOptions options) => [.. Start(options), .. options.SshOptions, "-G", .. Family(options), "--", options.Host];

    /// <summary>argv to start the server.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="script">What the far side's shell is to run.</param>
    /// <param name="hasRemoteCommand">True if ssh's configuration has a command of its own, to be put aside.</param>
    /// <param name="forwards">True if ssh's configuration may have forwardings, which are the session's affair and not this login's.</param>
    public static List<string> Build(ConnectOptions options, RemoteScript script, bool hasRemoteCommand, bool forwards = false)
    {
        List<string> arguments = [.. Start(options), .. options.SshOptions];
        if (script.Install == InstallMode.Never)
        {
            arguments.Add("-n");
        }

        if (script.HasTerminal)
        {
            arguments.Add("-tt");
        }

        arguments.AddRange(Family(options));
        if (hasRemoteCommand)
        {
            arguments.AddRange(["-o", "RemoteCommand=none"]);
        }

        // Else ssh would take the ports, and give them back when it ends.
        if (forwards)
        {
            arguments.AddRange(["-x", "-a", "-o", "ClearAllForwardings=yes"]);
        }
        else if (options.Agent is AgentWish.No or AgentWish.Confirm)
        {
            // Whatever its configuration says: not for the time of the login either.
            arguments.Add("-a");
        }

        arguments.AddRange(["--", options.Host, $"sh -c {ShellQuote.ForAnyShell(script.Text())}"]);
        return arguments;
    }

    private static List<string> Start(ConnectOptions options) => ShellWords.Split(options.Ssh) ?? [options.Ssh];

    private static string[] Family(ConnectOptions options) => AddressFamily.ToSshOption(options.Family) is { } option ? [option] : [];
}
