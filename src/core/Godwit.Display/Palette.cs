using Godwit.Terminal;

namespace Godwit.Display;

/// <summary>
/// Replaces colours that a terminal lacks by the nearest it has. Asked once a style, so it may be thorough: every entry is compared, by
/// how it looks.
/// </summary>
internal static class Palette
{
    private const int AnsiCount = 8;
    private const int BasicCount = 16;
    private const int CubeSide = 6;
    private const int GrayStart = 232;
    private const int GrayFirst = 8;
    private const int GrayStep = 10;
    private const int Count = 256;
    private const int White = 7;

    private static readonly PerceivedColor[] Entries = [.. Enumerable.Range(0, Count).Select(static index => PerceivedColor.Of(ToRgb(index)))];

    /// <summary>The component values of the 6×6×6 cube that every 256-colour terminal starts with.</summary>
    private static ReadOnlySpan<byte> CubeLevels => [0, 95, 135, 175, 215, 255];

    /// <summary>The first sixteen colours as xterm starts with them, 0xRRGGBB.</summary>
    private static ReadOnlySpan<int> BasicColors =>
    [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ];

    /// <summary>The two colours of a text.</summary>
    /// <param name="foreground">Of the letters.</param>
    /// <param name="background">Behind them.</param>
    /// <param name="depth">What the terminal has.</param>
    /// <returns>
    /// What to use, and whether bold has to stand for the bright half of the palette, as terminals of eight colours have it. Letters do
    /// not vanish: where both became the same, the letters become black or white, and a dark grey that only black is near to is left out.
    /// </returns>
    public static (Color Foreground, Color Background, bool IsBright) Of(Color foreground, Color background, ColorDepth depth)
    {
        Color text = Of(foreground, depth), ground = Of(background, depth);
        bool isBright = depth == ColorDepth.Ansi8 && foreground.IsIndexed && foreground.Index is >= AnsiCount and < BasicCount;
        if (depth is not (ColorDepth.Ansi8 or ColorDepth.Ansi16) || !text.IsIndexed || text == foreground)
        {
            return (text, ground, isBright);
        }

        if (text == ground && foreground != background)
        {
            // Bold black on black is seen only where bold is bright.
            bool isDark = Entries[ground.Index].Lightness < Entries[AnsiCount].Lightness;
            return (Color.Indexed((byte)(isDark ? White : 0)), ground, false);
        }

        // A dark grey on who knows what.
        bool mayVanish = depth == ColorDepth.Ansi8 && text.Index == 0 && ground.IsDefault && !isBright;
        text = mayVanish ? Color.Default : text;
        return (text, ground, isBright);
    }

    /// <summary>One colour.</summary>
    /// <param name="color">The colour.</param>
    /// <param name="depth">What the terminal has.</param>
    public static Color Of(Color color, ColorDepth depth)
    {
        if (color.IsDefault || depth == ColorDepth.Rgb)
        {
            return color;
        }

        return depth switch
        {
            ColorDepth.Monochrome => Color.Default,
            ColorDepth.Indexed256 => color.IsRgb ? Nearest(color, BasicCount, Count) : color,
            ColorDepth.Ansi16 => color.IsIndexed && color.Index < BasicCount ? color : Nearest(color, 0, BasicCount),
            _ => color.IsIndexed && color.Index < BasicCount ? Color.Indexed((byte)(color.Index % AnsiCount)) : Nearest(color, 0, AnsiCount),
        };
    }

    // Users change the first sixteen: with 256 colours only the others are sure to look as asked for.
    private static Color Nearest(Color color, int from, int to)
    {
        PerceivedColor wanted = color.IsRgb ? PerceivedColor.Of((int)(color.Bits & 0xFFFFFF)) : Entries[color.Index];
        int best = from;
        float bestDistance = float.MaxValue;
        for (int index = from; index < to; index++)
        {
            float distance = wanted.DistanceTo(Entries[index]);
            if (distance < bestDistance)
            {
                best = index;
                bestDistance = distance;
            }
        }

        return Color.Indexed((byte)best);
    }

    private static int ToRgb(int index)
    {
        if (index < BasicCount)
        {
            return BasicColors[index];
        }

        if (index >= GrayStart)
        {
            int level = GrayFirst + ((index - GrayStart) * GrayStep);
            return (level << 16) | (level << 8) | level;
        }

        index -= BasicCount;
        return (CubeLevels[index / (CubeSide * CubeSide)] << 16) | (CubeLevels[index / CubeSide % CubeSide] << 8) | CubeLevels[index % CubeSide];
    }
}
