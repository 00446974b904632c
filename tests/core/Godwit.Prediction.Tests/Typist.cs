using System.Text;
using Godwit.Terminal;

namespace Godwit.Prediction.Tests;

/// <summary>Types and counts as the table of spec 07 section 9 does: which characters were there at once, and how many cells were written over.</summary>
internal sealed class Typist
{
    private readonly Rig rig;
    private Screen? last;

    public Typist(Rig rig)
    {
        this.rig = rig;
        rig.Samples.Add(CountRewritten);
    }

    /// <summary>Characters typed.</summary>
    public int Characters { get; private set; }

    /// <summary>Of these, shown left of the cursor at once.</summary>
    public int Instant { get; private set; }

    /// <summary>Cells that were not blank and became something else.</summary>
    public int Rewritten { get; private set; }

    public double InstantShare => (double)Instant / Characters;

    public void Type(string keys, int gap = 130)
    {
        foreach (Rune rune in keys.EnumerateRunes())
        {
            Key(rune.ToString(), gap);
        }
    }

    public void Key(string key, int gap = 130)
    {
        Rune rune = Rune.GetRuneAt(key, 0);
        (int Row, int Column) before = (rig.Shown.CursorRow, rig.Shown.CursorColumn);
        rig.Type(key);
        if (rune.Value >= ' ' && rune.Value != 0x7F && key.Length == rune.Utf16SequenceLength)
        {
            Characters++;
            Instant += IsShown(rune.Value, before) ? 1 : 0;
        }

        rig.RunFor(gap);
    }

    private bool IsShown(int codePoint, (int Row, int Column) before)
    {
        (int row, int column) = (rig.Shown.CursorRow, rig.Shown.CursorColumn);
        if ((row, column) == before)
        {
            return false;
        }

        int width = CharacterWidth.Of(codePoint);
        return column == 0 || (column >= width && (rig.Shown[row].Cells[column - width].Glyph == codePoint || codePoint == ' '));
    }

    private void CountRewritten(Rig one)
    {
        Screen shown = one.Shown;
        if (last is not null && !ReferenceEquals(last, shown))
        {
            for (int row = 0; row < shown.Height; row++)
            {
                for (int column = 0; column < shown.Width; column++)
                {
                    Cell old = last[row].Cells[column];
                    if (!CellText.IsBlank(old) && !CellText.Same(old, last.Pool, shown[row].Cells[column], shown.Pool))
                    {
                        Rewritten++;
                    }
                }
            }
        }

        last = shown;
    }
}
