namespace Godwit.Interop.Parity;

/// <summary>Why ours differs from stock: docs/parity.md has these texts.</summary>
internal static class Reasons
{
    public static readonly Reason FailureStatus = new(
        "`mosh` fails with the status that Perl makes of the last error: 2, 10, 29, 111 or 255",
        "1",
        "The value is unspecified (spec 04, 2.1); nothing can rest on it.");

    public static readonly Reason ReadsAsMeant = new(
        "`mosh` refuses a value in capitals, and an empty `MOSH_PREDICTION_DISPLAY`; it hands the `--` behind the host of `mosh -- host -- command` on as the command",
        "Does what was meant",
        "Stock has no session there.");

    public static readonly Reason LeavesCommand = new(
        "`mosh` looks for options in the command too, up to `--`",
        "`godwit` leaves the command alone from its first word on; `mosh` does as stock",
        "So does ssh.");

    public static readonly Reason OptionFirst = new(
        "`--init` and `--no-predict-overwrite` say nothing against a variable that is set",
        "With `godwit` an option goes before a variable; `mosh` does as stock",
        "What is typed is nearer to the user.");

    public static readonly Reason NoHost = new(
        "`mosh ''` starts ssh with an empty host",
        "Usage, and failure",
        "No ssh can do anything with it.");

    public static readonly Reason LocalName = new(
        "`mosh --local` with something else than a numeric address starts a server, and then a client that cannot use the name; the server stays behind",
        "One sentence, before anything is started",
        "The host has to be a numeric local address (spec 04, 2).");

    public static readonly Reason CheckedAnswer = new(
        "An address or a port that cannot be one goes from the far side's answer to the client",
        "One sentence, and no client",
        "The client could only fail on it, and its message would not tell where the value came from.");

    public static readonly Reason BlankLines = new(
        "`mosh` shows the empty lines that come before the answer of the far side",
        "Not those right before it",
        "They belong to the answer, which the remote shell begins with one.");

    public static readonly Reason SshMessage = new(
        "That ssh cannot be started is told on standard output, among what the far side says",
        "On standard error",
        "It is a message.");

    public static readonly Reason BothFamilies = new(
        "A server without an address listens on 0.0.0.0",
        "On `::`, which takes IPv4 and IPv6",
        "The client may roam from one family to the other.");

    public static readonly Reason NoUtf8Needed = new(
        "Without a UTF-8 locale the server prints the output of `locale` and fails",
        "It starts",
        "Our terminal emulator needs no locale of the host's; the programs in the session get the best there is.");

    public static readonly Reason ManyColors = new(
        "`-c` with anything but exactly 256 gives `TERM=xterm`",
        "`TERM=xterm-256color` from 256 colours on",
        "A terminal with more colours has those 256 too.");

    public static readonly Reason SessionName = new(
        "Nothing",
        "The session has `GODWIT_SESSION`",
        "`godwit status` in the session finds its own server by it.");

    public static readonly Reason OtherTerminal = new(
        "Of the variables of the terminal that the server was started in only `STY` is taken away",
        "`TMUX`, `LINES` and `COLUMNS` as well",
        "They would be taken for the session's.");

    public static readonly Reason Timeouts = new(
        "A timeout with something behind the number gets a warning that it is ignored, and counts all the same",
        "The warning is true",
        "Spec 02, 11 allows it; nobody can mean both.");

    public static readonly Reason CheckedFirst = new(
        "`mosh-client` sets the terminal up, finds that key, address or port cannot be used, and restores it",
        "They are checked before the terminal is touched",
        "The screen does not flicker; status and exit notice are the same.");

    public static readonly Reason Verbose = new(
        "`mosh-client -v` writes on standard error, into the screen",
        "`-v` is taken and says nothing",
        "`godwit --log=FILE` and `--stats=FILE` tell of a session without spoiling its screen.");

    public static readonly Reason NoCursor = new(
        "`mosh-client` draws on a terminal that cannot move its cursor",
        "It is refused in one sentence",
        "What stock draws there cannot be read.");
}
