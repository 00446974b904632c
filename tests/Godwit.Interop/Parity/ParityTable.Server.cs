namespace Godwit.Interop.Parity;

/// <content><c>mosh-server</c>: what it prints, where it listens, what it leaves behind (spec 04 section 3).</content>
internal static partial class ParityTable
{
    /// <summary>Servers that listen on all addresses.</summary>
    private static ParityRow[] ServersEverywhere =>
    [
        Server("new"),
        Server("new", "-p", "{port}"),
        Server("new", "-p{port}"),
        Server("new", "-p", "{port}:{port+9}"),
        Server("new", "-p", "{port}:{port+9}") with { Scene = Scene.BusyPort },
        Server("new", "-p", "{port}:{port}"),
        Server("new", "-p", "0"),
        Server("new", "-p", ""),
        Server("new", "-p", " {port}"),
        Server("new", "-p", "+{port}"),
        Server("new", "-p"),
        Server("new", "-p", "{port}", "-i", "203.0.113.9"),
        Server("new", "-p", "{port}", "-i", "localhost"),
        Server("new", "-p", "{port}", "-i", ""),
        Server("new", "-p", "{port}", "-i"),
        Server("new", "-p", "{port}", "-s"),
        Server("new", "-p", "{port}", "-s").With("SSH_CONNECTION", "bogus"),
        Server("new", "-p", "{port}", "-s").With("SSH_CONNECTION", ""),
        Server("new", "-p", "{port}", "-s").With("SSH_CONNECTION", "192.0.2.1 5 bogus 22"),
        Server("new", "-p", "{port}", "-s").With("SSH_CONNECTION", "192.0.2.1 5 203.0.113.9 22"),
        Server("new", "-p", "{port}", "-c", "-1"),
        Server("new", "-p", "{port}", "-c", ""),
        Server("new", "-p", "{port}", "-c", "2147483648"),
        Server("new", "-p", "{port}", "-c"),
        Server("new", "-p", "{port}", "-l", "NOVALUE"),
        Server("new", "-p", "{port}", "-l", "=x"),
        Server("new", "-p", "{port}", "-l", ""),
        Server("new", "-p", "{port}", "-l"),
        Server("new", "-p", "{port}", "-x", "foo", "-c", "256", "--", "true"),
        Server("new", "-p", "{port}", "--foo", "--", "true"),
        Server("new", "-p", "{port}", "word", "--", "true"),
        Server("new", "new", "-p", "{port}"),
        Server("new", "-@", "ignored", "-p", "{port}"),
        Server("new", "-@"),
        Server("new", "-p", "{port}", "--", "/nowhere/program"),
        Server("new", "-p", "{port}", "--"),
        Server("new", "-p", "{port}", "--", "sh", "--help"),
        Server("new", "-p", "{port}", "-l", "LC_ALL=C.UTF-8").With("LANG", "C"),
        Server("new", "-p", "{port}") with { Scene = Scene.Terminal },
        Server(),
        Server("bogus", "{port}"),
        Server("-p", "{port}"),
        Server("--"),
        Server("--", "ls"),
    ];

    /// <summary>Servers that listen on one address.</summary>
    private static ParityRow[] ServersAtAddress =>
    [
        Server("new", "-p", "{port}", "-i", "127.0.0.1"),
        Server("new", "-p", "{port}", "-i", "::1"),
        Server("new", "-p", "{port}", "-i", "::"),
        Server("new", "-p", "{port}", "-i", "0.0.0.0"),
        Server("new", "-p", "{port}:{port+9}", "-i", "127.0.0.1") with { Scene = Scene.BusyPort },
        Server("new", "-p", "{port}", "-s").With("SSH_CONNECTION", "192.0.2.1 5 127.0.0.1 22"),
        Server("new", "-p", "{port}", "-s").With("SSH_CONNECTION", "192.0.2.1 5 ::ffff:127.0.0.1 22"),
        Server("new", "-p", "{port}", "-s").With("SSH_CONNECTION", "192.0.2.1 5 ::FFFF:127.0.0.1 22"),
        Server("new", "-p", "{port}", "-s").With("SSH_CONNECTION", "::1 5 ::1 22"),
        Server("new", "-p", "{port}", "-s", "-i", "127.0.0.1").With("SSH_CONNECTION", "192.0.2.1 5 ::1 22"),
        Server("new", "-p", "{port}", "-i", "127.0.0.1", "-s").With("SSH_CONNECTION", "192.0.2.1 5 ::1 22"),
        Server("127.0.0.1"),
        Server("127.0.0.1", "{port}"),
        Server("127.0.0.1", "{port}:{port+9}"),
        Server("127.0.0.1", "{port}", "--", "ls"),
    ];

    /// <summary>Answers and mistakes.</summary>
    private static ParityRow[] ServerRefusals =>
    [
        Server("--help"),
        Server("-h"),
        Server("--version"),
        Server("new", "--help"),
        Server("new", "-p", "--help"),
        Server("new", "foo", "--version"),
        Server("foo", "-h"),
        .. new[] { "{port+9}:{port}", "0:5", "5:", ":5", ":", "abc", "{port}x", "{port} ", "{port}:{port+9}x", "1:2:3", "70000", "1:70000", "-1", "0x10", "99999999999999999999" }
            .Select(ports => Server("new", "-p", ports)),
        Server("new", "-p", "{port}") with { Scene = Scene.BusyPort },
        Server("new", "-p", "{port}:{port+9}") with { Scene = Scene.BusyPorts },
        Server("new", "-p", "{port}", "-i", "127.0.0.1") with { Scene = Scene.BusyPort },
        .. new[] { "abc", "5x", "99999999999999999999", "-99999999999999999999" }.Select(colors => Server("new", "-p", "{port}", "-c", colors)),
        Server("127.0.0.1", "abc"),
        Server("127.0.0.1", "{port}", "x"),
        Server("127.0.0.1", "{port}", "x", "--", "ls"),
    ];

    /// <summary>Hosts without a UTF-8 locale.</summary>
    private static IEnumerable<ParityRow> ServerLocales => new[]
    {
        Server("new", "-p", "{port}").With("LANG", "C"),
        Server("new", "-p", "{port}").With("LANG", null),
        Server("new", "-p", "{port}").With("LANG", "xx_XX.UTF-8"),
        Server("new", "-p", "{port}").With("LC_ALL", "C"),
        Server("new", "-p", "{port}", "-l", "LANG=C").With("LANG", "C"),
        Server("new", "-p", "{port}", "-l", "LANG=xx_XX.UTF-8").With("LANG", "C"),
    }.Select(row => row.But(Reasons.NoUtf8Needed, Facts.Status, "0").But(Reasons.NoUtf8Needed, Facts.Complaint, "").But(Reasons.NoUtf8Needed, "detached lines", "1")
        .But(Reasons.NoUtf8Needed, Facts.Output, "MOSH CONNECT {port+0} {key}\n").But(Reasons.BothFamilies, "listens on", "::"));

    private static ParityRow[] ServerSessions =>
    [
        new ParityRow("mosh-server", "127.0.0.1", "{port}", "--", "{tell}") { Scene = Scene.Session },
        new ParityRow("mosh-server", "127.0.0.1", "--", "{tell}", "x") { Scene = Scene.Session },
        new ParityRow("mosh-server", "--", "{tell}") { Scene = Scene.Session },
        .. new[] { "256", "255", "0", "8", "-1", "" }.Select(colors => Session("-c", colors)),
        Session("-c", "257").But(Reasons.ManyColors, "variable TERM", "xterm-256color"),
        Session(),
        Session("-l", "FOO=bar"),
        Session("-l", "LC_ALL=C.UTF-8", "-l", "FOO=b=r").With("LANG", "C").With("LC_TIME", "C"),
        Session("-s").With("SSH_CONNECTION", "192.0.2.1 5 127.0.0.1 22").With("SSH_CLIENT", "192.0.2.1 5 22").With("SSH_TTY", "/dev/pts/99").With("SSH_AUTH_SOCK", "/nowhere"),
        Session().With("STY", "1").With("TMUX", "2").With("MOSH_SERVER_NETWORK_TMOUT", "60").With("MOSH_SERVER_SIGNAL_TMOUT", "60").But(Reasons.OtherTerminal, "variable TMUX", ""),
        Session().With("TERM", null).With("COLORTERM", "truecolor").With("MOSH_KEY", "x").With("PWD", "/nowhere").With("LINES", "1").With("COLUMNS", "2")
            .But(Reasons.OtherTerminal, "variable LINES", "").But(Reasons.OtherTerminal, "variable COLUMNS", ""),
        Session().With("HOME", "/nowhere"),
        Session().With("HOME", null),
        new ParityRow("mosh-server", "new", "-p", "{port}", "--", "{tell}", "it's", "two\nlines", "", "-x", "--", "ünï") { Scene = Scene.Session },
        new ParityRow("mosh-server", "new", "-p", "{port}") { Scene = Scene.Session, Environment = new Dictionary<string, string?> { ["SHELL"] = "{tell}" } },
        new ParityRow("mosh-server", "new", "-p", "{port}", "--") { Scene = Scene.Session, Environment = new Dictionary<string, string?> { ["SHELL"] = "{tell}" } },
    ];

    private static ParityRow[] ServerTimeouts =>
    [
        .. new[] { "1", " 1", "+1", "0", "-1", "abc", "99999999999999999999" }.Select(NetworkTimeout),
        NetworkTimeout("1x").But(Reasons.Timeouts, "runs on", "yes"),
        .. new[] { null, "60", " 60", "+60", "0", "", "-60", "abc" }.Select(SignalTimeout),
        SignalTimeout("60x").But(Reasons.Timeouts, "runs on", "no"),
    ];

    /// <summary>Rows of <c>mosh-server</c>.</summary>
    public static IReadOnlyList<ParityRow> ServerRows { get; } =
    [
        .. ServerRefusals, .. ServersEverywhere.Select(row => row.But(Reasons.BothFamilies, "listens on", "::")), .. ServersAtAddress, .. ServerLocales,
        .. ServerSessions.Select(row => row.But(Reasons.SessionName, "variable GODWIT_SESSION", row.Arguments.Contains("{port}") ? "{port+0}" : "{60001 to 60999}")), .. ServerTimeouts,
    ];

    private static ParityRow Server(params string[] words) => new("mosh-server", words);

    private static ParityRow Session(params string[] options) => new("mosh-server", ["new", "-p", "{port}", .. options, "--", "{tell}"]) { Scene = Scene.Session };

    private static ParityRow NetworkTimeout(string value) => Server("new", "-p", "{port}").With("MOSH_SERVER_NETWORK_TMOUT", value) with { Scene = Scene.TwoSeconds };

    private static ParityRow SignalTimeout(string? value) => Server("new", "-p", "{port}").With("MOSH_SERVER_SIGNAL_TMOUT", value) with { Scene = Scene.UserSignal };
}
