using System.Text;

namespace Godwit.Conformance.Matrix;

/// <summary>Every row of the sequence matrix is run; the documentation holds what the rows say.</summary>
public class MatrixTests
{
    [Fact]
    public void Rows_Executed_AreAsDeclared()
    {
        var faults = new StringBuilder();
        foreach (SequenceCase row in Families.All.SelectMany(family => family.Rows))
        {
            var trial = new SequenceTrial(row);
            bool holds = trial.Class == row.Class
                && (row.Class is SequenceClass.Query or SequenceClass.Ignored || (trial.Stock, trial.Godwit) == (row.Stock, row.Godwit));
            string sequence = Escaped.Write(Encoding.UTF8.GetBytes(row.Sequence));
            if (holds == NotYet.Sequences.Contains(row.Sequence))
            {
                faults.Append(holds
                    ? $"{sequence} ({row.Name}) holds now: take it off NotYet.\n"
                    : $"{sequence} ({row.Name}): {trial.Class}, stock {trial.Stock}, Godwit {trial.Godwit} instead of {row.Class}, {row.Stock}, {row.Godwit}; answer \"{Escaped.Write(Encoding.UTF8.GetBytes(trial.Replies))}\"\n");
            }

            Assert.Null(ReplyGrammar.Fault(Encoding.Latin1.GetBytes(trial.Replies)));
            Assert.DoesNotContain("evil", trial.Replies, StringComparison.Ordinal);
        }

        Assert.True(faults.Length == 0, faults.ToString());
    }

    [Fact]
    public void Rows_AreDistinct_AndNotYetNamesOnlyThem()
    {
        string[] sequences = [.. Families.All.SelectMany(family => family.Rows).Select(row => row.Sequence)];
        Assert.Equal(sequences.Length, sequences.Distinct().Count());
        Assert.Empty(NotYet.Sequences.Except(sequences));
    }

    [Fact]
    public void Documentation_OfTheMatrix_IsFresh()
    {
        string table = MatrixTable.Generate();
        if (Folder.Rewrites)
        {
            MatrixTable.Written = table;
        }

        Assert.Equal(table, MatrixTable.Written);
    }
}
