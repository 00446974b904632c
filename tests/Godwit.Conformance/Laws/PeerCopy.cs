using System.Globalization;
using System.Text;
using Godwit.Display;
using Godwit.Terminal;

namespace Godwit.Conformance.Laws;

/// <summary>Compares a server's screen with the copy that a client made from diffs, less what the client cannot show.</summary>
internal static class PeerCopy
{
    /// <summary>What can be seen. Protection (DECSCA) is the server's own.</summary>
    private const StyleAttributes Visible = StyleAttributes.Bold | StyleAttributes.Faint | StyleAttributes.Italic | StyleAttributes.Blink
        | StyleAttributes.Inverse | StyleAttributes.Invisible | StyleAttributes.Strikethrough | StyleAttributes.Overline;

    /// <returns>Null, or the first difference.</returns>
    public static string? Difference(Screen server, Screen copy, DisplayCapabilities caps)
    {
        bool godwit = caps.SharedWidths;
        if ((server.Width, server.Height) != (copy.Width, copy.Height))
        {
            return $"size {copy.Width}x{copy.Height}";
        }

        for (int y = 0; y < server.Height; y++)
        {
            if (RowDifference(server, copy, y, godwit) is { } difference)
            {
                return $"row {y} {difference}";
            }
        }

        (ScreenModes modes, ScreenModes copied) = (Shown(server.Modes, godwit), Shown(copy.Modes, godwit));
        return (server.CursorRow, server.CursorColumn) != (copy.CursorRow, copy.CursorColumn) ? $"cursor {copy.CursorRow},{copy.CursorColumn}"
            : modes != copied ? $"modes {copied}\ninstead of {modes}"
            : Shown(server, server.Pen, godwit) != Shown(copy, copy.Pen, godwit) ? $"pen {copy.Pool.Styles[copy.Pen]}"
            : server.TitleWasSet && (server.Title, server.IconName) != (copy.Title, copy.IconName) ? $"titles {copy.Title} {copy.IconName}"
            : server.ClipboardCount > 0 && copy.ClipboardCount > 0 && server.Clipboard.Length <= caps.ClipboardLengthMax && server.Clipboard != copy.Clipboard ? $"clipboard {copy.Clipboard}"
            : !godwit ? null
            : !server.Colors.Equals(copy.Colors) ? "colours"
            : server.WorkingDirectory != copy.WorkingDirectory ? "working directory"
            : server.Progress != copy.Progress ? "progress"
            : null;
    }

    /// <summary>The modes as the peer can follow them: spec 06 section 9.1 for stock; which buffer is shown, and held frames, are local to the server.</summary>
    public static ScreenModes Shown(ScreenModes modes, bool godwit) => modes with
    {
        AlternateScreen = false,
        SynchronizedOutput = false,
        MouseEncoding = modes.MouseEncoding == MouseEncoding.SgrPixels && !godwit ? MouseEncoding.Sgr : modes.MouseEncoding,
        AlternateScroll = godwit && modes.AlternateScroll,
        ApplicationCursorKeys = godwit && modes.ApplicationCursorKeys,
        ApplicationKeypad = godwit && modes.ApplicationKeypad,
        CursorShape = godwit ? modes.CursorShape : (byte)0,
        KittyKeyboard = godwit ? modes.KittyKeyboard : (byte)0,
        ModifyOtherKeys = godwit ? modes.ModifyOtherKeys : (byte)0,
    };

    private static string? RowDifference(Screen server, Screen copy, int y, bool godwit)
    {
        (Row row, Row other) = (server[y], copy[y]);
        for (int x = 0; x < server.Width; x++)
        {
            (Cell cell, Cell found) = (row.Cells[x], other.Cells[x]);
            string text = CellText.Of(server, cell);
            if (!godwit && IsDoubtful(text))
            {
                // Stock does not keep such clusters: what is behind is put at its place again, and that is what counts.
                x += Math.Max(0, cell.Width - 1);
                continue;
            }

            if (text != CellText.Of(copy, found) || cell.Width != found.Width)
            {
                return $"column {x}: '{CellText.Of(copy, found)}' of width {found.Width} instead of '{text}' of width {cell.Width}";
            }

            if (Shown(server, cell.Style, godwit) != Shown(copy, found.Style, godwit))
            {
                return $"column {x} '{text}': {Shown(copy, found.Style, godwit)} instead of {Shown(server, cell.Style, godwit)}";
            }
        }

        // The last row has no row to go on in; and behind what others give another width the flag cannot be drawn.
        return y < server.Height - 1 && row.SoftWrapped != other.SoftWrapped && (godwit || IsAgreed(server, row)) ? $"wrap flag {other.SoftWrapped}"
            : godwit && (row.Mark, row.ExitStatus) != (other.Mark, other.ExitStatus) ? $"mark {other.Mark} {other.ExitStatus}"
            : null;
    }

    private static (Style, (string, string)) Shown(Screen screen, StyleId id, bool godwit)
    {
        (Style style, (string, string) link) = CellText.Looks(screen, id);
        style = style with { Attributes = style.Attributes & Visible };
        return godwit
            ? (style, link)
            : (style with
            {
                Attributes = style.Attributes & ~(StyleAttributes.Faint | StyleAttributes.Strikethrough | StyleAttributes.Overline),
                Underline = style.Underline == UnderlineKind.None ? UnderlineKind.None : UnderlineKind.Single,
                UnderlineColor = default,
            }, ("", ""));
    }

    /// <summary>A cluster of more than a base and zero-width marks.</summary>
    private static bool IsDoubtful(string text) =>
        text.Length > 1 && text.EnumerateRunes().Skip(1).Any(rune => rune.Value is 0x200D or 0xFE0F or 0xFE0E
            || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark));

    private static bool IsAgreed(Screen screen, Row row)
    {
        Cell last = row.Cells[^1].IsSpacer ? row.Cells[^2] : row.Cells[^1];
        return CellText.Of(screen, last).EnumerateRunes().All(rune => rune.Value is (< 0x370 and not 0xAD) or (>= 0x3A3 and < 0x482) or 0x2500 or (>= 0x4E00 and < 0x9FA0) or 0x3042 or 0xAC00);
    }
}
