namespace Godwit.Terminal;

/// <summary>One octet of <see cref="UnicodeTables"/>; the layout is that of eng/UnicodeTables/Program.cs.</summary>
/// <param name="Bits">Bits 0–1: columns, 3 for ambiguous. Bits 2–5: class. Bit 6: has variations.</param>
internal readonly record struct CharacterEntry(byte Bits)
{
    private const int WidthMask = 3;
    private const int AmbiguousWidth = 3;
    private const int ClassShift = 2;
    private const int ClassMask = 15;
    private const int VariationsBit = 1 << 6;

    /// <summary>What is no code point.</summary>
    public static CharacterEntry None => new((int)GraphemeClass.Control << ClassShift);

    /// <summary>What the cluster rules want to know.</summary>
    public GraphemeClass Class => (GraphemeClass)((Bits >> ClassShift) & ClassMask);

    /// <summary>True if U+FE0E makes it text, of one column, and U+FE0F an emoji, of two.</summary>
    public bool HasVariations => (Bits & VariationsBit) != 0;

    /// <summary>False for marks and format characters.</summary>
    public bool HasColumns => (Bits & WidthMask) != 0;

    /// <summary>Columns: 0, 1 or 2.</summary>
    public int Width(bool ambiguousIsWide) => Width(ambiguousIsWide ? 2 : 1);

    /// <summary>The same, with those of an ambiguous character given.</summary>
    public int Width(int ofAmbiguous)
    {
        int width = Bits & WidthMask;
        return width == AmbiguousWidth ? ofAmbiguous : width;
    }
}
