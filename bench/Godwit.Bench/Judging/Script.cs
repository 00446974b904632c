namespace Godwit.Bench.Judging;

/// <summary>
/// Keys, and the screens that are right: <c>States[0]</c> before the first key, <c>States[n + 1]</c> when everything that key n does is shown.
/// </summary>
internal sealed class Script
{
    private const int NoRow = -1;

    private readonly List<CellEffect>[] effects;
    private readonly int[] horizons;

    /// <param name="keys">What is typed.</param>
    /// <param name="states">One more than keys.</param>
    /// <param name="halfWay">Rows that may be seen for a moment on the way to a state; index as of the states. Null if there are none.</param>
    public Script(IReadOnlyList<Keystroke> keys, IReadOnlyList<ScreenState> states, IReadOnlyList<IReadOnlySet<string>>? halfWay = null)
    {
        if (states.Count != keys.Count + 1)
        {
            throw new ArgumentException("one state before the first key and one after each", nameof(states));
        }

        Keys = keys;
        States = states;
        HalfWay = halfWay ?? [.. states.Select(_ => new HashSet<string>())];
        effects = [.. Enumerable.Range(0, keys.Count).Select(key => Difference(states[key], states[key + 1]))];
        horizons = [.. Enumerable.Range(0, keys.Count).Select(FindHorizon)];
    }

    public IReadOnlyList<Keystroke> Keys { get; }

    public IReadOnlyList<ScreenState> States { get; }

    public IReadOnlyList<IReadOnlySet<string>> HalfWay { get; }

    /// <summary>The cells that a key changes, and what to; empty if it only moves the cursor or does nothing that can be seen.</summary>
    public IReadOnlyList<CellEffect> EffectOf(int key) => effects[key];

    /// <summary>The first later key that changes a cell that this key changes: from then on other letters are right too. The number of keys if there is none.</summary>
    public int HorizonOf(int key) => horizons[key];

    private static List<CellEffect> Difference(ScreenState before, ScreenState after)
    {
        List<CellEffect> cells = [];
        for (var row = 0; row < before.Rows.Length; row++)
        {
            var (old, now) = (before.Rows[row], after.Rows[row]);
            for (var column = 0; !ReferenceEquals(old, now) && column < old.Length; column++)
            {
                if (old[column] != now[column])
                {
                    cells.Add(new(row, column, old[column], now[column]));
                }
            }
        }

        return cells;
    }

    private int FindHorizon(int key)
    {
        var cells = effects[key].Select(cell => (cell.Row, cell.Column)).ToHashSet();
        var row = effects[key] is [var only] ? only.Row : NoRow;
        for (var later = key + 1; later < Keys.Count; later++)
        {
            // A letter typed elsewhere is the usual case.
            if ((row == NoRow || effects[later].Any(cell => cell.Row == row)) && effects[later].Any(cell => cells.Contains((cell.Row, cell.Column))))
            {
                return later;
            }
        }

        return Keys.Count;
    }
}
