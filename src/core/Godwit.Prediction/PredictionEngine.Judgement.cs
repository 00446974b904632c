using Godwit.Terminal;

namespace Godwit.Prediction;

/// <content>What follows from a comparison: predictions that came true confirm what they belong to, false ones take the trust away.</content>
public sealed partial class PredictionEngine
{
    /// <summary>The first keys are shown by the newest frame. Ends and drops them.</summary>
    private void EndMatched(long now, Screen before, int keys, int shift = 0)
    {
        for (int i = 0; i < keys; i++)
        {
            ref PendingKey key = ref pending[i];
            if (key.Key.Kind == KeyKind.Text && !key.Movement.IsKnown)
            {
                Credit(now, before, key, shift);
            }
            else if (key.Key.Kind == KeyKind.Text)
            {
                commandsAreProven |= takesCommands;
            }

            EndTrue(now, key);
        }

        if (keys > 0 && pending[keys - 1].Key.Kind == KeyKind.Text)
        {
            echoEnd = (truth!.CursorRow, truth.CursorColumn);
        }

        Drop(keys);
    }

    private void EndTrue(long now, in PendingKey key)
    {
        policy.NoteTrue(now, now - key.At);
        if (key.IsPredicted)
        {
            Ledger.NoteTrue(key.WasShown, now - key.At);
        }
    }

    /// <summary>Trusts the stretch of typing that a character belongs to, if it could not have got there in another way.</summary>
    private void Credit(long now, Screen before, in PendingKey key, int shift)
    {
        (int row, int column) = key.Place;
        if (row - shift < 0 || program.IsHidden)
        {
            return;
        }

        Cell there = truth![row - shift].Cells[column];
        Cell original = before[row].Cells[column];
        bool isAsBefore = CellText.Same(there, truth.Pool, original, before.Pool) && there.Style == original.Style;
        if (IsMask(key.Key.Code) || IsConcealed(there) || (isAsBefore && !IsSteppedOver(before, key, shift)))
        {
            return;
        }

        LearnInsertion(before, row, column, shift);
        typingStyle = truth.Pool.Styles[there.Style];
        if (lastLate > (2 * lateness) + LatenessTolerance)
        {
            // Shown keys would be taken back before their echo is there: the next one tells whether it will be late again.
            return;
        }

        if (program.IsKernelEcho || IsBareAtRisk(now, lineStart.Row == row - shift ? lineStart.Column : 0))
        {
            return;
        }

        if (key.Context == context && lineStart.Row == row - shift && lineStart.Column <= column && !isAtPrompt)
        {
            LearnPrompt();
        }

        echoes++;
        TrustContext(key.Context);
    }

    private void LearnPrompt()
    {
        if (!isPromptLearned)
        {
            prompts.Learn(truth![lineStart.Row].Cells[..lineStart.Column], truth.Pool);
            isPromptLearned = true;
        }

        isAtPrompt = PromptMemory.EndsLikeShell(truth![lineStart.Row].Cells[..lineStart.Column]);
        lineStartIsFirm |= isAtPrompt;
        hasEntered = false;
        openLines = 0;
    }

    // Programs show these instead of what is typed, and somebody may type one of them.
    private static bool IsMask(int codePoint) => codePoint is ' ' or '*' or '#' or '.' or 'x' or 'X' or 0x2022 or 0x25CF or 0x00B7 or 0x2217 or 0x25AA;

    /// <summary>
    /// True if the cursor stood on what was typed and has gone past it: a suggestion that was right, of which a stock server does not tell that it was dim. In vi it
    /// would be a movement.
    /// </summary>
    private bool IsSteppedOver(Screen before, in PendingKey key, int shift) =>
        shift == 0
        && key.Place == (before.CursorRow, before.CursorColumn)
        && truth!.CursorRow == before.CursorRow
        && truth.CursorColumn > before.CursorColumn
        && !ProgramKeys.GoesForth(key.Key.Code);

    private bool IsConcealed(Cell cell) => truth!.Pool.Styles[cell.Style].Attributes.HasFlag(StyleAttributes.Invisible);

    // Did what stood at the cursor move to the right, or was it overwritten?
    private void LearnInsertion(Screen before, int row, int column, int shift)
    {
        ReadOnlySpan<Cell> old = before[row].Cells, now = truth![row - shift].Cells;
        int next = column + Math.Max(1, now[column].Width);
        if (next >= now.Length || next >= old.Length || CellText.IsBlank(old[column]) || CellText.Same(old[column], before.Pool, old[next], before.Pool))
        {
            return;
        }

        bool moved = CellText.Same(old[column], before.Pool, now[next], truth.Pool);
        if (moved || CellText.Same(old[next], before.Pool, now[next], truth.Pool))
        {
            inserts = moved;
        }
    }

    // One late echo may be another key's; two in a row where they were expected say that the program is slow.
    private void LearnLateness(long now, in PendingKey key)
    {
        if (key.Key.Kind != KeyKind.Text || key.Movement.IsKnown)
        {
            return;
        }

        long late = key.OverdueSince == PendingKey.NotYet ? 0 : now - key.OverdueSince;
        lateness = Math.Max(lateness * LatenessDecay, Math.Min(late, lastLate));
        lastLate = late;
    }

    private const double LatenessDecay = 0.97;
    private const int LatenessTolerance = 10;

    private long DrawnGrace => Math.Min(GraceMax, (long)(2 * lateness));

    /// <summary>
    /// How long an answered key that is not drawn any more may wait for its echo before the trust goes. One that was drawn: until the server's next frame can be
    /// here, half a round trip later. An editor hides the cursor first and writes then.
    /// </summary>
    private long Grace(in PendingKey key) => key.WasShown ? Math.Max(DrawnGrace, frameGap) : GraceMax;

    private void MarkOverdue(long now, int keys)
    {
        for (int i = 0; i < keys; i++)
        {
            pending[i].OverdueSince = pending[i].OverdueSince == PendingKey.NotYet ? now : pending[i].OverdueSince;
        }

        EndGrace(now);
    }

    private void EndGrace(long now)
    {
        if (count == 0 || pending[0].OverdueSince == PendingKey.NotYet || now - pending[0].OverdueSince < Grace(pending[0]))
        {
            return;
        }

        int overdue = 0;
        while (overdue < count && pending[overdue].OverdueSince != PendingKey.NotYet)
        {
            overdue++;
        }

        Fail(now, overdue);
    }

    /// <summary>The first keys were answered, and the screen shows something else.</summary>
    private void Fail(long now, int keys)
    {
        if (lineStart.Row >= 0)
        {
            prompts.Forget(truth![lineStart.Row].Cells[..lineStart.Column], truth.Pool);
        }

        for (int i = 0; i < keys; i++)
        {
            ref PendingKey key = ref pending[i];
            if (key.IsPredicted)
            {
                long hiddenAt = key.OverdueSince == PendingKey.NotYet ? now : Math.Min(now, key.OverdueSince + DrawnGrace);
                Ledger.NoteFalse(key.WasShown, key.WasShown ? Math.Max(0, hiddenAt - key.ShownAt) : 0);
            }
        }

        ForgetMovements(keys);
        Drop(keys);
        AnchorAtCursor();
        if (!program.IsKernelEcho)
        {
            Doubt();
        }
    }
}
