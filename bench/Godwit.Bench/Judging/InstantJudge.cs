namespace Godwit.Bench.Judging;

/// <summary>
/// Tells which keys were on the screen at once: the letter at its place, which is known from the script, or, where keys are movements, what the key
/// changes and the cursor. A letter that is taken back later counts nevertheless; the rewritten and the wrong cells tell that. Pure: told the time.
/// </summary>
/// <param name="script">What is typed, and what is right.</param>
/// <param name="screen">What the user sees.</param>
/// <param name="countsMovements">Keys are movements; else only letters that are shown count.</param>
internal sealed class InstantJudge(Script script, UserScreen screen, bool countsMovements)
{
    /// <summary>What is shown within this time is instant (spec 07 section 9).</summary>
    public const double InstantMilliseconds = 25;

    private const int CellsPerWrongCell = 10;

    private readonly SortedDictionary<int, bool> keys = [];
    private readonly List<Awaited> awaited = [];

    /// <summary>The keys that count, and whether they were shown at once.</summary>
    public IReadOnlyDictionary<int, bool> Keys => keys;

    /// <summary>A key was typed; nothing has been drawn since.</summary>
    public void Type(int key, double now)
    {
        var place = countsMovements ? null : GlyphPlace.Find(script, key);
        if (countsMovements ? IsMovementShown(key) : place is null)
        {
            return; // It does nothing, or nothing that could be told from what is there.
        }

        // Over the same letter, as over a suggestion that is right, only the cursor tells.
        var needsCursor = place is { } glyph && screen.At(glyph.Row, glyph.Column) == glyph.Glyph;
        if (needsCursor && IsCursorAfter(key))
        {
            return;
        }

        keys[key] = false;
        awaited.Add(new(key, now, place, needsCursor));
    }

    /// <summary>The screen has changed.</summary>
    public void Look(double now)
    {
        awaited.RemoveAll(key => now - key.TypedAt > InstantMilliseconds);
        foreach (var key in awaited.Where(IsShown))
        {
            keys[key.Key] = true;
        }

        awaited.RemoveAll(key => keys[key.Key]);
    }

    private bool IsShown(Awaited key) => key.Place is { } place
        ? screen.At(place.Row, place.Column) == place.Glyph && (!key.NeedsCursor || IsCursorAfter(key.Key))
        : IsMovementShown(key.Key);

    private bool IsCursorAfter(int key) =>
        screen.CursorRow == script.States[key + 1].CursorRow && screen.CursorColumn == script.States[key + 1].CursorColumn;

    // Of an effect of ten cells or more nine tenths must be right: what scrolls in cannot be known, and a pager's cursor is not where the user looks.
    private bool IsMovementShown(int key)
    {
        var cells = script.EffectOf(key);
        return (IsCursorAfter(key) || cells.Count >= CellsPerWrongCell)
            && cells.Count(cell => screen.At(cell.Row, cell.Column) != cell.After) <= cells.Count / CellsPerWrongCell;
    }

    private sealed record Awaited(int Key, double TypedAt, GlyphPlace? Place, bool NeedsCursor);
}
