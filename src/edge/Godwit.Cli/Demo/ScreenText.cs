using System.Text;
using Godwit.Terminal;

namespace Godwit.Cli.Demo;

/// <summary>What a screen says, as text. Allocates: for comparing and reporting, not for a hot path.</summary>
internal static class ScreenText
{
    /// <summary>A row without the blanks at its end.</summary>
    public static string Row(Screen screen, int row)
    {
        var text = new StringBuilder(screen.Width);
        Span<byte> cellText = stackalloc byte[ClusterTable.ClusterBytesMax];
        foreach (Cell cell in screen[row].Cells)
        {
            int length = cell.WriteText(screen.Pool, cellText);
            text.Append(Encoding.UTF8.GetString(cellText[..length]));
        }

        return text.ToString().TrimEnd(' ');
    }

    /// <summary>The letter in a cell: ' ' if it is empty, '\0' if it is not one ASCII letter.</summary>
    public static char At(Screen screen, int row, int column)
    {
        Cell cell = screen[row].Cells[column];
        return cell.IsEmpty ? ' ' : cell.IsCluster || cell.IsSpacer || cell.Glyph > '~' ? '\0' : (char)cell.Glyph;
    }
}
