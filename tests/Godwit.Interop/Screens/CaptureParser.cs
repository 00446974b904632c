using System.Globalization;
using System.Text;

namespace Godwit.Interop.Screens;

/// <summary>
/// Reads the lines of <c>tmux capture-pane -e</c> into glyphs, so that two orders of the same SGR codes are the same screen.
/// tmux carries the style from line to line. Anything it is not known to write is a fault of the harness and throws.
/// </summary>
internal static class CaptureParser
{
    private const char Escape = '\u001b';
    private const char ShiftOut = '\u000e';
    private const char ShiftIn = '\u000f';

    // DEC special graphics for 60–7e hex, as tmux captures cells of ESC ( 0.
    private const string LineDrawing = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    public static List<IReadOnlyList<Glyph>> Parse(IEnumerable<string> lines)
    {
        var rows = new List<IReadOnlyList<Glyph>>();
        Style style = Style.Default;
        bool drawing = false;
        foreach (string line in lines)
        {
            rows.Add(ParseRow(line, ref style, ref drawing));
        }

        return rows;
    }

    private static List<Glyph> ParseRow(string line, ref Style style, ref bool drawing)
    {
        var row = new List<Glyph>();
        for (int at = 0; at < line.Length;)
        {
            switch (line[at])
            {
                case Escape:
                    at = ParseEscape(line, at, ref style);
                    break;
                case ShiftOut or ShiftIn:
                    drawing = line[at++] == ShiftOut;
                    break;
                default:
                    Rune.DecodeFromUtf16(line.AsSpan(at), out Rune rune, out int length);
                    at += length;
                    row.Add(new Glyph(drawing && rune.Value is >= 0x60 and <= 0x7e ? new Rune(LineDrawing[rune.Value - 0x60]) : rune, style).Visible());
                    break;
            }
        }

        Glyph.TrimEnd(row);
        return row;
    }

    /// <returns>The index behind the sequence: <c>ESC [ … m</c>, or an OSC 8 of newer tmux, which carries no look.</returns>
    private static int ParseEscape(string line, int start, ref Style style)
    {
        if (line.AsSpan(start + 1).StartsWith("]8;"))
        {
            return line.IndexOf($"{Escape}\\", start, StringComparison.Ordinal) + 2;
        }

        int end = line.IndexOf('m', start);
        if (line[start + 1] != '[' || end < 0)
        {
            throw new FormatException($"capture-pane wrote a sequence that the harness does not know: {line[start..].Replace(Escape, '␛')}");
        }

        style = Apply(style, line[(start + 2)..end]);
        return end + 1;
    }

    /// <summary>One SGR sequence, with the colon forms for underlines and colours.</summary>
    internal static Style Apply(Style style, string parameters)
    {
        int[][] codes = [.. parameters.Split(';').Select(word => word.Split(':').Select(Number).ToArray())];
        for (int at = 0; at < codes.Length; at++)
        {
            int[] code = codes[at];
            style = code[0] switch
            {
                38 => style with { Foreground = ReadColour(codes, ref at) },
                48 => style with { Background = ReadColour(codes, ref at) },
                58 => style with { UnderlineColour = ReadColour(codes, ref at) },
                4 => style with { Underline = code.Length > 1 ? code[1] : 1 },
                // tmux 3.3a's spelling of 53.
                5 when code.Length > 1 => With(style, Attributes.Overline),
                _ => ApplySimple(style, code[0]),
            };
        }

        return style;
    }

    private static Style ApplySimple(Style style, int code) => code switch
    {
        0 => Style.Default,
        1 => With(style, Attributes.Bold),
        2 => With(style, Attributes.Faint),
        3 => With(style, Attributes.Italic),
        5 => With(style, Attributes.Blink),
        7 => With(style, Attributes.Inverse),
        8 => With(style, Attributes.Hidden),
        9 => With(style, Attributes.Strike),
        21 => style with { Underline = 2 },
        22 => style with { Attributes = style.Attributes & ~(Attributes.Bold | Attributes.Faint) },
        23 => Without(style, Attributes.Italic),
        24 => style with { Underline = 0 },
        25 => Without(style, Attributes.Blink),
        27 => Without(style, Attributes.Inverse),
        28 => Without(style, Attributes.Hidden),
        29 => Without(style, Attributes.Strike),
        >= 30 and <= 37 => style with { Foreground = Colour.Indexed(code - 30) },
        39 => style with { Foreground = Colour.Default },
        >= 40 and <= 47 => style with { Background = Colour.Indexed(code - 40) },
        49 => style with { Background = Colour.Default },
        53 => With(style, Attributes.Overline),
        55 => Without(style, Attributes.Overline),
        59 => style with { UnderlineColour = Colour.Default },
        >= 90 and <= 97 => style with { Foreground = Colour.Indexed(code - 90 + 8) },
        >= 100 and <= 107 => style with { Background = Colour.Indexed(code - 100 + 8) },
        _ => throw new FormatException($"capture-pane wrote SGR {code}, which the harness does not know."),
    };

    /// <summary><c>5;n</c> and <c>2;r;g;b</c> behind 38, 48 or 58, or the colon forms, which may have an empty colour space.</summary>
    private static Colour ReadColour(int[][] codes, ref int at)
    {
        int index = at;
        if (codes[at].Length > 1)
        {
            int[] parts = codes[at];
            return parts[1] == 2 ? Colour.Direct(parts[^3], parts[^2], parts[^1]) : Colour.Indexed(parts[2]);
        }

        int Word(int offset) => codes[index + offset][0];
        bool direct = Word(1) == 2;
        at += direct ? 4 : 2;
        return direct ? Colour.Direct(Word(2), Word(3), Word(4)) : Colour.Indexed(Word(2));
    }

    private static Style With(Style style, Attributes more) => style with { Attributes = style.Attributes | more };

    private static Style Without(Style style, Attributes less) => style with { Attributes = style.Attributes & ~less };

    private static int Number(string word) => word.Length == 0 ? 0 : int.Parse(word, CultureInfo.InvariantCulture);
}
