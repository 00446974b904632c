namespace Godwit.Terminal;

/// <summary>How a cell looks: colours, attributes, link. Interned in a <see cref="StyleTable"/>; <c>default</c> is the default style.</summary>
public readonly record struct Style
{
    /// <summary>Text colour.</summary>
    public Color Foreground { get; init; }

    /// <summary>Background colour.</summary>
    public Color Background { get; init; }

    /// <summary>Colour of the underline (SGR 58); default means the text colour.</summary>
    public Color UnderlineColor { get; init; }

    /// <summary>Bold, italic and so on.</summary>
    public StyleAttributes Attributes { get; init; }

    /// <summary>Underline, with its kind.</summary>
    public UnderlineKind Underline { get; init; }

    /// <summary>Index of the hyperlink (OSC 8) in the pool's <see cref="LinkTable"/>; 0 is none.</summary>
    public int Link { get; init; }

    /// <summary>The style of a cell erased while this style is current: only the background stays (BCE, spec 05 section 5.1).</summary>
    public Style Erased => new() { Background = Background };

    /// <summary>Written out: a quarter of the generated form's instructions.</summary>
    public bool Equals(Style other) => IsSame(other);

    /// <summary>The same, without a copy.</summary>
    internal bool IsSame(in Style other) =>
        ((Foreground.Bits ^ other.Foreground.Bits)
            | (Background.Bits ^ other.Background.Bits)
            | (UnderlineColor.Bits ^ other.UnderlineColor.Bits)
            | ((uint)Attributes ^ (uint)other.Attributes)
            | ((uint)Underline ^ (uint)other.Underline)
            | (uint)(Link ^ other.Link)) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Foreground, Background, UnderlineColor, Attributes, Underline, Link);

    /// <summary>For tests and traces. Written out because the generated form would follow <see cref="Erased"/> for ever.</summary>
    public override string ToString() =>
        $"fg {Foreground.Bits:x8} bg {Background.Bits:x8} ul {Underline} {UnderlineColor.Bits:x8} {Attributes} link {Link}";
}
