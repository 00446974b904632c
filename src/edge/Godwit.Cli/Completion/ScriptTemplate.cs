using System.Runtime.CompilerServices;
using System.Text;

namespace Godwit.Cli.Completion;

/// <summary>A script with gaps, written as <c>%NAME%</c>.</summary>
/// <param name="utf8">The script; kept as octets because the program's own strings take twice the room.</param>
internal sealed class ScriptTemplate(ReadOnlySpan<byte> utf8)
{
    private readonly StringBuilder text = new(Encoding.UTF8.GetString(utf8));

    /// <summary>Adds a part to what comes into a gap.</summary>
    /// <param name="parts">The parts so far.</param>
    /// <param name="separator">What comes between them.</param>
    /// <param name="part">One more.</param>
    [MethodImpl(MethodImplOptions.NoInlining)] // Size: it is called from fifty places, none of them in a hurry.
    public static void Add(StringBuilder parts, string separator, string part) => parts.Append(parts.Length > 0 ? separator : "").Append(part);

    /// <summary>Fills a gap.</summary>
    /// <param name="gap">Its name with both signs.</param>
    /// <param name="parts">What comes in its place.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ScriptTemplate Fill(string gap, StringBuilder parts)
    {
        text.Replace(gap, parts.ToString());
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    /// <summary>
    /// Fills the gap for the commands that print the names of hosts, one a line, from ssh's configuration and from the keys that it knows. They
    /// mean the same in all three shells. Patterns and hashed names have characters that no name has, and so has what could do harm on a command line.
    /// </summary>
    public ScriptTemplate FillHosts()
    {
        text.Replace("%HOSTS%", Encoding.UTF8.GetString(Hosts));
        return this;
    }

    private static ReadOnlySpan<byte> Hosts => """
        printf '\n@known\n' | command cat ~/.ssh/config - ~/.ssh/known_hosts /etc/ssh/ssh_known_hosts 2>/dev/null | command awk '
            function offer(name) { if (name ~ /^[A-Za-z0-9_][A-Za-z0-9_.:%-]*$/ && !seen[name]++) print name }
            $0 == "@known" { known = 1; next }
            known { count = split($1, names, ","); for (i = 1; i <= count; i++) { sub(/^\[/, "", names[i]); sub(/\]:[0-9]+$/, "", names[i]); offer(names[i]) } }
            !known { gsub(/[="]/, " ") }
            !known && tolower($1) == "host" { for (i = 2; i <= NF && $i !~ /^#/; i++) offer($i) }'
        """u8;
}
