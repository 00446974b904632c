namespace Godwit.Interop.Screens;

[Flags]
internal enum Attributes
{
    None = 0,
    Bold = 1 << 0,
    Faint = 1 << 1,
    Italic = 1 << 2,
    Blink = 1 << 3,
    Inverse = 1 << 4,
    Hidden = 1 << 5,
    Strike = 1 << 6,
    Overline = 1 << 7,
}

/// <summary>How a glyph looks. Colours: see <see cref="Colour"/>. <paramref name="Underline"/>: 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed.</summary>
internal readonly record struct Style(Attributes Attributes, int Underline, Colour Foreground, Colour Background, Colour UnderlineColour)
{
    public static Style Default { get; } = new(Attributes.None, 0, Colour.Default, Colour.Default, Colour.Default);

    /// <summary>What of the style can be seen where the glyph is a blank.</summary>
    public Style OnBlank()
    {
        bool inverse = Attributes.HasFlag(Attributes.Inverse);
        return this with
        {
            Attributes = Attributes & (Attributes.Inverse | Attributes.Strike | Attributes.Overline),
            Foreground = inverse || Underline != 0 ? Foreground : Colour.Default,
        };
    }

    public override string ToString() =>
        $"{Attributes}{(Underline == 0 ? "" : $" underline {Underline} {UnderlineColour}")} fg {Foreground} bg {Background}";
}

/// <summary>Default, one of 256 indexed colours, or a 24-bit colour. SGR 30–37 and 90–97 are indices 0–15.</summary>
internal readonly record struct Colour(int Value)
{
    private const int DirectFlag = 1 << 24;

    public static Colour Default { get; } = new(-1);

    public static Colour Indexed(int index) => new(index);

    public static Colour Direct(int red, int green, int blue) => new(DirectFlag | (red << 16) | (green << 8) | blue);

    public override string ToString() => Value switch
    {
        < 0 => "default",
        >= DirectFlag => $"#{Value & 0xffffff:x6}",
        _ => $"{Value}",
    };
}
