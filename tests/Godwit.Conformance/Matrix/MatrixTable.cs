using System.Text;

namespace Godwit.Conformance.Matrix;

/// <summary>The matrix as Markdown, between two markers in docs/terminal.md.</summary>
internal static class MatrixTable
{
    private const string Begin = "<!-- matrix: written by GODWIT_REWRITE=1 and tests/Godwit.Conformance -->";
    private const string End = "<!-- end of matrix -->";

    private static string Document => Path.Combine(Folder.Root, "docs", "terminal.md");

    /// <summary>The table that the documentation has.</summary>
    public static string Written
    {
        get
        {
            string text = File.ReadAllText(Document);
            int begin = text.IndexOf(Begin, StringComparison.Ordinal);
            int end = text.IndexOf(End, StringComparison.Ordinal);
            return begin < 0 || end < begin ? "" : text[(begin + Begin.Length)..end];
        }

        set
        {
            string text = File.ReadAllText(Document);
            string old = Written;
            File.WriteAllText(Document, text.Replace(Begin + old + End, Begin + value + End, StringComparison.Ordinal));
        }
    }

    /// <summary>The table that it should have.</summary>
    public static string Generate()
    {
        var text = new StringBuilder("\n");
        foreach ((string family, SequenceCase[] rows) in Families.All)
        {
            text.Append($"\n### {family}\n\n| sequence | what | class | stock client | Godwit client |\n|---|---|---|---|---|\n");
            foreach (SequenceCase row in rows)
            {
                string later = NotYet.Sequences.Contains(row.Sequence) ? " (not yet)" : "";
                text.Append($"| `{Escaped.Write(Encoding.UTF8.GetBytes(row.Sequence)).Replace("|", "\\|", StringComparison.Ordinal)}` | {row.Name} | {Name(row.Class)}{later} | {Words(row, row.Stock)} | {Words(row, row.Godwit)} |\n");
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Name(SequenceClass name) => name switch
    {
        SequenceClass.State => "state",
        SequenceClass.Event => "event",
        SequenceClass.Query => "query",
        _ => "ignored",
    };

    private static string Words(SequenceCase row, Arrival arrival) => arrival switch
    {
        _ when row.Class is SequenceClass.Query or SequenceClass.Ignored => "–",
        Arrival.Same => "it",
        Arrival.Reduced => row.Note,
        Arrival.Later => "what follows",
        Arrival.Event => "the event",
        _ => "nothing",
    };
}
