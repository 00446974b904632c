using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>
/// The script that the far side's <c>sh</c> runs to start a server, without a line end in it (csh has no portable way to write one). Each line of
/// its answer begins with a nonce, so that what start-up files print cannot be taken for one; lines of ours begin with <c>GODWIT</c> after it
/// (docs/architecture.md). If there is no server it can receive this very program through its standard input.
/// </summary>
/// <param name="nonce">Letters and digits that nobody on the far side can know before.</param>
/// <param name="words">The server's words.</param>
/// <param name="variables">What to set, or not to leave set, in its environment.</param>
internal sealed class RemoteScript(string nonce, IReadOnlyList<string> words, IReadOnlyList<KeyValuePair<string, string?>> variables)
{
    // A non-interactive login often lacks the folders where people install programs.
    private const string SearchPath = "$PATH:$HOME/.local/bin:$HOME/bin:/usr/local/bin:/opt/homebrew/bin:/opt/local/bin";

    // Where copies of this program are kept on other hosts. The later ones are for homes that are read-only, full or noexec; all have to be the user's
    // own and no links, for anybody may make folders in /tmp.
    private const string Folders = """ "${XDG_CACHE_HOME:-$HOME/.cache}/godwit" "${XDG_RUNTIME_DIR:+$XDG_RUNTIME_DIR/godwit/bin}" "/tmp/godwit-$(id -u)" """;

    /// <summary>Whether the far side may ask for this program, and when.</summary>
    public InstallMode Install { get; init; } = InstallMode.Never;

    /// <summary>The server command that the user named; null for ours, else stock's.</summary>
    public string? Server { get; init; }

    /// <summary>Standard input is a terminal, whose size the server wants to know.</summary>
    public bool HasTerminal { get; init; }

    /// <summary>The program is asked for in any case, is put where the user keeps programs, and is not started: <c>godwit install</c>.</summary>
    public bool IsForGood { get; init; }

    /// <summary>16 random octets in hexadecimal.</summary>
    public static string NewNonce()
    {
        const int Length = 16;
        Span<byte> octets = stackalloc byte[Length];
        SecureRandom.Fill(octets);
        return Convert.ToHexStringLower(octets);
    }

    /// <summary>Looks for this program and runs a command of it, with nothing around it: for <c>godwit ls HOST</c>.</summary>
    /// <param name="command">Words for the shell.</param>
    public static string ForCommand(string command) =>
        $"d={SearchPath}; p=$(PATH=$d; command -v godwit) && exec \"$p\" {command}; "
        + $"v={Texts.VersionNumber}; for b in{Folders}; do {IsOwnCopy} && exec \"$p\" {command}; done; "
        + "echo \"There is no godwit on this host.\" >&2; exit 127";

    /// <summary>The script. Ends with 127 if there is no server.</summary>
    public string Text()
    {
        if (IsForGood)
        {
            return $"{Beginning}v={Texts.VersionNumber}; {Receive(" \"$HOME/.local/lib/godwit\"", Link)}exit 1";
        }

        var hasLineEnd = words.Any(static word => word.Contains('\n', StringComparison.Ordinal));
        var lineEnd = hasLineEnd ? """n=$(printf "\012x"); n=${n%x}; """ : "";
        var quoted = string.Join(' ', words.Select(static word => ShellQuote.Word(word).Replace("\n", "'\"$n\"'", StringComparison.Ordinal)));
        var settings = string.Concat(variables.Select(static one => one.Value is { } value ? $"{one.Key}={ShellQuote.Word(value)}; export {one.Key}; " : $"unset {one.Key}; "));
        return Beginning + settings + lineEnd + $"set -- {quoted}; " + (Server is null ? Search : Run($"{Server} \"$@\"") + "exit $c");
    }

    // Ends a line that start-up files left open. Where printf is a program of its own (mksh), what it prints stands in a list of processes: the
    // connect line is echo's, which is part of every shell but takes a backslash for something else. The server's messages go through standard
    // output too, so that we can leave them out once the server runs; ssh's own go straight to the terminal.
    private string Beginning =>
        $$"""echo; k={{nonce}}; e() { case $1 in *\\*) printf "%s\n" "$1";; *) echo "$1";; esac; }; """
        + """a() { while IFS= read -r l || [ -n "$l" ]; do e "$k $l"; done; }; """
        + """[ -z "$SSH_CONNECTION" ] || echo "$k MOSH SSH_CONNECTION $SSH_CONNECTION"; """;

    private static string IsOwnCopy => """p=$b/$v/godwit; [ -n "$b" ] && [ ! -h "$b" ] && [ -O "$b" ] && [ -O "$p" ] && [ -x "$p" ]""";

    private string Search =>
        $"d={SearchPath}; v={Texts.VersionNumber}; "
        + $"if p=$(PATH=$d; command -v godwit); then {RunOurs} fi; "
        + $"for b in{Folders}; do if {IsOwnCopy}; then {RunOurs} fi; done; "
        + (Install == InstallMode.Always ? Receive(Folders, Start) : "")
        + $"if p=$(PATH=$d; command -v mosh-server); then {Run("\"$p\" \"$@\"")}exit $c; fi; "
        + (Install == InstallMode.Ask ? Receive(Folders, Start) : "")
        + "exit 127";

    // One that cannot be executed there is as good as none.
    private string RunOurs => Run("\"$p\" server \"$@\"") + "[ $c -lt 126 ] && exit $c;";

    // What the command says goes through the function line by line as it comes, and its status past that, by a descriptor of its own.
    private string Run(string command) =>
        $$"""exec 4>&1; c=$( { { ( {{command}} ) 2>&1 3>&- 4>&-{{(HasTerminal ? "" : " </dev/null")}}; echo $? >&3; } | a >&4 3>&-; } 3>&1 ); """;

    private string Start => $"echo \"$k GODWIT COPIED $w\"; p=$w/godwit; {RunOurs}";

    // The manual comes behind the program: length and name of each page. Whoever sends the program may choose names as well.
    private static string Link =>
        """while read -r z x && [ -n "$z" ]; do n=${x%.gz}; d=$HOME/.local/share/man/man${n##*.}; mkdir -p "$d" && head -c "$z" >"$d/$x"; done; """
        + """if e=$( (mkdir -p "$HOME/.local/bin" && ln -sf "$w/godwit" "$HOME/.local/bin/godwit") 2>&1 ); then echo "$k GODWIT COPIED $w"; exit 0; """
        + """else e "$k GODWIT FAILED $w $e"; exit 1; fi; """;

    // Asks for the program, names the folder that it would go to, and is told its length and SHA-256 (or to do without it, by an empty line or none).
    // The folder is tried with a small script first, since that tells of all reasons why it is of no use. What was received is only given its
    // name when it is what was sent and runs.
    private static string Receive(string folders, string then) =>
        $$"""w=; for b in{{folders}}; do [ -n "$b" ] || continue; """
        + """t=$b/$v/t$$; if (umask 077; mkdir -p "$b" && [ ! -h "$b" ] && [ -O "$b" ] && mkdir -p "$b/$v" && chmod 700 "$b" "$b/$v" && """
        + """printf "#\041/bin/sh\nexit 7\n" >"$t" && chmod 700 "$t") 2>/dev/null; then "$t" 2>/dev/null; [ $? = 7 ] && w=$b/$v; fi; """
        + """rm -f "$t" 2>/dev/null; [ -z "$w" ] || break; done; """
        + """echo "$k GODWIT WANTED $(uname -s) $(uname -m) $w"; z=; read -r z h; if [ -n "$z" ] && [ -n "$w" ]; then f=$w/f$$; """
        + """e=$( (umask 077; head -c "$z" >"$f") 2>&1 ); """
        + """s=$(sha256sum 2>/dev/null <"$f" || shasum -a 256 2>/dev/null <"$f" || openssl dgst -sha256 -r 2>/dev/null <"$f"); """
        + """if [ -z "$e" ] && [ "${s%% *}" != "$h" ]; then e="what arrived is not what was sent, or nothing there can tell (sha256sum is missing)"; fi; """
        + """if [ -z "$e" ]; then chmod 700 "$f"; e=$("$f" --version 2>&1 >/dev/null </dev/null) || e="it does not run there: $e"; fi; """
        + """if [ -z "$e" ] && e=$(mv -f "$f" "$w/godwit" 2>&1); then """
        + """for x in "${w%/*}"/*; do [ "$x" = "$w" ] || { rm -f "$x/godwit" && rmdir "$x"; } 2>/dev/null; done; """
        + $$"""{{then}} else rm -f "$f"; e "$k GODWIT FAILED $w $(e "$e" | head -n 1)"; fi; fi; """;
}
