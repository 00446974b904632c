using System.Globalization;
using System.Text.Json;
using Godwit.Terminal;

namespace Godwit.ScreenServer;

/// <summary>A screen in the protocol's form: rows of <c>[text, foreground, background, flags]</c>, null for the right half of a wide character.</summary>
internal static class ScreenJson
{
    private static readonly (StyleAttributes Attribute, char Letter)[] Letters =
    [
        (StyleAttributes.Bold, 'b'),
        (StyleAttributes.Faint, 'd'),
        (StyleAttributes.Italic, 'i'),
        (StyleAttributes.Blink, 'k'),
        (StyleAttributes.Inverse, 'r'),
        (StyleAttributes.Invisible, 'h'),
        (StyleAttributes.Strikethrough, 's'),
    ];

    /// <summary>Writes rows, cursor and visibility as properties of the object that is open.</summary>
    public static void Write(Screen screen, Utf8JsonWriter answer)
    {
        answer.WriteStartArray("rows");
        foreach (Row row in screen.Rows)
        {
            answer.WriteStartArray();
            foreach (Cell cell in row.Cells)
            {
                WriteCell(screen, cell, answer);
            }

            answer.WriteEndArray();
        }

        answer.WriteEndArray();
        answer.WriteStartArray("cursor");
        answer.WriteNumberValue(screen.CursorRow);
        answer.WriteNumberValue(screen.CursorColumn);
        answer.WriteEndArray();
        answer.WriteBoolean("cursor_visible", screen.Modes.CursorVisible);
    }

    private static void WriteCell(Screen screen, Cell cell, Utf8JsonWriter answer)
    {
        if (cell.IsSpacer)
        {
            answer.WriteNullValue();
            return;
        }

        Span<byte> text = stackalloc byte[ClusterTable.ClusterBytesMax];
        Style style = screen.Pool.Styles[cell.Style];
        answer.WriteStartArray();
        answer.WriteStringValue(cell.IsEmpty ? [] : text[..cell.WriteText(screen.Pool, text)]);
        WriteColor(style.Foreground, answer);
        WriteColor(style.Background, answer);
        answer.WriteStringValue(Flags(style, screen.Modes.ReverseVideo));
        answer.WriteEndArray();
    }

    private static void WriteColor(Color color, Utf8JsonWriter answer)
    {
        if (color.IsIndexed)
        {
            answer.WriteNumberValue(color.Index);
        }
        else if (color.IsRgb)
        {
            answer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}"));
        }
        else
        {
            answer.WriteNullValue();
        }
    }

    private static string Flags(in Style style, bool reverseVideo)
    {
        // On a reversed screen an inverse cell looks plain, and a plain one inverse.
        StyleAttributes attributes = reverseVideo ? style.Attributes ^ StyleAttributes.Inverse : style.Attributes;
        string flags = "";
        foreach ((StyleAttributes attribute, char letter) in Letters)
        {
            flags += attributes.HasFlag(attribute) ? letter : "";
        }

        return style.Underline == UnderlineKind.None ? flags : flags + 'u';
    }
}
