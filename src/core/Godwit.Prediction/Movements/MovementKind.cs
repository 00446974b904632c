namespace Godwit.Prediction;

/// <summary>What a key that is not text does.</summary>
internal enum MovementKind : byte
{
    /// <summary>It is not known.</summary>
    None,

    /// <summary>The cursor goes some rows and columns further.</summary>
    Cursor,

    /// <summary>The cursor goes to another line of a text, and not beyond its end.</summary>
    Line,

    /// <summary>The cursor goes along its line, and not beyond its ends.</summary>
    Character,

    /// <summary>The cursor goes to the next word, if need be on the next line.</summary>
    Word,

    /// <summary>All rows but the last move.</summary>
    Scroll,

    /// <summary>A new line opens below the one with the cursor, which goes there.</summary>
    OpenLine,

    /// <summary>The line with the cursor goes, and those below move up.</summary>
    DeleteLine,

    /// <summary>The cursor goes to the last row, which is cleared for what follows.</summary>
    CommandLine,

    /// <summary>A command whose effect cannot be foreseen; no text.</summary>
    Unforeseen,
}
