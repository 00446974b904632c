using System.Globalization;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Conformance;

/// <summary>
/// A screen as text that people can read and tools can compare: a line with size, cursor and modes, then each row that is not blank
/// (number, <c>\</c> if it goes on in the next row, text), and under it its styles as runs of columns.
/// </summary>
internal static class ScreenPicture
{
    /// <summary>Draws what the judge can judge: text, widths, styles, wrap flags, cursor, modes that xterm has, titles.</summary>
    public static string Of(Screen screen)
    {
        var text = new StringBuilder();
        ScreenModes modes = screen.Modes;
        text.Append(CultureInfo.InvariantCulture, $"{screen.Width}x{screen.Height} cursor {screen.CursorRow},{screen.CursorColumn}{(modes.CursorVisible ? "" : " hidden")}");
        Flag(text, modes.AlternateScreen, "alternate");
        Flag(text, modes.ReverseVideo, "reversed");
        Flag(text, modes.BracketedPaste, "paste");
        Flag(text, modes.ApplicationCursorKeys, "cursor-keys");
        Flag(text, modes.ApplicationKeypad, "keypad");
        Flag(text, modes.FocusReporting, "focus");
        Flag(text, modes.AlternateScroll, "alternate-scroll");
        Flag(text, modes.MouseReporting != MouseReporting.None, $"mouse-{modes.MouseReporting}");
        Flag(text, modes.MouseEncoding != MouseEncoding.Default, $"mouse-{modes.MouseEncoding}");
        Flag(text, modes.CursorShape != 0, string.Create(CultureInfo.InvariantCulture, $"shape-{modes.CursorShape}"));
        text.Append('\n');
        if (screen.TitleWasSet)
        {
            text.Append("title ").Append(screen.Title).Append("\nicon ").Append(screen.IconName).Append('\n');
        }

        for (int row = 0; row < screen.Height; row++)
        {
            AddRow(text, screen, row);
        }

        return text.ToString();
    }

    /// <summary>All that a screen holds, so that screens of two pools can be compared.</summary>
    public static string Everything(Screen screen)
    {
        var text = new StringBuilder(Of(screen));
        (Style pen, (string, string) link) = CellText.Looks(screen, screen.Pen);
        text.Append(CultureInfo.InvariantCulture, $"pen {pen} {link} {screen.Modes} bells {screen.BellCount} clipboard {screen.ClipboardCount} {screen.Clipboard}\n");
        text.Append(CultureInfo.InvariantCulture, $"folder {screen.WorkingDirectory} progress {screen.Progress} colours {screen.Colors.Foreground} {screen.Colors.Background} {screen.Colors.Cursor}");
        for (int index = 0; index < ScreenColors.PaletteLength; index++)
        {
            text.Append(screen.Colors[index].IsDefault ? "" : string.Create(CultureInfo.InvariantCulture, $" {index}={screen.Colors[index].Bits:x8}"));
        }

        foreach (Row row in screen.Rows)
        {
            text.Append(row.Mark == RowMark.None ? "." : string.Create(CultureInfo.InvariantCulture, $"[{row.Mark} {row.ExitStatus}]"));
        }

        return text.ToString();
    }

    private static void Flag(StringBuilder text, bool on, string name) => text.Append(on ? " " + name : "");

    private static void AddRow(StringBuilder text, Screen screen, int row)
    {
        string line = CellText.Row(screen, row);
        string styles = Styles(screen, row);
        if (line.Length > 0 || styles.Length > 0 || screen[row].SoftWrapped)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row,3}{(screen[row].SoftWrapped ? '\\' : '|')}{line}\n");
            text.Append(styles.Length == 0 ? "" : $"    {styles}\n");
        }
    }

    private static string Styles(Screen screen, int row)
    {
        ReadOnlySpan<Cell> cells = screen[row].Cells;
        var text = new StringBuilder();
        for (int from = 0; from < cells.Length;)
        {
            string style = Describe(screen, cells[from]);
            int to = from + 1;
            while (to < cells.Length && Describe(screen, cells[to]) == style)
            {
                to++;
            }

            text.Append(style.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "; " : "")}{from}-{to - 1}{style}"));
            from = to;
        }

        return text.ToString();
    }

    private static string Describe(Screen screen, Cell cell)
    {
        (Style style, (string parameters, string target)) = CellText.Looks(screen, cell.Style);
        var text = new StringBuilder();
        text.Append(cell.IsWide || cell.IsSpacer ? " wide" : "");
        text.Append(style.Attributes == StyleAttributes.None ? "" : $" {style.Attributes.ToString().Replace(", ", " ", StringComparison.Ordinal)}");
        text.Append(style.Underline == UnderlineKind.None ? "" : $" underline={style.Underline}");
        AddColour(text, "fg", style.Foreground);
        AddColour(text, "bg", style.Background);
        AddColour(text, "ul", style.UnderlineColor);
        text.Append(target.Length == 0 ? "" : $" link={parameters}|{target}");
        return text.ToString();
    }

    private static void AddColour(StringBuilder text, string name, Color color)
    {
        if (!color.IsDefault)
        {
            text.Append(CultureInfo.InvariantCulture, $" {name}=").Append(color.IsIndexed
                ? color.Index.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}"));
        }
    }
}
