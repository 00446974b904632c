using Godwit.Terminal;

namespace Godwit.Prediction;

/// <summary>
/// The prompts behind which what was typed was shown: when one of them comes again, what is typed behind it will be shown as well. Holds numbers for their
/// text, not the text.
/// </summary>
internal sealed class PromptMemory
{
    /// <summary>Prompts that are remembered: those of a shell, a debugger, a database and their continuation lines.</summary>
    private const int Capacity = 16;

    /// <summary>
    /// A shell's prompt is taken at its word when it comes again. Another one may be that of a program that asks for a name and then, with the same words, for a
    /// secret; so it has to come so many times.
    /// </summary>
    private const int TimesMin = 3;

    private readonly (ulong Text, int End, int Times)[] known = new (ulong, int, int)[Capacity];
    private int next;

    /// <summary>Notes that what was typed behind these cells was shown.</summary>
    public void Learn(ReadOnlySpan<Cell> cells, InternPool pool)
    {
        if (CellText.AreAllBlank(cells))
        {
            return;
        }

        ulong text = CellText.Fingerprint(cells, pool);
        for (int i = 0; i < known.Length; i++)
        {
            if (known[i].Text == text && known[i].End == cells.Length)
            {
                known[i].Times++;
                return;
            }
        }

        known[next] = (text, cells.Length, EndsLikeShell(cells) ? TimesMin : 1);
        next = (next + 1) % Capacity;
    }

    /// <summary>Forgets what was learned of these cells: what was typed behind them was not shown.</summary>
    public void Forget(ReadOnlySpan<Cell> cells, InternPool pool)
    {
        ulong text = CellText.Fingerprint(cells, pool);
        for (int i = 0; i < known.Length; i++)
        {
            if (known[i].Text == text)
            {
                known[i] = default;
            }
        }
    }

    /// <summary>The column behind a prompt that a row begins with; −1 if it begins with none that is known.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">
    /// Where the cursor is: the prompt ends there. Behind a shell's something may have been typed already; behind another it may be the question for a secret.
    /// </param>
    /// <param name="pool">The pool of the row's screen.</param>
    public int Find(Row row, int column, InternPool pool)
    {
        foreach ((ulong text, int end, int times) in known)
        {
            if (times >= TimesMin && end > 0 && (end == column || (end < column && EndsLikeShell(row.Cells[..end]))) && CellText.Fingerprint(row.Cells[..end], pool) == text)
            {
                return end;
            }
        }

        return -1;
    }

    /// <summary>True if the last character is one that only shells end their prompts with.</summary>
    public static bool EndsLikeShell(ReadOnlySpan<Cell> cells)
    {
        for (int i = cells.Length - 1; i >= 0; i--)
        {
            if (!CellText.IsBlank(cells[i]))
            {
                return !cells[i].IsCluster && cells[i].Glyph is '$' or '#' or '%' or 0x276F or 0x279C or 0x03BB;
            }
        }

        return false;
    }
}
