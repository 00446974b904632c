using System.Text;
using Godwit.Terminal;

namespace Godwit.Conformance;

/// <summary>What cells say.</summary>
internal static class CellText
{
    /// <summary>The text of a cell: a space if it is empty, nothing for the right half of a wide character.</summary>
    public static string Of(Screen screen, Cell cell)
    {
        if (cell.IsEmpty)
        {
            return " ";
        }

        Span<byte> utf8 = stackalloc byte[ClusterTable.ClusterBytesMax];
        return Encoding.UTF8.GetString(utf8[..cell.WriteText(screen.Pool, utf8)]);
    }

    /// <summary>A row without the blanks at its end.</summary>
    public static string Row(Screen screen, int row)
    {
        var text = new StringBuilder();
        foreach (Cell cell in screen[row].Cells)
        {
            text.Append(Of(screen, cell));
        }

        return text.ToString().TrimEnd(' ');
    }

    /// <summary>The style of a cell and the link it names.</summary>
    public static (Style Style, (string Parameters, string Target) Link) Looks(Screen screen, StyleId id)
    {
        Style style = screen.Pool.Styles[id];
        return (style with { Link = 0 }, screen.Pool.Links[style.Link]);
    }
}
