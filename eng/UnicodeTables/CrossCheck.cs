namespace Godwit.UnicodeTables;

/// <summary>
/// Compares the packages with Debian's older copy of the Unicode Character Database, so that a fault in a package (or in how we
/// read it) does not go unseen. Only changes that Unicode made since are let through, and they are listed here.
/// </summary>
internal static class CrossCheck
{
    /// <summary>Became wide in Unicode 16: symbols that fonts draw on two columns.</summary>
    private static readonly (int First, int Last)[] WidenedSince =
        [(0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D356), (0x1D360, 0x1D376)];

    /// <summary>Spacing marks that Unicode 15.1 and 16 moved to Extend, so that equivalent strings have the same boundaries.</summary>
    private static readonly int[] SpacingMarkThenExtend =
    [
        0x0CC0, 0x0CC7, 0x0CC8, 0x0CCA, 0x0CCB, 0x1715, 0x1734, 0x1B3B, 0x1B3D, 0x1B43, 0x1B44, 0x1BAA, 0x1BF2, 0x1BF3, 0xA953,
        0xA9C0, 0x111C0, 0x11235, 0x1134D, 0x116B6, 0x1193D, 0x11F41, 0x16FF0, 0x16FF1, 0x1D166, 0x1D16D,
    ];

    /// <summary>A nonspacing mark until Unicode 15, a spacing mark since.</summary>
    private const int AhomMedialRa = 0x1171E;

    /// <summary>Prepend until Unicode 15, an ordinary letter since.</summary>
    private const int ZanabazarSquareInitialRa = 0x11A3A;

    public static IEnumerable<string> Widths(PackageData data, DebianData older, byte[] widths)
    {
        string?[] eastAsian = older.Property("EastAsianWidth.txt");
        string?[] category = older.Property("extracted/DerivedGeneralCategory.txt");
        bool[] emoji = data.Set("Binary_Property", "Emoji_Presentation");
        bool[] regional = data.Set("Binary_Property", "Regional_Indicator");
        bool[] unassigned = data.Set("General_Category", "Unassigned");
        bool[] wide = [.. data.EastAsianWidth("wide").Zip(data.EastAsianWidth("fullwidth"), (a, b) => a || b)];
        for (int c = 0; c < widths.Length; c++)
        {
            bool known = category[c] is not (null or "Cn");
            bool wasWide = eastAsian[c] is "W" or "F";
            if (known && wasWide != wide[c] && !In(WidenedSince, c))
            {
                yield return $"U+{c:X4}: East_Asian_Width was {eastAsian[c]}, the package says wide={wide[c]}";
            }

            bool wasMark = category[c] is "Mn" or "Me";
            if (wasMark && widths[c] != 0 && c != AhomMedialRa)
            {
                yield return $"U+{c:X4}: was {category[c]}, has width {widths[c]}";
            }

            if (emoji[c] && !regional[c] && !wide[c])
            {
                yield return $"U+{c:X4}: Emoji_Presentation, but narrow";
            }

            if (unassigned[c] && wide[c] && widths[c] != 2)
            {
                yield return $"U+{c:X4}: unassigned and wide in the package, has width {widths[c]}";
            }
        }
    }

    public static IEnumerable<string> Breaks(PackageData data, DebianData older)
    {
        string?[] was = older.Property("auxiliary/GraphemeBreakProperty.txt");
        string?[] category = older.Property("extracted/DerivedGeneralCategory.txt");
        foreach (string value in BreakRules.Values.Where(v => v is not "Other"))
        {
            bool[] now = data.Set("Grapheme_Cluster_Break", value);
            for (int c = 0; c < now.Length; c++)
            {
                string? expected = SpacingMarkThenExtend.Contains(c) ? "Extend"
                    : c == AhomMedialRa ? "SpacingMark"
                    : c == ZanabazarSquareInitialRa ? null
                    : was[c];
                if (category[c] is not (null or "Cn") && now[c] != (expected == value))
                {
                    yield return $"U+{c:X4}: Grapheme_Cluster_Break was {was[c]}, {value} is now {now[c]}";
                }
            }
        }
    }

    /// <summary>Unicode 17 took Extended_Pictographic from every assigned character that is no emoji; nothing else changed.</summary>
    public static IEnumerable<string> Pictographs(PackageData data, DebianData older)
    {
        bool[] was = older.Set("emoji/emoji-data.txt", "Extended_Pictographic");
        bool[] now = data.Set("Binary_Property", "Extended_Pictographic");
        bool[] emoji = data.Set("Binary_Property", "Emoji");
        bool[] unassigned = data.Set("General_Category", "Unassigned");
        return Enumerable.Range(0, now.Length)
            .Where(c => now[c] != (was[c] && (emoji[c] || unassigned[c])))
            .Select(c => $"U+{c:X4}: Extended_Pictographic was {was[c]}, is now {now[c]}");
    }

    private static bool In((int First, int Last)[] ranges, int c) => ranges.Any(r => c >= r.First && c <= r.Last);
}
