namespace Godwit.UnicodeTables;

/// <summary>
/// Gives every code point its width class: 0, 1 or 2 columns, or 3 for "ambiguous" (1 column, or 2 where the user says so).
/// </summary>
internal static class WidthRules
{
    private const byte Ambiguous = 3;
    private const int SoftHyphen = 0xAD;

    /// <summary>
    /// Parts of mixed blocks that are set aside for emoji: their assigned characters are wide and so will the next ones be.
    /// Emoji outside such a part (map symbols, dingbats) are text by default and narrow.
    /// </summary>
    private static readonly (int First, int Last)[] EmojiReserve = [(0x1F6CC, 0x1F6FF), (0x1F7E0, 0x1F7FF), (0x1FA70, 0x1FAFF)];

    /// <summary>Areas whose unassigned code points are wide by UAX #11, section 6.</summary>
    private static readonly (int First, int Last)[] WideByDefault =
        [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)];

    /// <summary>Medial vowels and final consonants of Hangul: they join the syllable that a leading consonant (wide) began.</summary>
    private static readonly (int First, int Last)[] JoiningJamo = [(0x1160, 0x11FF), (0xD7B0, 0xD7FF)];

    public static byte[] Build(PackageData data)
    {
        bool[] wide = data.EastAsianWidth("wide"), full = data.EastAsianWidth("fullwidth");
        bool[] ambiguous = data.EastAsianWidth("ambiguous");
        bool[] emoji = data.Set("Binary_Property", "Emoji_Presentation");
        bool[] regional = data.Set("Binary_Property", "Regional_Indicator");
        bool[] privateUse = data.Set("General_Category", "Private_Use");
        bool[] unassigned = data.Set("General_Category", "Unassigned");
        bool[] zero = ZeroWidth(data);
        var widths = new byte[PackageData.CodePoints];
        for (int c = 0; c < widths.Length; c++)
        {
            // A lone regional indicator is a narrow letter; two of them make a flag, which is the cluster's affair.
            widths[c] = wide[c] || full[c] || (emoji[c] && !regional[c]) ? (byte)2
                : ambiguous[c] && !privateUse[c] && c != SoftHyphen ? Ambiguous
                : (byte)1;
        }

        FillUnassigned(data, unassigned, zero, widths);
        for (int c = 0; c < widths.Length; c++)
        {
            widths[c] = zero[c] ? (byte)0 : widths[c];
        }

        return widths;
    }

    private static bool[] ZeroWidth(PackageData data)
    {
        var zero = new bool[PackageData.CodePoints];
        foreach (string category in (string[])
            ["Nonspacing_Mark", "Enclosing_Mark", "Format", "Control", "Line_Separator", "Paragraph_Separator"])
        {
            Add(zero, data.Set("General_Category", category));
        }

        // What is reserved for invisible characters is invisible before it is assigned, too.
        bool[] ignorable = data.Set("Binary_Property", "Default_Ignorable_Code_Point");
        bool[] unassigned = data.Set("General_Category", "Unassigned");
        Add(zero, [.. ignorable.Zip(unassigned, (a, b) => a && b)]);
        foreach ((int first, int last) in JoiningJamo)
        {
            // Not the gaps in the second block: what is no character joins nothing (xterm, and U+D7FF in Markus Kuhn's test).
            for (int c = first; c <= last; c++)
            {
                zero[c] |= !unassigned[c];
            }
        }

        // Number signs and the like that stand before digits: format characters by name, but drawn on a column of their own.
        bool[] prepended = data.Set("Binary_Property", "Prepended_Concatenation_Mark");
        zero[SoftHyphen] = false;
        return [.. zero.Zip(prepended, (a, b) => a && !b)];
    }

    /// <summary>
    /// Unassigned code points get the width that a later version of Unicode will most likely give them: wide in the areas of
    /// UAX #11, in the emoji reserve, and in blocks in which every assigned character that takes room is wide.
    /// </summary>
    private static void FillUnassigned(PackageData data, bool[] unassigned, bool[] zero, byte[] widths)
    {
        bool[] pictographic = data.Set("Binary_Property", "Extended_Pictographic");
        foreach ((int first, int last) in WideByDefault)
        {
            Fill(widths, first, last, c => unassigned[c]);
        }

        foreach ((int first, int last) in EmojiReserve)
        {
            Fill(widths, first, last, c => unassigned[c] && pictographic[c]);
        }

        foreach (string name in data.Values("Block").Where(name => name != "No_Block"))
        {
            bool[] block = data.Set("Block", name);
            int[] assigned = [.. Enumerable.Range(0, block.Length).Where(c => block[c] && !unassigned[c] && !zero[c])];
            if (assigned.Length != 0 && assigned.All(c => widths[c] == 2))
            {
                Fill(widths, Array.IndexOf(block, true), Array.LastIndexOf(block, true), c => unassigned[c]);
            }
        }
    }

    private static void Fill(byte[] widths, int first, int last, Func<int, bool> where)
    {
        for (int c = first; c <= last; c++)
        {
            widths[c] = where(c) ? (byte)2 : widths[c];
        }
    }

    private static void Add(bool[] set, bool[] more)
    {
        for (int c = 0; c < set.Length; c++)
        {
            set[c] |= more[c];
        }
    }
}
