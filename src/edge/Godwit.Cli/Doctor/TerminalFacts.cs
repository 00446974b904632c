namespace Godwit.Cli.Doctor;

/// <summary>What is known of the user's terminal before it is asked.</summary>
internal sealed record TerminalFacts
{
    /// <summary><c>TERM</c>; empty if unset.</summary>
    public string Term { get; init; } = "";

    /// <summary>The type has an entry in the terminal database.</summary>
    public bool IsKnown { get; init; }

    /// <summary>The cursor can be moved: without that there is no session.</summary>
    public bool CanMoveCursor { get; init; }

    /// <summary>Colours; negative if the entry does not say.</summary>
    public int Colors { get; init; }

    /// <summary>24-bit colours.</summary>
    public bool HasTrueColor { get; init; }

    /// <summary>Standard input is a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>It was asked what it can do.</summary>
    public bool WasAsked { get; init; }

    /// <summary>It has answered.</summary>
    public bool HasAnswered { get; init; }

    /// <summary>What it calls itself; empty if it did not say.</summary>
    public string Version { get; init; } = "";

    /// <summary>What sessions use of it beyond a usual terminal; empty if nothing.</summary>
    public string Abilities { get; init; } = "";

    /// <summary>The character set of the environment's locale.</summary>
    public string Charset { get; init; } = "";
}
