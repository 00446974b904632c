namespace Godwit.Bench.Judging;

/// <summary>
/// Decides when the user saw each key: the first moment from which the cells that it changes show what they should, and go on doing so until a
/// later key changes them again. A prediction counts from when it is shown if it was right, and not at all if it was taken back. Pure: told the time.
/// </summary>
/// <remarks>
/// A key is not judged if it only moves the cursor. Of an effect of ten cells or more nine tenths must be right, so that a clock in a status line does
/// not decide. A cell may also show what a later key, typed already, makes of it.
/// </remarks>
internal sealed class KeyJudge(Script script, UserScreen screen)
{
    private const int CellsPerWrongCell = 10;

    private readonly List<Pending> pending = [];
    private readonly List<KeyLatency> judged = [];
    private readonly WrongCells wrong = new(script, screen);
    private int typed;
    private int confirmed;

    /// <summary>Keys typed so far.</summary>
    public int Typed => typed;

    /// <summary>True if everything typed so far is shown.</summary>
    public bool IsAllShown => pending.TrueForAll(key => key.RightSince is not null) && IsShown(typed);

    /// <summary>True if a key's effect is shown now, or it has none.</summary>
    public bool IsShownNow(int key) => pending.Find(one => one.Key == key) is not { RightSince: null };

    /// <summary>The next key of the script is typed.</summary>
    public void Type(double now)
    {
        var key = typed++;
        for (var i = pending.Count - 1; i >= 0; i--)
        {
            if (pending[i].IsConfirmed && script.HorizonOf(pending[i].Key) <= key)
            {
                Settle(pending[i]);
            }
        }

        if (script.EffectOf(key).Count > 0)
        {
            // If the cells are right already, by chance, then only a change can tell.
            pending.Add(new(key, now) { IsArmed = !IsRight(key) });
        }
    }

    /// <summary>The screen has changed.</summary>
    public void Look(double now)
    {
        foreach (var key in pending)
        {
            if (!IsRight(key.Key))
            {
                key.IsArmed = true;
                key.RightSince = null;
                if (key.IsConfirmed)
                {
                    key.IsConfirmed = false; // It was only predicted.
                    confirmed = Math.Min(confirmed, key.Key);
                }
            }
            else if (key.IsArmed)
            {
                key.RightSince ??= now;
            }
        }

        Confirm(now);
    }

    /// <summary>Nothing has been drawn for a moment: what is on the screen now is what the user looks at.</summary>
    /// <param name="drawn">When something was drawn last.</param>
    public void Rest(double drawn) => wrong.Look(drawn, Math.Max(0, confirmed - 2), typed);

    /// <summary>The end.</summary>
    public Verdict Finish(double now)
    {
        wrong.Finish(now);
        foreach (var key in pending.ToArray())
        {
            if (key.RightSince is not null)
            {
                Settle(key);
            }
            else if (key.IsArmed)
            {
                judged.Add(new(key.Key, now - key.TypedAt, WasSeen: false));
            }
        }

        return new([.. judged.OrderBy(key => key.Key)], wrong.CellMilliseconds, typed);
    }

    private bool IsRight(int key)
    {
        var cells = script.EffectOf(key);
        var mayBeWrong = cells.Count / CellsPerWrongCell;
        foreach (var cell in cells)
        {
            var shown = screen.At(cell.Row, cell.Column);
            if (shown != cell.After && (shown == cell.Before || !IsLater(key, cell, shown)) && --mayBeWrong < 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsLater(int key, CellEffect cell, char shown)
    {
        for (var state = key + 2; state <= typed; state++)
        {
            if (script.States[state].Rows[cell.Row][cell.Column] == shown)
            {
                return true;
            }
        }

        return false;
    }

    // If the whole screen is as it should be after a key, then all keys before it are shown too. The oldest that fits: what looks the same must not run ahead.
    private void Confirm(double now)
    {
        var first = pending.Find(key => !key.IsConfirmed);
        if (first is null)
        {
            return;
        }

        for (var state = Math.Max(confirmed, first.Key); state <= typed; state++)
        {
            if (!IsShown(state))
            {
                continue;
            }

            confirmed = state;
            foreach (var key in pending.Where(key => key.Key < state && !key.IsConfirmed).ToArray())
            {
                key.IsConfirmed = true;
                key.RightSince ??= key.IsArmed ? now : null;
                if (script.HorizonOf(key.Key) < typed)
                {
                    Settle(key);
                }
            }

            return;
        }
    }

    private bool IsShown(int state)
    {
        var wanted = script.States[state];
        if (screen.CursorRow != wanted.CursorRow || screen.CursorColumn != wanted.CursorColumn)
        {
            return false;
        }

        for (var row = 0; row < wanted.Rows.Length; row++)
        {
            if (screen.Row(row) != wanted.Rows[row] && !Notices.Covers(screen, row))
            {
                return false;
            }
        }

        return true;
    }

    private void Settle(Pending key)
    {
        pending.Remove(key);
        if (key.RightSince is { } since)
        {
            judged.Add(new(key.Key, since - key.TypedAt, WasSeen: true));
        }
    }

    private sealed class Pending(int key, double typedAt)
    {
        public int Key => key;

        public double TypedAt => typedAt;

        /// <summary>Its cells have been seen without its effect.</summary>
        public bool IsArmed { get; set; }

        public double? RightSince { get; set; }

        /// <summary>The whole screen has been as it should be after this key or a later one.</summary>
        public bool IsConfirmed { get; set; }
    }
}
