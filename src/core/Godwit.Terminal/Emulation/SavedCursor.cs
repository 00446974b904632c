namespace Godwit.Terminal;

/// <summary>What DECSC keeps (the character sets and protection too, but neither a pending wrap nor the link). <c>default</c> with <see cref="IsSaved"/> false: nothing was saved.</summary>
internal readonly record struct SavedCursor
{
    /// <summary>False until the first DECSC after a reset; restoring then homes.</summary>
    public bool IsSaved { get; init; }

    public int Row { get; init; }

    public int Column { get; init; }

    public bool OriginMode { get; init; }

    public bool AutoWrap { get; init; }

    public Style Pen { get; init; }

    public CharsetState Charsets { get; init; }
}
