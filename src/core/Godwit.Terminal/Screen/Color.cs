namespace Godwit.Terminal;

/// <summary>A colour of a cell: the terminal's default, an index of the 256-colour palette, or 24-bit RGB.</summary>
/// <param name="Bits">Top octet: 0 default, 1 indexed, 2 RGB; the rest is the index or 0xRRGGBB.</param>
public readonly record struct Color(uint Bits)
{
    private const uint IndexedTag = 0x0100_0000;
    private const uint RgbTag = 0x0200_0000;

    /// <summary>The terminal's default colour.</summary>
    public static Color Default => default;

    /// <summary>A palette colour, 0–255. 0–7 are SGR 30–37, 8–15 are SGR 90–97.</summary>
    public static Color Indexed(byte index) => new(IndexedTag | index);

    /// <summary>A 24-bit colour.</summary>
    public static Color Rgb(byte red, byte green, byte blue) => new(RgbTag | ((uint)red << 16) | ((uint)green << 8) | blue);

    /// <summary>True for the terminal's default colour.</summary>
    public bool IsDefault => Bits == 0;

    /// <summary>True for a palette colour.</summary>
    public bool IsIndexed => (Bits & 0xFF00_0000) == IndexedTag;

    /// <summary>True for a 24-bit colour.</summary>
    public bool IsRgb => (Bits & 0xFF00_0000) == RgbTag;

    /// <summary>The palette index, if <see cref="IsIndexed"/>.</summary>
    public byte Index => (byte)Bits;

    /// <summary>Red component, if <see cref="IsRgb"/>.</summary>
    public byte Red => (byte)(Bits >> 16);

    /// <summary>Green component, if <see cref="IsRgb"/>.</summary>
    public byte Green => (byte)(Bits >> 8);

    /// <summary>Blue component, if <see cref="IsRgb"/>.</summary>
    public byte Blue => (byte)Bits;
}
