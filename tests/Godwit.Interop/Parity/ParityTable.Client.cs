namespace Godwit.Interop.Parity;

/// <content><c>mosh-client</c>: mistakes, colours, keys, titles, ends (spec 04 section 4).</content>
internal static partial class ParityTable
{
    private static ParityRow[] ClientAnswers =>
    [
        Client("--help"),
        Client("--version"),
        Client("127.0.0.1", "--help"),
        Client("-c"),
        Client("-c", "127.0.0.1", "{port}"),
        Client("-vc"),
        .. new[] { "xterm", "xterm-256color", "screen", "vt100", "linux", "dumb", "xterm-direct", "no-such-terminal", "", null }.Select(term => Client("-c").With("TERM", term)),
        Client("-c").With("MOSH_KEY", null),
        Client("-c").With("LANG", "C"),
        Client("-c").With("MOSH_PREDICTION_DISPLAY", "bad"),
        Client("-c").With("COLUMNS", "x"),
        Client(),
        Client("127.0.0.1"),
        Client("127.0.0.1", "{port}", "x"),
        Client("127.0.0.1", "abc"),
        Client("127.0.0.1", "-1"),
        Client("127.0.0.1", ""),
        Client("127.0.0.1", " {port}"),
        Client("127.0.0.1", "{port}x"),
        Client("-x", "127.0.0.1", "{port}"),
        Client("--foo", "127.0.0.1", "{port}"),
        Client("-#"),
        Client("-#", "text", "127.0.0.1"),
        Client("127.0.0.1", "{port}"),
        Client("127.0.0.1", "{port}").With("MOSH_KEY", null),
        Client("127.0.0.1", "{port}").With("LANG", "C"),
        Client("127.0.0.1", "{port}").With("LANG", null),
        Client("127.0.0.1", "{port}").With("MOSH_PREDICTION_DISPLAY", "bad"),
    ];

    private static ParityRow[] ClientOnTerminal =>
    [
        .. new[]
        {
            Client("127.0.0.1", "{port}").With("MOSH_KEY", null),
            Client("127.0.0.1", "{port}").With("LANG", "C"),
            Client("127.0.0.1", "{port}").With("TERM", "no-such-terminal"),
            Client("127.0.0.1", "{port}").With("TERM", null),
            Client("127.0.0.1", "{port}").With("MOSH_PREDICTION_DISPLAY", "bad"),
            Client("127.0.0.1", "{port}").With("MOSH_PREDICTION_DISPLAY", ""),
            Client("127.0.0.1", "{port}").With("MOSH_PREDICTION_DISPLAY", "Always"),
        }.Select(row => row with { Scene = Scene.Terminal }),
        .. new[]
        {
            Client("127.0.0.1", "{port}").With("MOSH_KEY", ""),
            Client("127.0.0.1", "{port}").With("MOSH_KEY", "short"),
            Client("127.0.0.1", "{port}").With("MOSH_KEY", "ABCDEFGHIJKLMNOPQRSTU!"),
            Client("127.0.0.1", "{port}").With("MOSH_KEY", "ABCDEFGHIJKLMNOPQRSTUV"),
            Client("127.0.0.1", "{port}").With("MOSH_KEY", "ABCDEFGHIJKLMNOPQRSTUQ=="),
            Client("127.0.0.1", "{port}").With("MOSH_KEY", " ABCDEFGHIJKLMNOPQRSTUQ"),
            Client("localhost", "{port}"),
            Client("bogus", "{port}"),
            Client("", "{port}"),
            Client("127.0.0.1", "99999999999999999999"),
        }.Select(row => row with { Scene = Scene.Terminal }).Select(row => row.But(Reasons.CheckedFirst, "alternate screen", "")),
        .. new[]
        {
            Client("127.0.0.1", "{port}"),
            Client("127.0.0.1", "70000").But(Reasons.CheckedFirst, "alternate screen", ""),
            Client("127.0.0.1", "{port}").With("TERM", "dumb").But(Reasons.NoCursor, "exit notice", ""),
        }.Select(row => row with { Scene = Scene.Terminated }),
    ];

    private static ParityRow[] ClientSessions =>
    [
        // The default key: itself, its pass key, other keys, and the key twice.
        .. new[] { "a\x1e^Z", "\x1exZ", "\x1e\x1eZ", "\x1e\rZ", "\x0c\x03\x04Z", "\x1e.", "ü\e[AZ", "\e[A\eOA\0Z" }.Select(typed => Typed(null, typed)),
        .. new[] { "~x\r~~Z", "\r~xZ", "\r~.", "x~.Z", "~.Z", "\r\x1e.Z", "\n~~Z" }.Select(typed => Typed("~", typed)),
        .. new[] { "\u0002bZ", "\u0002BZ", "\u0002\u0002Z", "\u001e.Z", "\u0002." }.Select(typed => Typed("\x02", typed)),
        .. new[] { "\rqqZ", "\rqQZ", "q.Z", "\rq." }.Select(typed => Typed("q", typed)),
        .. new[] { "\rQqZ", "\rQQZ", "\rQx\rqqZ" }.Select(typed => Typed("Q", typed)),
        .. new[] { "\r^^Z", "\r^xZ" }.Select(typed => Typed("^", typed)),
        .. new[] { "", "\x03", "\x04", "\n", "\x0c", "\r", "ab", "ü" }.SelectMany(key => (ParityRow[])[Typed(key, "\x1e^Z"), Typed(key, "\x1e.Z")]),
        TitleOf("xterm-256color"),
        TitleOf("vt100"),
        TitleOf("screen"),
        TitleOf("linux"),
        TitleOf("xterm-256color").With("MOSH_TITLE_NOPREFIX", "1"),
        TitleOf("xterm-256color").With("MOSH_TITLE_NOPREFIX", ""),
        TitleOf("xterm-256color").With("MOSH_NO_TERM_INIT", "1"),
        TitleOf("xterm-256color").With("MOSH_NO_TERM_INIT", ""),
        TitleOf("xterm-256color", "-v").But(Reasons.Verbose, Facts.Complaint, ""),
        TitleOf("xterm-256color", "-vv", "-v").But(Reasons.Verbose, Facts.Complaint, ""),
        TitleOf("xterm-256color", "-#", "mosh x |"),
        TitleOf("xterm-256color", "-# mosh x |"),
        TitleOf("xterm-256color", "--"),
        .. new[] { "adaptive", "always", "never", "experimental" }.Select(mode => TitleOf("xterm-256color").With("MOSH_PREDICTION_DISPLAY", mode)),
        .. new[] { "yes", "", "strange" }.Select(value => TitleOf("xterm-256color").With("MOSH_PREDICTION_OVERWRITE", value)),
    ];

    /// <summary>Rows of <c>mosh-client</c>.</summary>
    public static IReadOnlyList<ParityRow> ClientRows { get; } = [.. ClientAnswers, .. ClientOnTerminal, .. ClientSessions];

    private static ParityRow Client(params string[] words) => new("mosh-client", words);

    private static ParityRow Typed(string? escapeKey, string typed) =>
        (escapeKey is null ? Client() : Client().With("MOSH_ESCAPE_KEY", escapeKey)) with { Scene = Scene.Typing, Typed = typed };

    private static ParityRow TitleOf(string term, params string[] options) => Client(options).With("TERM", term) with { Scene = Scene.Title };
}
