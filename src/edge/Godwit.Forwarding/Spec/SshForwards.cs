using System.Globalization;

namespace Godwit.Forwarding;

/// <summary>The forwardings in what <c>ssh -G</c> prints: those of ssh's configuration and of the options that it was given.</summary>
public static class SshForwards
{
    /// <summary>Reads them.</summary>
    /// <param name="output">The whole output: one setting a line, its name in lower case.</param>
    /// <param name="problems">A sentence for each that is not understood.</param>
    public static IReadOnlyList<ForwardSpec> Read(string output, out IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(output);
        var forwards = new List<ForwardSpec>();
        var faults = new List<string>();
        foreach (string line in output.Split('\n'))
        {
            string trimmed = line.Trim();
            int blank = trimmed.IndexOf(' ', StringComparison.Ordinal);
            if (blank <= 0 || KindOf(trimmed[..blank]) is not { } kind)
            {
                continue;
            }

            if (ReadLine(kind, trimmed[(blank + 1)..]) is { } forward)
            {
                forwards.Add(forward);
            }
            else
            {
                faults.Add($"ssh -G says \"{trimmed}\", which is not understood");
            }
        }

        DropDoubles(forwards);
        problems = faults;
        return forwards;
    }

    private static ForwardKind? KindOf(string name) => name switch
    {
        "localforward" => ForwardKind.Local,
        "remoteforward" => ForwardKind.Remote,
        "dynamicforward" => ForwardKind.Dynamic,
        _ => null,
    };

    // A forwarding from here to the path of a socket is printed twice, the other time as a dynamic one (OpenSSH 9.2).
    private static void DropDoubles(List<ForwardSpec> forwards)
    {
        foreach (ForwardSpec local in forwards.Where(forward => forward is { Kind: ForwardKind.Local, Target.Path: not null }).ToList())
        {
            int index = forwards.FindIndex(forward => forward.Kind == ForwardKind.Dynamic && forward.Listen == local.Listen);
            if (index >= 0)
            {
                forwards.RemoveAt(index);
            }
        }
    }

    // Nothing is escaped here: where a path contains blanks, what is around it says where it ends.
    private static ForwardSpec? ReadLine(ForwardKind kind, string words)
    {
        const string SocksTarget = "[socks]:0";
        int bracket = words.LastIndexOf(" [", StringComparison.Ordinal);
        int cut = kind == ForwardKind.Dynamic ? -1 : bracket > 0 && IsPort(words[(bracket + 1)..]) ? bracket : words.IndexOf(' ', StringComparison.Ordinal);
        string target = cut < 0 ? "" : words[(cut + 1)..];
        bool isSocks = target.Length == 0 || target == SocksTarget;
        ForwardEndpoint? listen = ReadEndpoint(cut < 0 ? words : words[..cut]);
        ForwardEndpoint? connect = isSocks ? null : ReadEndpoint(target);
        bool isWhole = isSocks ? kind != ForwardKind.Local : connect is not null;
        if (listen is null || !isWhole)
        {
            return null;
        }

        // Once more through the one grammar, with its limits.
        var read = new ForwardSpec { Kind = kind, Listen = listen, Target = connect };
        return ForwardSpec.TryParse(kind, read.Value, out ForwardSpec? spec, out _) ? spec : null;
    }

    private static bool IsPort(string text) => ReadEndpoint(text) is { Path: null };

    // "[host]:port", "port", or a path.
    private static ForwardEndpoint? ReadEndpoint(string text)
    {
        int end = text.IndexOf("]:", StringComparison.Ordinal);
        if (text is ['[', ..] && end > 0 && TryPort(text[(end + 2)..], out ushort port))
        {
            string host = text[1..end];
            return new ForwardEndpoint { Host = host, Port = port };
        }

        return TryPort(text, out port) ? new ForwardEndpoint { Port = port }
            : text.Contains('/', StringComparison.Ordinal) ? new ForwardEndpoint { Path = text }
            : null;
    }

    private static bool TryPort(string text, out ushort port) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);
}
