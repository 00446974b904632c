namespace Godwit.Bench.Judging;

/// <summary>
/// Adds up how long how many cells show what is right neither in the state shown last nor in any that a typed key leads to. A row that is right in
/// another place (half-way through a scroll), or that was seen on the way when the script was recorded, is not wrong.
/// </summary>
internal sealed class WrongCells(Script script, UserScreen screen)
{
    private readonly Dictionary<(int Row, int Column), (char Letter, double Since)> open = [];
    private readonly HashSet<(int Row, int Column)> seen = [];

    public double CellMilliseconds { get; private set; }

    /// <summary>Looks at the whole screen.</summary>
    /// <param name="drawn">Since when it is so.</param>
    /// <param name="first">The first state that may be shown.</param>
    /// <param name="last">The last.</param>
    public void Look(double drawn, int first, int last)
    {
        seen.Clear();
        for (var row = 0; row < UserScreen.Rows; row++)
        {
            if (!Notices.Covers(screen, row) && !IsRowKnown(screen.Row(row), first, last))
            {
                LookAtCells(row, drawn, first, last);
            }
        }

        foreach (var (place, cell) in open.Where(cell => !seen.Contains(cell.Key)).ToArray())
        {
            CellMilliseconds += drawn - cell.Since;
            open.Remove(place);
        }
    }

    public void Finish(double now)
    {
        CellMilliseconds += open.Values.Sum(cell => now - cell.Since);
        open.Clear();
    }

    private bool IsRowKnown(string text, int first, int last)
    {
        for (var state = first; state <= last; state++)
        {
            if (Array.IndexOf(script.States[state].Rows, text) >= 0 || script.HalfWay[state].Contains(text))
            {
                return true;
            }
        }

        return false;
    }

    private void LookAtCells(int row, double drawn, int first, int last)
    {
        var text = screen.Row(row);
        for (var column = 0; column < text.Length; column++)
        {
            var letter = text[column];
            if (letter == ' ' || IsLetterKnown(letter, row, column, first, last))
            {
                continue;
            }

            var place = (row, column);
            seen.Add(place);
            if (!open.TryGetValue(place, out var cell))
            {
                open[place] = (letter, drawn);
            }
            else if (cell.Letter != letter)
            {
                CellMilliseconds += drawn - cell.Since;
                open[place] = (letter, drawn);
            }
        }
    }

    private bool IsLetterKnown(char letter, int row, int column, int first, int last)
    {
        for (var state = first; state <= last; state++)
        {
            if (script.States[state].Rows[row][column] == letter)
            {
                return true;
            }
        }

        return false;
    }
}
