namespace Godwit.Terminal;

/// <summary>The kinds of underline of SGR 4, 21 and 4:n. The values are those of 4:n.</summary>
public enum UnderlineKind : byte
{
    /// <summary>SGR 24 or 4:0.</summary>
    None = 0,

    /// <summary>SGR 4 or 4:1.</summary>
    Single = 1,

    /// <summary>SGR 21 or 4:2.</summary>
    Double = 2,

    /// <summary>SGR 4:3.</summary>
    Curly = 3,

    /// <summary>SGR 4:4.</summary>
    Dotted = 4,

    /// <summary>SGR 4:5.</summary>
    Dashed = 5,
}
