using System.Text;
using Godwit.Terminal;

namespace Godwit.Session;

/// <summary>Breaks a sentence into rows at its blanks, and a word that is longer than a row anywhere.</summary>
internal static class LineWrap
{
    /// <summary>Rows at most: the user came to see something else. What is left is cut.</summary>
    public const int RowsMax = 4;

    /// <summary>The rows; none is wider than <paramref name="width"/>, but for a single character.</summary>
    public static string[] Lines(string text, int width)
    {
        List<string> rows = [];
        while (text.Length > 0 && rows.Count < RowsMax)
        {
            int end = Fitting(text, width);
            if (end < text.Length && text.LastIndexOf(' ', end) is > 0 and int blank)
            {
                end = blank;
            }

            rows.Add(text[..end]);
            text = text[end..].TrimStart(' ');
        }

        return [.. rows];
    }

    // Index behind the last character that fits; the first one always does.
    private static int Fitting(string text, int width)
    {
        int columns = 0;
        int end = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            columns += CharacterWidth.Of(rune.Value);
            if (columns > width && end > 0)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return end;
    }
}
