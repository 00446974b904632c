using System.Text;

namespace Godwit.Cli.Completion;

/// <summary>A script with gaps, written as <c>%NAME%</c>.</summary>
/// <param name="utf8">The script; kept as octets because the program's own strings take twice the room.</param>
internal sealed class ScriptTemplate(ReadOnlySpan<byte> utf8)
{
    /// <summary>The text so far.</summary>
    public string Text { get; private set; } = Encoding.UTF8.GetString(utf8);

    /// <summary>Fills a gap.</summary>
    /// <param name="gap">Its name with both signs.</param>
    /// <param name="parts">What comes in its place.</param>
    /// <param name="separator">What comes between them.</param>
    public ScriptTemplate Fill(string gap, IEnumerable<string> parts, string separator)
    {
        Text = Text.Replace(gap, string.Join(separator, parts), StringComparison.Ordinal);
        return this;
    }

    /// <summary>
    /// Fills the gap for the commands that print the names of hosts, one a line, from ssh's configuration and from the keys that it knows. They
    /// mean the same in all three shells. Patterns and hashed names have characters that no name has, and so has what could do harm on a command line.
    /// </summary>
    public ScriptTemplate FillHosts() => Fill("%HOSTS%", [Encoding.UTF8.GetString(Hosts)], "");

    private static ReadOnlySpan<byte> Hosts => """
        printf '\n@known\n' | command cat ~/.ssh/config - ~/.ssh/known_hosts /etc/ssh/ssh_known_hosts 2>/dev/null | command awk '
            function offer(name) { if (name ~ /^[A-Za-z0-9_][A-Za-z0-9_.:%-]*$/ && !seen[name]++) print name }
            $0 == "@known" { known = 1; next }
            known { count = split($1, names, ","); for (i = 1; i <= count; i++) { sub(/^\[/, "", names[i]); sub(/\]:[0-9]+$/, "", names[i]); offer(names[i]) } }
            !known { gsub(/[="]/, " ") }
            !known && tolower($1) == "host" { for (i = 2; i <= NF && $i !~ /^#/; i++) offer($i) }'
        """u8;
}
