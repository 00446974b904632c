namespace Godwit.Interop.Parity;

/// <content><c>mosh</c>: answers, mistakes, and what ssh and the far side may say (spec 04 sections 2.1 and 2.3).</content>
internal static partial class ParityTable
{
    private static ParityRow[] MoshAnswers =>
    [
        new("mosh", "--help"),
        new("mosh", "--version"),
        new("mosh", "-h"),
        new("mosh", "-v"),
        Mosh("host", "--version"),
        Mosh("--he"),
        Mosh("host").With("COLORS_STATUS", "1"),
        Mosh("host").With("COLORS_STATUS", "3"),
    ];

    /// <summary>Command lines that no session can come of.</summary>
    private static ParityRow[] MoshMistakes =>
    [
        new("mosh"),
        new("mosh", "--"),
        new("mosh", "-4"),
        Mosh("--foo", "host"),
        Mosh("-s", "host"),
        Mosh("-x", "host"),
        Mosh("--pred=never", "host"),
        Mosh("host", "ls", "-la"),
        Mosh("--predict"),
        Mosh("--predict=bad", "host"),
        Mosh("--predict=", "host"),
        Mosh("host").With("MOSH_PREDICTION_DISPLAY", "bad"),
        Mosh("--init=1", "host"),
        Mosh("-4=1", "host"),
        Mosh("--bind-server=", "host"),
        .. new[] { "abc", "70000", "1:70000", "0:5", "5:0", "5:", ":5", "1:2:3", "60010:60005", "-1", "+5", " 5", "99999999999999999999" }.Select(ports => Mosh("-p", ports, "host")),
        Mosh("-p60010", "host"),
        Mosh("-p"),
        Mosh("--experimental-remote-ip=x", "host"),
        Mosh("--local", "--server={server}", "127.0.0.1").With("SAYS", "sorry").With("ENDS", "1"),
        Mosh("--local", "--server=/nowhere/server", "127.0.0.1"),
        Mosh("--experimental-remote-ip=local", "-6", "127.0.0.1"),
        Mosh("--experimental-remote-ip=local", "-4", "::1"),
        Mosh("--experimental-remote-ip=local", "no-such-host.invalid"),
        new("mosh", "--client=/nonexistent/client", "--ssh={ssh}", "host"),
        new ParityRow("mosh", "--client={client}", "--ssh=/nonexistent/ssh", "host").But(Reasons.SshMessage, Facts.Output, ""),
        new("mosh", "--family=inet6", "--fake-proxy", "--", "127.0.0.1", "{port}"),
        new("mosh", "--fake-proxy", "--", "127.0.0.1", "{port}"),
        new("mosh", "--fake-proxy", "--", "no-such-host.invalid", "22"),
        new("mosh", "--fake-proxy", "--", "127.0.0.1"),
    ];

    /// <summary>What the far side may say of which no session comes.</summary>
    private static ParityRow[] MoshBadAnswers =>
    [
        Says(Connect + @"\n"),
        Says(Address),
        Says(""),
        Says("no end of line"),
        Says(@"sorry\n").With("ENDS", "255"),
        Says(Address + Connect + @" more\n"),
        Says(Address + "x" + Connect + @"\n"),
        Says(Address + " " + Connect + @"\n"),
        Says(Address + @"MOSH CONNECT 60001 short\n"),
        Says(Address + @"MOSH CONNECT x ABCDEFGHIJKLMNOPQRSTUQ\n"),
        Says(Address + @"MOSH CONNECT\n"),
        Says(Address + Address + Connect + @"\n"),
        Says(@"MOSH IP\n" + Connect + @"\n"),
        Says(@"MOSH IP 1.2.3.4 5\n" + Connect + @"\n"),
        Says(Connect + @"\n" + Address),
        Says(@"MOSH SSH_CONNECTION 1.2.3.4 5 6.7.8.9\n" + Connect + @"\n", "--experimental-remote-ip=remote"),
        Says(Connect + @"\n", "--experimental-remote-ip=remote"),
        Says(Address + @"mosh-server: Bad UDP port range (1:2)\n", "-p", "1:2"),
        Says(Address + @"mosh-server: Bad UDP port (1)\n", "-p", "1"),
    ];

    private static ParityRow[] MoshGoodAnswers =>
    [
        Mosh("-a", "host").With("MOSH_PREDICTION_DISPLAY", "bad"),
        Says(Address + Connect + @"\n").With("ENDS", "255"),
        Says(Address + Connect),
        Says(Address + Connect + @" \t\n"),
        Says(Address + Connect + @"\r\n"),
        Says(Address + @"MOSH CONNECTED\n" + Connect + @"\n"),
        Says(@"MOSH IP ::1\n" + Connect + @"\n"),
        Says(@"before\n\n\001\033[31m\ttab\rüx\n" + Address + @"between\n" + Connect + @"\nafter\n"),
        Says(@"MOSH SSH_CONNECTION 1.2.3.4 5 6.7.8.9 22\n" + Connect + @"\n", "--experimental-remote-ip=remote"),
        Says(@"MOSH SSH_CONNECTION 1.2.3.4 5 6.7.8.9 22\n" + Connect + @"\n"),
        Says(@"MOSH SSH_CONNECTION 1.2.3.4 5 6.7.8.9 22\n" + Address + Connect + @"\n"),
        Says(@"\r\nMOSH SSH_CONNECTION 1.2.3.4 5 6.7.8.9 22\r\n\r\n" + Connect + @"\r\n", "--experimental-remote-ip=remote").But(Reasons.BlankLines, Facts.Output, ""),
        Says(@"hello\n" + Address + @"\n" + Connect + @"\n").But(Reasons.BlankLines, Facts.Output, "hello\n"),
        .. new[] { ("127.0.0.1", "prefer-inet"), ("127.0.0.1", "inet"), ("127.0.0.1", "auto"), ("localhost", "inet"), ("localhost", "prefer-inet6") }.Select(
            to => new ParityRow("mosh", $"--family={to.Item2}", "--fake-proxy", "--", to.Item1, "{port}") { Scene = Scene.Listener }),
    ];

    /// <summary>What stock goes on with until something later fails.</summary>
    private static IEnumerable<ParityRow> MoshRefusedSooner =>
    [
        RefusedSooner(Reasons.NoHost, Mosh("")),
        RefusedSooner(Reasons.LocalName, Mosh("--local", "--server={server}", "host").With("SAYS", Connect + @"\n")),
        RefusedSooner(Reasons.LocalName, Mosh("--local", "--server={server}", "localhost").With("SAYS", Connect + @"\n")),
        RefusedSooner(Reasons.LocalName, Mosh("--local", "--server={server}", "u@127.0.0.1").With("SAYS", Connect + @"\n")),
        RefusedSooner(Reasons.CheckedAnswer, Says(Address + @"MOSH CONNECT 99999 ABCDEFGHIJKLMNOPQRSTUQ\n")),
        RefusedSooner(Reasons.CheckedAnswer, Says(Address + @"MOSH CONNECT 0 ABCDEFGHIJKLMNOPQRSTUQ\n")),
        RefusedSooner(Reasons.CheckedAnswer, Says(@"MOSH IP garbage\n" + Connect + @"\n")),
    ];

    /// <summary>What stock refuses, or makes something useless of.</summary>
    private static IEnumerable<ParityRow> MoshReadAsMeant =>
    [
        Mosh("--predict=NEVER", "host").Meaning(Reasons.ReadsAsMeant, Mosh("--predict=never", "host")),
        Mosh("--experimental-remote-ip=PROXY", "host").Meaning(Reasons.ReadsAsMeant, Mosh("--experimental-remote-ip=proxy", "host")),
        Mosh("host").With("MOSH_PREDICTION_DISPLAY", "").Meaning(Reasons.ReadsAsMeant, Mosh("host")),
        Mosh("--", "host", "--", "ls").Meaning(Reasons.ReadsAsMeant, Mosh("--", "host", "ls")),
    ];

    private static ParityRow Says(string said, params string[] options) => Mosh([.. options, "host"]).With("SAYS", said);

    private static ParityRow Fails(ParityRow row) => row.But(Reasons.FailureStatus, Facts.Status, "1");

    private static ParityRow RefusedSooner(Reason reason, ParityRow row)
    {
        row = row.But(reason, Facts.Status, "1").But(reason, Facts.Complaint, "words").But(reason, "client", "").But(reason, Facts.Title, "");
        return reason == Reasons.LocalName ? row.But(reason, "server", "")
            : reason == Reasons.NoHost ? row.But(reason, "ssh", "").But(reason, Facts.Output, "")
            : row;
    }
}
