using Godwit.Terminal;

namespace Godwit.Display;

/// <summary>Replaces what a receiver cannot show by the nearest thing that it can.</summary>
internal static class Degradation
{
    private const int BrightOffset = 8;
    private const int CubeStart = 16;
    private const int CubeSide = 6;
    private const int GrayStart = 232;
    private const int GrayCount = 24;
    private const int GrayFirst = 8;
    private const int GrayStep = 10;

    /// <summary>The component values of the 6×6×6 cube that every 256-colour terminal starts with.</summary>
    private static ReadOnlySpan<byte> CubeLevels => [0, 95, 135, 175, 215, 255];

    /// <summary>The first sixteen colours as xterm starts with them, 0xRRGGBB.</summary>
    private static ReadOnlySpan<int> BasicColors =>
    [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ];

    /// <summary>The style as the receiver can show it. The link is dropped or kept; its index is not translated.</summary>
    public static Style Of(in Style style, in DisplayCapabilities caps)
    {
        StyleAttributes attributes = style.Attributes & Attributes(caps);
        UnderlineKind underline = style.Underline != UnderlineKind.None && !caps.UnderlineKinds ? UnderlineKind.Single : style.Underline;
        return new Style
        {
            Foreground = Of(style.Foreground, caps.Colors),
            Background = Of(style.Background, caps.Colors),
            UnderlineColor = caps.UnderlineColor ? Of(style.UnderlineColor, caps.Colors) : default,
            Attributes = attributes,
            Underline = underline,
            Link = caps.Hyperlinks ? style.Link : 0,
        };
    }

    /// <summary>The modes as the receiver can follow them; what it cannot has its initial value.</summary>
    public static ScreenModes Of(ScreenModes modes, in DisplayCapabilities caps) => modes with
    {
        MouseEncoding = modes.MouseEncoding == MouseEncoding.SgrPixels && !caps.MousePixels ? MouseEncoding.Sgr : modes.MouseEncoding,
        AlternateScroll = modes.AlternateScroll && caps.AlternateScroll,
        ApplicationCursorKeys = modes.ApplicationCursorKeys && caps.ApplicationKeys,
        ApplicationKeypad = modes.ApplicationKeypad && caps.ApplicationKeys,
        CursorShape = caps.CursorShape ? modes.CursorShape : (byte)0,
        KittyKeyboard = caps.KittyKeyboard ? modes.KittyKeyboard : (byte)0,
        ModifyOtherKeys = caps.ModifyOtherKeys ? modes.ModifyOtherKeys : (byte)0,
        AlternateScreen = modes.AlternateScreen && caps.HostState,

        // Local to the server, where it holds frames back.
        SynchronizedOutput = false,
    };

    private static StyleAttributes Attributes(in DisplayCapabilities caps) =>
        StyleAttributes.Bold | StyleAttributes.Blink | StyleAttributes.Inverse | StyleAttributes.Invisible
        | (caps.Italic ? StyleAttributes.Italic : 0)
        | (caps.Faint ? StyleAttributes.Faint : 0)
        | (caps.Strikethrough ? StyleAttributes.Strikethrough : 0)
        | (caps.Overline ? StyleAttributes.Overline : 0);

    private static Color Of(Color color, ColorDepth depth)
    {
        if (color.IsDefault || depth == ColorDepth.Rgb)
        {
            return color;
        }

        if (depth == ColorDepth.Monochrome)
        {
            return Color.Default;
        }

        if (depth == ColorDepth.Indexed256)
        {
            return color.IsRgb ? Color.Indexed(NearestOf256(color.Red, color.Green, color.Blue)) : color;
        }

        byte index = color.IsIndexed && color.Index < BasicColors.Length ? color.Index : NearestBasic(ToRgb(color));
        return Color.Indexed(depth == ColorDepth.Ansi8 && index >= BrightOffset ? (byte)(index - BrightOffset) : index);
    }

    private static int ToRgb(Color color)
    {
        if (color.IsRgb)
        {
            return (int)(color.Bits & 0xFFFFFF);
        }

        int index = color.Index;
        if (index < CubeStart)
        {
            return BasicColors[index];
        }

        if (index >= GrayStart)
        {
            int level = GrayFirst + ((index - GrayStart) * GrayStep);
            return (level << 16) | (level << 8) | level;
        }

        index -= CubeStart;
        return (CubeLevels[index / (CubeSide * CubeSide)] << 16) | (CubeLevels[index / CubeSide % CubeSide] << 8) | CubeLevels[index % CubeSide];
    }

    private static byte NearestOf256(int red, int green, int blue)
    {
        int r = NearestLevel(red), g = NearestLevel(green), b = NearestLevel(blue);
        int cube = Distance(red, green, blue, CubeLevels[r], CubeLevels[g], CubeLevels[b]);
        int gray = Math.Clamp((((red + green + blue) / 3) - GrayFirst + (GrayStep / 2)) / GrayStep, 0, GrayCount - 1);
        int level = GrayFirst + (gray * GrayStep);
        return Distance(red, green, blue, level, level, level) < cube
            ? (byte)(GrayStart + gray)
            : (byte)(CubeStart + (((r * CubeSide) + g) * CubeSide) + b);
    }

    private static int NearestLevel(int value)
    {
        int best = 0;
        for (int i = 1; i < CubeLevels.Length; i++)
        {
            if (Math.Abs(CubeLevels[i] - value) < Math.Abs(CubeLevels[best] - value))
            {
                best = i;
            }
        }

        return best;
    }

    private static byte NearestBasic(int rgb)
    {
        int best = 0, bestDistance = int.MaxValue;
        for (int i = 0; i < BasicColors.Length; i++)
        {
            int c = BasicColors[i];
            int distance = Distance(rgb >> 16, (rgb >> 8) & 0xFF, rgb & 0xFF, c >> 16, (c >> 8) & 0xFF, c & 0xFF);
            if (distance < bestDistance)
            {
                best = i;
                bestDistance = distance;
            }
        }

        return (byte)best;
    }

    private static int Distance(int r1, int g1, int b1, int r2, int g2, int b2) =>
        ((r1 - r2) * (r1 - r2)) + ((g1 - g2) * (g1 - g2)) + ((b1 - b2) * (b1 - b2));
}
