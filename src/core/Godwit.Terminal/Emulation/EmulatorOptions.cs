namespace Godwit.Terminal;

/// <summary>Which of the two emulators of a session this is, and its user's choices.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The emulator at the server, fed by programs.</summary>
    public static EmulatorOptions Server { get; } = new();

    /// <summary>The client's copy, fed by the server's host bytes only.</summary>
    public static EmulatorOptions ClientCopy { get; } = new() { AnswerQueries = false, HostBytes = true, GraphemeClusters = false };

    /// <summary>True to write replies to queries (DA, DSR, DECRQM …) into <see cref="Emulator.Replies"/>.</summary>
    public bool AnswerQueries { get; init; } = true;

    /// <summary>
    /// True to answer DECRQCRA, with which a program can read the screen back a cell at a time: its own screen, but also what others left
    /// there before it. Off, as in xterm and VTE; test suites see a terminal through it.
    /// </summary>
    public bool AnswerChecksums { get; init; }

    /// <summary>
    /// True if the bytes are host bytes: each write starts in the ground state, because no well-behaved server cuts a sequence (spec 06
    /// section 9.2), and BS while a wrap is pending only clears it, because stock servers count on the column the pen would be in (spec 06 D1).
    /// </summary>
    public bool HostBytes { get; init; }

    /// <summary>True to give East Asian Ambiguous characters two columns at first; see <see cref="Emulator.AmbiguousIsWide"/>.</summary>
    public bool AmbiguousIsWide { get; init; }

    /// <summary>
    /// Grapheme clusters (mode 2027) after a reset. Off for the client's copy: a stock server judges every code point alone, and ours sends a
    /// cluster that is more than a character with its marks as one sized text (OSC 66).
    /// </summary>
    public bool GraphemeClusters { get; init; } = true;
}
