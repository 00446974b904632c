namespace Godwit.Bench.Judging;

/// <summary>Counts the cells with a letter that then showed something else, a blank too: flicker, and what the program itself rewrites.</summary>
internal sealed class RewrittenCells(UserScreen screen)
{
    private readonly string[] shown = [.. Enumerable.Range(0, UserScreen.Rows).Select(screen.Row)];

    public int Count { get; private set; }

    /// <summary>How many a script rewrites if every state is shown once.</summary>
    /// <param name="script">Keys and states.</param>
    /// <param name="firstKey">From this key on.</param>
    public static int Needed(Script script, int firstKey) =>
        Enumerable.Range(firstKey, script.Keys.Count - firstKey).Sum(key => script.EffectOf(key).Count(cell => cell.Before != ' '));

    /// <summary>Nothing has been drawn for a moment: what is on the screen now is what the user looks at.</summary>
    public void Look()
    {
        for (var row = 0; row < shown.Length; row++)
        {
            var now = screen.Row(row);
            if (now == shown[row] || Notices.Covers(screen, row))
            {
                continue;
            }

            for (var column = 0; column < now.Length; column++)
            {
                Count += shown[row][column] != ' ' && shown[row][column] != now[column] ? 1 : 0;
            }

            shown[row] = now;
        }
    }
}
