namespace Godwit.Terminal;

/// <summary>
/// Colours that a program gave the terminal (OSC 4, 10, 11, 12), each a 24-bit <see cref="Color"/>, or <see cref="Color.Default"/> where it
/// gave none. A value that never changes: screens share it, and two are compared by content only if they are not the same object.
/// </summary>
public sealed class ScreenColors : IEquatable<ScreenColors>
{
    /// <summary>Number of palette entries.</summary>
    public const int PaletteLength = 256;

    private static readonly Color[] NoPalette = new Color[PaletteLength];

    private readonly Color[] palette;

    private ScreenColors(Color[] palette, Color foreground, Color background, Color cursor)
    {
        this.palette = palette;
        Foreground = foreground;
        Background = background;
        Cursor = cursor;
    }

    /// <summary>No colour was given.</summary>
    public static ScreenColors None { get; } = new(NoPalette, default, default, default);

    /// <summary>OSC 10.</summary>
    public Color Foreground { get; }

    /// <summary>OSC 11.</summary>
    public Color Background { get; }

    /// <summary>OSC 12.</summary>
    public Color Cursor { get; }

    /// <summary>OSC 4: a palette entry, 0–255.</summary>
    public Color this[int index] => palette[index];

    /// <summary>The same with another palette entry; <see cref="Color.Default"/> takes it back (OSC 104).</summary>
    public ScreenColors WithPalette(int index, Color color)
    {
        if (palette[index] == color)
        {
            return this;
        }

        Color[] changed = (Color[])palette.Clone();
        changed[index] = color;
        return new(changed, Foreground, Background, Cursor);
    }

    /// <summary>The same without any palette entry (OSC 104 without a number).</summary>
    public ScreenColors WithoutPalette() => new(NoPalette, Foreground, Background, Cursor);

    /// <summary>The same with other dynamic colours.</summary>
    public ScreenColors With(Color foreground, Color background, Color cursor) => new(palette, foreground, background, cursor);

    /// <inheritdoc/>
    public bool Equals(ScreenColors? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Foreground == other.Foreground
            && Background == other.Background
            && Cursor == other.Cursor
            && palette.AsSpan().SequenceEqual(other.palette));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScreenColors);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Foreground, Background, Cursor);
}
