using System.Text;

namespace Godwit.Interop.Screens;

/// <summary>What a terminal shows at one moment. Rows end at their last glyph that is not a plain blank.</summary>
internal sealed record Screen(IReadOnlyList<IReadOnlyList<Glyph>> Rows, int Row, int Column, bool CursorVisible, string Title)
{
    private string? text;

    /// <summary>The rows as text, one per line, without blanks at their ends.</summary>
    public string Text => text ??= string.Join('\n', Rows.Select(TextOf));

    public bool Shows(string part) => Text.Contains(part, StringComparison.Ordinal);

    /// <summary>True if the row of the cursor holds exactly this text: an idle prompt, for example.</summary>
    public bool CursorRowIs(string line) => Row < Rows.Count && TextOf(Rows[Row]) == line.TrimEnd();

    public override string ToString() =>
        $"{string.Concat(Text.TrimEnd().Split('\n').Select(line => $"  |{line}\n"))}  ({Rows.Count} rows) cursor {Row},{Column} {(CursorVisible ? "visible" : "hidden")}, title \"{Title}\"";

    private static string TextOf(IReadOnlyList<Glyph> row)
    {
        var line = new StringBuilder();
        foreach (Glyph glyph in row)
        {
            line.Append(glyph.Rune);
        }

        return line.ToString().TrimEnd();
    }
}
