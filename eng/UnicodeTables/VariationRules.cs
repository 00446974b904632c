namespace Godwit.UnicodeTables;

/// <summary>
/// Which characters have a text and an emoji form, chosen by U+FE0E or U+FE0F after them (emoji-variation-sequences.txt). The
/// package lacks that file. The narrow ones are exactly the emoji that are text by default, which it has; the wide ones are a
/// closed list, because a new emoji is only added with one form: they are taken from Debian's file.
/// </summary>
internal static class VariationRules
{
    private const string File = "emoji/emoji-variation-sequences.txt";

    public static bool[] Build(PackageData data, DebianData older) => [.. Narrow(data).Zip(older.FirstOfSequences(File), (a, b) => a || b)];

    public static IEnumerable<string> Check(PackageData data, DebianData older)
    {
        bool[] listed = older.FirstOfSequences(File);
        bool[] narrow = Narrow(data);
        bool[] presentation = data.Set("Binary_Property", "Emoji_Presentation");
        return Enumerable.Range(0, listed.Length)
            .Where(c => listed[c] != (narrow[c] || (presentation[c] && listed[c])))
            .Select(c => $"U+{c:X4}: in {File} {listed[c]}, text by default {narrow[c]}");
    }

    private static bool[] Narrow(PackageData data)
    {
        bool[] emoji = data.Set("Binary_Property", "Emoji");
        bool[] presentation = data.Set("Binary_Property", "Emoji_Presentation");
        return [.. emoji.Zip(presentation, (a, b) => a && !b)];
    }
}
