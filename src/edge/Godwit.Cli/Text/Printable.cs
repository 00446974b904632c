using System.Text;

namespace Godwit.Cli;

/// <summary>Texts of others, made fit for the user's terminal.</summary>
internal static class Printable
{
    private const int LengthMax = 300;

    /// <summary>One line without control characters, and not too long.</summary>
    public static string Of(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            _ = char.IsControl(character) ? kept : kept.Append(character);
        }

        string clean = kept.ToString().Trim();
        return clean.Length <= LengthMax ? clean : clean[..LengthMax] + "…";
    }

    /// <summary>The last line of several; empty if there is none.</summary>
    public static string LastLine(string lines)
    {
        string trimmed = lines.TrimEnd('\n');
        return trimmed[(trimmed.LastIndexOf('\n') + 1)..];
    }
}
