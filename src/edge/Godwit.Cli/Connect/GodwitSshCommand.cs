namespace Godwit.Cli;

/// <summary>
/// The argument vector of ssh for <c>godwit HOST</c>: the user's own ssh with its whole configuration (agent, jump hosts, shared
/// connections, second factors), and one command that any login shell can run.
/// </summary>
internal static class GodwitSshCommand
{
    // A non-interactive login often lacks the folders where people install programs.
    private const string SearchPath = "$PATH:$HOME/.local/bin:$HOME/bin:/usr/local/bin:/opt/homebrew/bin:/opt/local/bin";

    /// <summary>argv to ask ssh for its configuration for the host.</summary>
    /// <param name="options">What the user asked for.</param>
    public static List<string> BuildQuery(ConnectOptions options) => [.. Start(options), "-G", .. Family(options), "--", options.Host];

    /// <summary>argv to start the server.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="serverArguments">From <see cref="ServerArguments"/>.</param>
    /// <param name="hasRemoteCommand">True if ssh's configuration has a command of its own, to be put aside.</param>
    /// <param name="variables">From <see cref="SessionVariables"/>.</param>
    public static List<string> Build(
        ConnectOptions options, IReadOnlyList<string> serverArguments, bool hasRemoteCommand, IReadOnlyList<KeyValuePair<string, string?>> variables)
    {
        List<string> arguments = [.. Start(options), "-n"];
        if (options.SshPty ?? false)
        {
            arguments.Add("-tt");
        }

        arguments.AddRange(Family(options));
        if (hasRemoteCommand)
        {
            arguments.AddRange(["-o", "RemoteCommand=none"]);
        }

        arguments.AddRange(["--", options.Host, $"sh -c {ShellQuote.ForAnyShell(Script(options.Server, serverArguments, variables))}"]);
        return arguments;
    }

    /// <summary>
    /// The script for the far side's <c>sh</c>, without a line end in it: says the connection, then starts our server, else stock's.
    /// Ends with 127 if there is none. The server's messages come through standard output, so that we can leave them out once
    /// the server runs; ssh's own go straight to the terminal.
    /// </summary>
    /// <param name="server">The server command that the user named, or null.</param>
    /// <param name="serverArguments">Its words.</param>
    /// <param name="variables">What to set, or not to leave set, in its environment.</param>
    internal static string Script(string? server, IReadOnlyList<string> serverArguments, IReadOnlyList<KeyValuePair<string, string?>> variables)
    {
        const string PrintConnection = """echo; [ -z "$SSH_CONNECTION" ] || echo "MOSH SSH_CONNECTION $SSH_CONNECTION"; """;
        var hasLineEnd = serverArguments.Any(static word => word.Contains('\n', StringComparison.Ordinal));
        var lineEnd = hasLineEnd ? """n=$(printf "\012x"); n=${n%x}; """ : "";
        var words = string.Join(' ', serverArguments.Select(static word => ShellQuote.Word(word).Replace("\n", "'\"$n\"'", StringComparison.Ordinal)));
        var start = server is not null
            ? $"{server} \"$@\" 2>&1"
            : $"d={SearchPath}; "
                + """if p=$(PATH=$d; command -v godwit); then "$p" server "$@" 2>&1; r=$?; [ $r -lt 126 ] && exit $r; fi; """
                + """if p=$(PATH=$d; command -v mosh-server); then exec "$p" "$@" 2>&1; fi; exit 127""";
        var settings = string.Concat(variables.Select(static one => one.Value is { } value ? $"{one.Key}={ShellQuote.Word(value)}; export {one.Key}; " : $"unset {one.Key}; "));
        return $"{PrintConnection}{settings}{lineEnd}set -- {words}; {start}";
    }

    private static List<string> Start(ConnectOptions options) => ShellWords.Split(options.Ssh) ?? [options.Ssh];

    private static string[] Family(ConnectOptions options) => AddressFamily.ToSshOption(options.Family) is { } option ? [option] : [];
}
