using System.Globalization;
using System.Text;

namespace Godwit.Interop.Parity;

/// <summary>The list of differences as docs/parity.md has it, made from the table.</summary>
internal static class ParityDocument
{
    private const string Begin = "<!-- differences: written by ParityTests -->\n";
    private const string End = "<!-- end of differences -->\n";

    // More would hide the reasons.
    private const int RowsShownMax = 3;

    /// <summary>The document with its list replaced by what the table says.</summary>
    public static string Renew(string document)
    {
        int begin = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = document.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "docs/parity.md has no place for the list.");
        return document[..begin] + List() + document[end..];
    }

    private static string List()
    {
        var text = new StringBuilder("\n| Stock | Godwit | Why | Rows |\n|---|---|---|---|\n");
        foreach (IGrouping<Reason, ParityRow> rows in ParityTable.All.SelectMany(row => row.Reasons.Select(reason => (Reason: reason, Row: row))).GroupBy(one => one.Reason, one => one.Row))
        {
            string[] names = [.. rows.Select(row => "`" + row.Name.Replace("|", "\\|", StringComparison.Ordinal) + "`")];
            string more = names.Length > RowsShownMax ? string.Create(CultureInfo.InvariantCulture, $"<br>and {names.Length - RowsShownMax} more") : "";
            text.Append(CultureInfo.InvariantCulture, $"| {rows.Key.Stock} | {rows.Key.Ours} | {rows.Key.Why} | {string.Join("<br>", names.Take(RowsShownMax))}{more} |\n");
        }

        return text.Append('\n').ToString();
    }
}
