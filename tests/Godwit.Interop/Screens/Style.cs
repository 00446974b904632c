namespace Godwit.Interop.Screens;

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
