using System.Buffers.Binary;

namespace Godwit.Client;

/// <summary>The compiled form, as term(5) describes it: a header of six numbers, names, flags, numbers, offsets, texts.</summary>
public sealed partial record TerminfoEntry
{
    private const int LargestFile = 32 * 1024; // What ncurses itself accepts.
    private const int HeaderSize = 12;
    private const ushort MagicWithShortNumbers = 0x011A;
    private const ushort MagicWithLongNumbers = 0x021E;

    // Places in the lists of flags, numbers and texts; fixed since System V.
    private const int BackColorEraseFlag = 28;
    private const int ColorsNumber = 13;
    private const int ScrollRegionText = 3;
    private const int ColumnAddressText = 8;
    private const int CursorAddressText = 10;
    private const int CursorInvisibleText = 13;
    private const int EnterAlternateScreenText = 28;
    private const int DimText = 30;
    private const int EraseCharactersText = 37;
    private const int ExitAlternateScreenText = 40;
    private const int ExitUnderlineText = 44;
    private const int DeleteLinesText = 106;
    private const int ScrollUpText = 109;
    private const int InsertLinesText = 110;
    private const int ScrollDownText = 113;
    private const int RowAddressText = 127;
    private const int ItalicText = 311;
    private const int MouseText = 355;

    /// <summary>Reads a compiled entry, with the extended section of ncurses if there is one.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>The entry, or null if the bytes are not one.</returns>
    public static TerminfoEntry? Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderSize)
        {
            return null;
        }

        var magic = BinaryPrimitives.ReadUInt16LittleEndian(file);
        if (magic is not (MagicWithShortNumbers or MagicWithLongNumbers))
        {
            return null;
        }

        var numberSize = magic == MagicWithLongNumbers ? sizeof(int) : sizeof(short);
        int namesSize = Word(file, 1), flagCount = Word(file, 2), numberCount = Word(file, 3), textCount = Word(file, 4), textSize = Word(file, 5);
        var flagsStart = HeaderSize + namesSize;
        var numbersStart = flagsStart + flagCount;
        numbersStart += numbersStart & 1;
        var offsetsStart = numbersStart + (numberCount * numberSize);
        var textStart = offsetsStart + (textCount * sizeof(short));
        if (textStart + textSize > file.Length)
        {
            return null;
        }

        var numbers = file[numbersStart..offsetsStart];
        var offsets = file[offsetsStart..textStart];
        var texts = file.Slice(textStart, textSize);
        var rest = textStart + textSize;
        HashSet<string> extensions = ExtendedNames(file[Math.Min(file.Length, rest + (rest & 1))..], numberSize);
        return new()
        {
            CanHideCursor = !Text(offsets, texts, CursorInvisibleText).IsEmpty,
            HasScrollRegion = !Text(offsets, texts, ScrollRegionText).IsEmpty,
            CanScrollLines = !Text(offsets, texts, ScrollUpText).IsEmpty && !Text(offsets, texts, ScrollDownText).IsEmpty,
            CanInsertLines = !Text(offsets, texts, InsertLinesText).IsEmpty && !Text(offsets, texts, DeleteLinesText).IsEmpty,
            HasAbsoluteMoves = !Text(offsets, texts, ColumnAddressText).IsEmpty && !Text(offsets, texts, RowAddressText).IsEmpty,
            CanEndAttributes = Text(offsets, texts, ExitUnderlineText).IndexOf("24"u8) >= 0,
            HasItalic = !Text(offsets, texts, ItalicText).IsEmpty,
            HasFaint = !Text(offsets, texts, DimText).IsEmpty,
            HasMouse = !Text(offsets, texts, MouseText).IsEmpty,
            HasTrueColor = extensions.Contains("RGB") || extensions.Contains("Tc"),
            HasUnderlineKinds = extensions.Contains("Smulx") || extensions.Contains("Su"),
            HasUnderlineColor = extensions.Contains("Setulc"),
            HasStrikethrough = extensions.Contains("smxx"),
            HasCursorShapes = extensions.Contains("Ss"),
            BackColorErase = flagCount > BackColorEraseFlag && file[flagsStart + BackColorEraseFlag] == 1,
            Colors = Number(numbers, ColorsNumber, numberSize),
            CanMoveCursor = !Text(offsets, texts, CursorAddressText).IsEmpty,
            CanEraseCells = !Text(offsets, texts, EraseCharactersText).IsEmpty,
            EnterAlternateScreen = WithoutPadding(Text(offsets, texts, EnterAlternateScreenText)),
            ExitAlternateScreen = WithoutPadding(Text(offsets, texts, ExitAlternateScreenText)),
        };
    }

    private static TerminfoEntry? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= LargestFile } ? Parse(File.ReadAllBytes(path)) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null; // The next folder may have it.
        }
    }

    // An entry of the header; a negative one counts as 0.
    private static int Word(ReadOnlySpan<byte> file, int index) =>
        Math.Max((short)0, BinaryPrimitives.ReadInt16LittleEndian(file[(index * sizeof(short))..]));

    // -1 if absent, like ncurses.
    private static int Number(ReadOnlySpan<byte> numbers, int index, int size)
    {
        if (numbers.Length < (index + 1) * size)
        {
            return -1;
        }

        var place = numbers.Slice(index * size, size);
        var number = size == sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(place) : BinaryPrimitives.ReadInt16LittleEndian(place);
        return Math.Max(-1, number);
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> offsets, ReadOnlySpan<byte> texts, int index)
    {
        if (offsets.Length < (index + 1) * sizeof(short))
        {
            return default;
        }

        var offset = BinaryPrimitives.ReadInt16LittleEndian(offsets[(index * sizeof(short))..]);
        if (offset < 0 || offset >= texts.Length)
        {
            return default;
        }

        var text = texts[offset..];
        var end = text.IndexOf((byte)0);
        return end < 0 ? default : text[..end];
    }

    // "$<5>" asks a driver of 1985 to wait five milliseconds.
    private static byte[] WithoutPadding(ReadOnlySpan<byte> text)
    {
        var kept = new List<byte>(text.Length);
        while (!text.IsEmpty)
        {
            var length = text.StartsWith("$<"u8) ? text.IndexOf((byte)'>') + 1 : 0;
            if (length == 0)
            {
                kept.Add(text[0]);
                length = 1;
            }

            text = text[length..];
        }

        return [.. kept];
    }
}
