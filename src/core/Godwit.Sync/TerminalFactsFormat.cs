using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>
/// <see cref="TerminalFacts"/> on the wire, extension 1001 of an instruction of a UserMessage:
/// <code>
/// 1: flags (1 kitty keyboard, 2 the clipboard may be read, 4 ambiguous characters are wide, 8 the terminal has said what it will say)
/// 2, 3, 4: text, background and cursor colour, 2^24 + 0xRRGGBB    5: 1 dark, 2 light    6, 7: width and height of a cell in pixels
/// </code>
/// A field that is missing, 0 or out of range means "not known".
/// </summary>
internal static class TerminalFactsFormat
{
    /// <summary>Largest side of a cell in pixels that is believed: a character as high as a large display.</summary>
    public const int PixelsMax = 4096;

    private const uint KittyKeyboardFlag = 1;
    private const uint ClipboardReadFlag = 2;
    private const uint AmbiguousIsWideFlag = 4;
    private const uint IsSettledFlag = 8;

    private const ulong ColorTag = 1 << 24;

    public static void Write(ProtoWriter writer, TerminalFacts facts)
    {
        ReadOnlySpan<ulong> values =
        [
            Flags(facts),
            ToWire(facts.Foreground),
            ToWire(facts.Background),
            ToWire(facts.Cursor),
            (ulong)facts.ColorScheme,
            (ulong)Math.Clamp(facts.CellWidth, 0, PixelsMax),
            (ulong)Math.Clamp(facts.CellHeight, 0, PixelsMax),
        ];
        int length = 0;
        for (int i = 0; i < values.Length; i++)
        {
            length += values[i] == 0 ? 0 : ProtoWriter.NumberLength(WireTags.FactsFlagsField + i, values[i]);
        }

        writer.WriteHeader(WireTags.InstructionField, ProtoWriter.BytesLength(WireTags.FactsField, length));
        writer.WriteHeader(WireTags.FactsField, length);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] != 0)
            {
                writer.WriteNumber(WireTags.FactsFlagsField + i, values[i]);
            }
        }
    }

    /// <returns>False if the message is malformed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, out TerminalFacts facts)
    {
        facts = TerminalFacts.Unknown;
        var fields = new ProtoReader(message);
        while (fields.Read())
        {
            if (fields.WireType == ProtoWireType.Varint)
            {
                facts = With(facts, fields.Field, fields.Number);
            }
        }

        return !fields.IsMalformed;
    }

    private static TerminalFacts With(TerminalFacts facts, int field, ulong value) => field switch
    {
        WireTags.FactsFlagsField => facts with
        {
            KittyKeyboard = (value & KittyKeyboardFlag) != 0,
            ClipboardRead = (value & ClipboardReadFlag) != 0,
            AmbiguousIsWide = (value & AmbiguousIsWideFlag) != 0,
            IsSettled = (value & IsSettledFlag) != 0,
        },
        WireTags.FactsForegroundField => facts with { Foreground = FromWire(value) },
        WireTags.FactsBackgroundField => facts with { Background = FromWire(value) },
        WireTags.FactsCursorField => facts with { Cursor = FromWire(value) },
        WireTags.FactsSchemeField => facts with { ColorScheme = value <= (ulong)ColorScheme.Light ? (ColorScheme)value : ColorScheme.Unknown },
        WireTags.FactsCellWidthField => facts with { CellWidth = value <= PixelsMax ? (int)value : 0 },
        WireTags.FactsCellHeightField => facts with { CellHeight = value <= PixelsMax ? (int)value : 0 },
        _ => facts,
    };

    private static ulong Flags(TerminalFacts facts) =>
        (facts.KittyKeyboard ? KittyKeyboardFlag : 0)
        | (facts.ClipboardRead ? ClipboardReadFlag : 0)
        | (facts.AmbiguousIsWide ? AmbiguousIsWideFlag : 0)
        | (facts.IsSettled ? IsSettledFlag : 0);

    private static ulong ToWire(Color color) => color.IsRgb ? ColorTag | (color.Bits & 0xFFFFFF) : 0;

    private static Color FromWire(ulong value) =>
        value >> 24 == 1 ? Color.Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value) : Color.Default;
}
