using System.Text;

namespace Godwit.Terminal.Tests;

/// <summary>Screens as text, for comparison.</summary>
internal static class ScreenText
{
    /// <summary>Rows joined by "|", without blanks at the ends.</summary>
    public static string Of(Screen screen)
    {
        StringBuilder text = new();
        foreach (Row row in screen.Rows)
        {
            StringBuilder line = new();
            foreach (Cell cell in row.Cells)
            {
                line.Append(cell.IsSpacer ? "" : Of(screen, cell));
            }

            text.Append(line.ToString().TrimEnd(' ')).Append('|');
        }

        return text.ToString().TrimEnd('|');
    }

    public static string Of(Screen screen, Cell cell)
    {
        Span<byte> utf8 = stackalloc byte[ClusterTable.ClusterBytesMax];
        return Encoding.UTF8.GetString(utf8[..cell.WriteText(screen.Pool, utf8)]);
    }

    /// <summary>All that a screen holds, styles resolved, so that screens of different pools can be compared.</summary>
    public static string Everything(Screen screen)
    {
        StringBuilder text = new();
        foreach (Row row in screen.Rows)
        {
            foreach (Cell cell in row.Cells)
            {
                Style style = screen.Pool.Styles[cell.Style];
                (string parameters, string target) = screen.Pool.Links[style.Link];
                text.Append(cell.IsSpacer ? "<" : cell.IsEmpty ? "." : Of(screen, cell));
                text.Append(style == default ? "" : $"{{{style with { Link = 0 }}{parameters}{target}}}");
            }

            text.Append(row.SoftWrapped ? "\\\n" : "\n");
        }

        return $"{text}{screen.CursorRow},{screen.CursorColumn} {screen.Modes} {screen.Title} {screen.IconName} {screen.Clipboard} {screen.ClipboardCount} {screen.BellCount} {screen.Pool.Styles[screen.Pen] with { Link = 0 }}";
    }

    /// <summary>Fails if a screen breaks a rule that the differ and the renderer rely on.</summary>
    public static void AssertSound(Screen screen)
    {
        Assert.InRange(screen.CursorRow, 0, screen.Height - 1);
        Assert.InRange(screen.CursorColumn, 0, screen.Width - 1);
        foreach (Row row in screen.Rows)
        {
            Assert.Equal(screen.Width, row.Width);
            for (int column = 0; column < row.Width; column++)
            {
                Cell cell = row.Cells[column];
                bool followsWide = column > 0 && row.Cells[column - 1].IsWide;
                Assert.True(cell.IsSpacer == followsWide, $"column {column}: half of a wide character");
                Assert.False(cell.IsWide && column == row.Width - 1, "a wide character in the last column");
                Assert.InRange(cell.Style.Index, 0, screen.Pool.Styles.Count - 1);
                Assert.False(cell.IsCluster && cell.Glyph >= screen.Pool.Clusters.Count, "an unknown cluster");
            }
        }
    }
}
