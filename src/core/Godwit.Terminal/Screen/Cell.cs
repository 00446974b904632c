using System.Runtime.CompilerServices;
using System.Text;

namespace Godwit.Terminal;

/// <summary>
/// One character cell, 8 octets, compared as one integer. What is rare (a cluster of several code points, colours, links)
/// hangs off an index into the screen's <see cref="InternPool"/>, so two cells of screens with the same pool are equal
/// exactly if their bits are.
/// </summary>
/// <remarks>
/// Bits 0–20: code point, or cluster index if bit 21 is set; 0 is an empty (erased) cell. Bit 22: left half of a wide
/// character. Bit 23: right half (its text is empty). Bits 24–31: reserved. Bits 32–55: style index. Bits 56–63: reserved.
/// </remarks>
/// <param name="Bits">The packed value.</param>
public readonly record struct Cell(ulong Bits)
{
    /// <summary>Marks the right half of a wide character.</summary>
    public const ulong SpacerBit = 1UL << 23;

    /// <summary>Marks the left half of a wide character.</summary>
    public const ulong WideBit = 1UL << 22;

    /// <summary>Selects the code point or cluster index.</summary>
    public const ulong GlyphMask = (1UL << 21) - 1;

    private const int StyleShift = 32;
    private const ulong ClusterBit = 1UL << 21;
    /// <summary>What a cell says: everything but its style and whether it is wide. 0 if empty.</summary>
    public const ulong TextMask = GlyphMask | ClusterBit | SpacerBit;

    private const ulong StyleMask = 0xFFFFFFUL << StyleShift;

    /// <summary>Number of distinct styles a cell can name (24 bits).</summary>
    public const int StyleCapacity = 1 << 24;

    /// <summary>Number of distinct clusters a cell can name (21 bits).</summary>
    public const int ClusterCapacity = 1 << 21;

    /// <summary>An erased cell in <paramref name="style"/> (of which only the background shows).</summary>
    public static Cell Blank(StyleId style) => new((ulong)(uint)style.Index << StyleShift);

    /// <summary>A narrow cell that holds one code point (a Unicode scalar value, not 0).</summary>
    public static Cell Narrow(int codePoint, StyleId style) => new((uint)codePoint | ((ulong)(uint)style.Index << StyleShift));

    /// <summary>The left half of a wide character of one code point.</summary>
    public static Cell WideOf(int codePoint, StyleId style) => new((uint)codePoint | WideBit | ((ulong)(uint)style.Index << StyleShift));

    /// <summary>The right half of a wide character; carries the style of the left half.</summary>
    public static Cell Spacer(StyleId style) => new(SpacerBit | ((ulong)(uint)style.Index << StyleShift));

    /// <summary>The same cell with its text replaced by an interned cluster.</summary>
    public Cell WithCluster(int clusterIndex, bool wide) =>
        new((Bits & ~(GlyphMask | WideBit)) | ClusterBit | (uint)clusterIndex | (wide ? WideBit : 0));

    /// <summary>The same text in another style.</summary>
    public Cell WithStyle(StyleId style) => new((Bits & ~StyleMask) | ((ulong)(uint)style.Index << StyleShift));

    /// <summary>The code point, or the cluster index if <see cref="IsCluster"/>; 0 if empty.</summary>
    public int Glyph => (int)(Bits & GlyphMask);

    /// <summary>What tells its text from others of the same pool: code point or cluster index, and which of them it is.</summary>
    internal uint Text => (uint)(Bits & (GlyphMask | ClusterBit));

    /// <summary>True if the text is an interned cluster.</summary>
    public bool IsCluster => (Bits & ClusterBit) != 0;

    /// <summary>True for the left half of a wide character.</summary>
    public bool IsWide => (Bits & WideBit) != 0;

    /// <summary>True for the right half of a wide character.</summary>
    public bool IsSpacer => (Bits & SpacerBit) != 0;

    /// <summary>True if the cell holds no text and is not the right half of a wide character.</summary>
    public bool IsEmpty => (Bits & TextMask) == 0;

    /// <summary>The style.</summary>
    public StyleId Style
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new((int)((Bits & StyleMask) >> StyleShift));
    }

    /// <summary>Columns the character takes: 2 if wide, 0 for the right half, else 1.</summary>
    public int Width => IsWide ? 2 : IsSpacer ? 0 : 1;

    /// <summary>Writes the cell's text as UTF-8: a space if empty, nothing for the right half of a wide character.</summary>
    /// <param name="pool">The pool of the screen the cell is from.</param>
    /// <param name="destination">At least <see cref="ClusterTable.ClusterBytesMax"/> octets.</param>
    /// <returns>Octets written.</returns>
    public int WriteText(InternPool pool, Span<byte> destination)
    {
        if (IsSpacer)
        {
            return 0;
        }

        if (IsCluster)
        {
            ReadOnlySpan<byte> text = pool.Clusters[Glyph];
            text.CopyTo(destination);
            return text.Length;
        }

        return new Rune(Glyph == 0 ? ' ' : Glyph).EncodeToUtf8(destination);
    }
}
