namespace Godwit.UnicodeTables;

/// <summary>
/// Gives every code point its class for the cluster rules of UAX #29: Grapheme_Cluster_Break, refined where
/// Extended_Pictographic or Indic_Conjunct_Break matter. The numbers are those of Godwit.Terminal's GraphemeClass.
/// </summary>
internal static class BreakRules
{
    /// <summary>
    /// The values of Grapheme_Cluster_Break in the order of the numbers of GraphemeClass, from 0. CR and LF count as Control here,
    /// so that sixteen classes suffice: each is one code point, which the rules compare with by itself.
    /// </summary>
    public static readonly string[] Values =
        ["Other", "Control", "Extend", "ZWJ", "Regional_Indicator", "Prepend", "SpacingMark", "L", "V", "T", "LV", "LVT"];

    private const byte Other = 0, Control = 1, Extend = 2, Zwj = 3;
    private const byte Pictographic = 12, IndicConsonant = 13, IndicLinker = 14, IndicExtend = 15;

    public static byte[] Build(PackageData data)
    {
        var classes = new byte[PackageData.CodePoints];
        for (byte value = 1; value < Values.Length; value++)
        {
            Refine(classes, data.Set("Grapheme_Cluster_Break", Values[value]), Other, value);
        }

        Refine(classes, data.Set("Grapheme_Cluster_Break", "CR"), Other, Control);
        Refine(classes, data.Set("Grapheme_Cluster_Break", "LF"), Other, Control);
        Refine(classes, data.Set("Binary_Property", "Extended_Pictographic"), Other, Pictographic);
        Refine(classes, data.Set("Indic_Conjunct_Break", "Consonant"), Other, IndicConsonant);
        Refine(classes, data.Set("Indic_Conjunct_Break", "Linker"), Extend, IndicLinker);

        // ZWJ is Extend for conjuncts as well; its own class says so.
        bool[] indicExtend = data.Set("Indic_Conjunct_Break", "Extend");
        indicExtend[Array.IndexOf(classes, Zwj)] = false;
        Refine(classes, indicExtend, Extend, IndicExtend);
        return classes;
    }

    /// <summary>Moves a set from one class to another; the rules need that the set lies in the first.</summary>
    private static void Refine(byte[] classes, bool[] set, byte from, byte to)
    {
        for (int c = 0; c < classes.Length; c++)
        {
            if (set[c])
            {
                if (classes[c] != from)
                {
                    throw new InvalidDataException($"U+{c:X4} is of class {classes[c]}, not {from}: class {to} does not fit.");
                }

                classes[c] = to;
            }
        }
    }
}
