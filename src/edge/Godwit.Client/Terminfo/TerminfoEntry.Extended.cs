using System.Text;

namespace Godwit.Client;

/// <content>
/// The section that ncurses adds (term(5), "Extended number format"): a header of five numbers, flags, numbers, offsets of texts,
/// offsets of names, and one table of texts first and names behind them.
/// </content>
public sealed partial record TerminfoEntry
{
    private const int ExtendedHeaderSize = 10;

    /// <summary>Names of the extensions that are there; empty if there is no such section or it is damaged.</summary>
    private static HashSet<string> ExtendedNames(ReadOnlySpan<byte> section, int numberSize)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (section.Length < ExtendedHeaderSize)
        {
            return names;
        }

        int flagCount = Word(section, 0), numberCount = Word(section, 1), textCount = Word(section, 2);
        int numbersStart = ExtendedHeaderSize + flagCount;
        numbersStart += numbersStart & 1;
        int offsetsStart = numbersStart + (numberCount * numberSize);
        int nameOffsetsStart = offsetsStart + (textCount * sizeof(short));
        int count = flagCount + numberCount + textCount;
        int tableStart = nameOffsetsStart + (count * sizeof(short));
        if (tableStart > section.Length)
        {
            return names;
        }

        ReadOnlySpan<byte> offsets = section[offsetsStart..nameOffsetsStart], nameOffsets = section[nameOffsetsStart..tableStart], table = section[tableStart..];
        int namesStart = 0;
        for (int text = 0; text < textCount; text++)
        {
            // Names begin behind the last text, and their offsets count from there.
            int offset = Word(offsets, text);
            int length = offset < table.Length ? table[offset..].IndexOf((byte)0) : -1;
            namesStart = IsThere(offsets, text) && length >= 0 ? Math.Max(namesStart, offset + length + 1) : namesStart;
        }

        for (int index = 0; index < count; index++)
        {
            int text = index - flagCount - numberCount;
            bool isThere = index < flagCount ? section[ExtendedHeaderSize + index] == 1 : text < 0 || IsThere(offsets, text);
            if (isThere && NameAt(table, namesStart + Word(nameOffsets, index)) is { } name)
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static bool IsThere(ReadOnlySpan<byte> offsets, int index) => offsets[(index * sizeof(short)) + 1] < 0x80;

    private static string? NameAt(ReadOnlySpan<byte> table, int start)
    {
        int length = start < table.Length ? table[start..].IndexOf((byte)0) : -1;
        return length > 0 ? Encoding.ASCII.GetString(table.Slice(start, length)) : null;
    }
}
