using Godwit.Terminal;

namespace Godwit.Prediction;

/// <content>The judge: how many of the pending keys does a new frame of the server show?</content>
public sealed partial class PredictionEngine
{
    /// <summary>
    /// Milliseconds that an echo may come after its acknowledgement where the program is not known to be slow. Only what is not shown waits so long: a wrong character
    /// has to go.
    /// </summary>
    public const long GraceMax = 400;

    private const int NoMatch = -1;
    private const long FrameGapMin = 20;
    private const long FrameGapMax = 250;

    // By how many milliseconds echoes came after their acknowledgement lately: a slow program, or another session inside this one.
    private double lateness;
    private long lastLate;

    // By how many milliseconds two frames of the server may be apart, and some for their way (spec 02: half a round trip, 20 to 250 ms).
    private long frameGap = FrameGapMax;

    // Where the line begins after the keys of the latest rehearsal.
    private (int Row, int Column) rehearsedStart;

    /// <summary>Applies the first keys to a screen, as far as they are foreseen.</summary>
    /// <returns>How many were.</returns>
    private int Rehearse(Screen screen, int keys)
    {
        EditingRules rules = Rules();
        sketch.Begin(screen, anchor.Row, anchor.Column, anchorWrapsNext);
        for (int i = 0; i < keys; i++)
        {
            if (Apply(pending[i], ref rules) != Effect.Known)
            {
                keys = i;
                break;
            }

            if (pending[i].Key.Kind == KeyKind.Text && !pending[i].Movement.IsKnown)
            {
                int end = sketch.WrapsNext ? sketch.Width : sketch.Column;
                pending[i].Place = (sketch.Row, Math.Max(0, end - Math.Max(1, CharacterWidth.Of(pending[i].Key.Code, AmbiguousIsWide))));
            }
        }

        rehearsedStart = rules.LineStart;
        return keys;
    }

    private Effect Apply(in PendingKey key, ref EditingRules rules) =>
        key.Movement.IsKnown ? Mover.Apply(sketch, key.Movement) : Editor.Apply(sketch, key.Key, ref rules);

    private int CountAnswered()
    {
        int answered = 0;
        while (answered < count && pending[answered].Frame <= acknowledged)
        {
            answered++;
        }

        return answered;
    }

    private void Compare(long now, Screen before)
    {
        int answered = CountAnswered();
        int foreseen = Rehearse(before, answered);
        if (foreseen < answered)
        {
            PassUnforeseen(now, before, foreseen, answered);
        }
        else
        {
            Align(now, before, answered);
        }

        // Whatever the comparison said: no key outlives its answer for longer than its grace.
        MarkOverdue(now, CountAnswered());
    }

    /// <summary>Nothing is pending: if the cursor moves all the same, somebody else may be at work.</summary>
    private void Follow(long now, Screen before)
    {
        (int row, int column) = (truth!.CursorRow, truth.CursorColumn);
        if ((row, column) != anchor)
        {
            int shift = anchor.Row - row;
            bool isCarried = shift >= 0 && column == anchor.Column
                && CellText.AreSame(before[anchor.Row].Cells[..column], before.Pool, truth[row].Cells[..column], truth.Pool);
            lineStart = isCarried && lineStart.Row >= 0 ? (lineStart.Row - shift, lineStart.Column) : NoLine;
            if (!isCarried)
            {
                NoteOutput(now, MatchLeftBehind(before, out _) >= 0);
            }
        }

        AnchorAtCursor();
    }

    /// <summary>A key whose effect is not foreseen was answered: typing goes on wherever the cursor is now.</summary>
    private void PassUnforeseen(long now, Screen before, int foreseen, int answered)
    {
        // All that the answered ones end with is text, which may be found again at the cursor.
        int last = answered - 1;
        while (last > foreseen && pending[last].Key.Kind == KeyKind.Text && !pending[last].Movement.IsKnown)
        {
            last--;
        }

        Rehearse(before, foreseen);
        bool isFound = foreseen > 0 && IsShownSomewhere();
        for (int i = 0; i <= last; i++)
        {
            if (i < foreseen && isFound)
            {
                EndTrue(now, pending[i]);
            }
            else
            {
                EndUnseen(pending[i]);
            }
        }

        Drop(last + 1);
        AnchorAtCursor();
        int text = MatchText(before, answered - last - 1);
        if (text > 0)
        {
            lineStart = pending[0].Place;
            EndMatched(now, before, text);
        }

        MarkOverdue(now, answered - last - 1 - Math.Max(0, text));
    }

    private bool IsShownSomewhere()
    {
        for (int shift = 0; shift <= sketch.Row; shift++)
        {
            if (sketch.IsShownBy(truth!, shift, withCursor: false))
            {
                return !sketch.IsUntouched;
            }
        }

        return false;
    }

    private void Align(long now, Screen before, int answered)
    {
        int shift = 0;
        int matched = Match(before, shift, answered);
        if (matched < answered && inserts is null)
        {
            // Perhaps what is right of the cursor moves where it was thought to stay, or the other way round.
            inserts = !Rules().Inserts;
            int other = Match(before, shift, answered);
            if (other > matched)
            {
                matched = other;
            }
            else
            {
                inserts = null;
            }
        }

        if (matched < 0)
        {
            shift = FindShift(before);
            matched = shift > 0 ? Match(before, shift, answered) : NoMatch;
        }

        if (matched >= 0)
        {
            Rehearse(before, matched);
            lineStart = rehearsedStart.Row < 0 ? NoLine : (rehearsedStart.Row - shift, rehearsedStart.Column);
            lineStartIsFirm |= program.IsKernelEcho;
            bool wrapsNext = sketch.WrapsNext && truth!.CursorColumn == truth.Width - 1;
            if (matched > 0)
            {
                LearnLateness(now, pending[0]);
            }

            EndMatched(now, before, matched, shift);
            AnchorAtCursor();
            anchorWrapsNext = wrapsNext;
            MarkOverdue(now, answered - matched);
            return;
        }

        AlignElsewhere(now, before, answered);
    }

    /// <summary>The screen is none of those that were expected: the cursor is elsewhere, or what was typed is not there.</summary>
    private void AlignElsewhere(long now, Screen before, int answered)
    {
        bool isMoved = (truth!.CursorRow, truth.CursorColumn) != (before.CursorRow, before.CursorColumn);
        int behind = isMoved ? MatchLeftBehind(before, out int shift) : NoMatch + (shift = 0);
        if (behind > 0)
        {
            // A program printed something while the line was being typed, and the echo goes on behind that.
            EndMatched(now, before, behind, shift);
            answered = Math.Max(0, answered - behind);
        }

        int text = isMoved ? MatchText(before, answered) : 0;
        if (text > 0 || behind >= 0)
        {
            NoteOutput(now, isBeside: true);
        }

        if (text > 0)
        {
            lineStart = pending[0].Place;
            EndMatched(now, before, text);
        }

        if (text == 0 && answered > 0 && !program.IsKernelEcho)
        {
            Fail(now, answered);
            return;
        }

        if (answered == 0 && text == 0 && (!isMoved || (behind < 0 && IsLineKept(before))))
        {
            // Nothing speaks of the keys yet; a cursor that is elsewhere will come back.
            return;
        }

        for (int i = 0; i < answered - text; i++)
        {
            EndUnseen(pending[i]);
        }

        Drop(Math.Max(0, answered - text));
        AnchorAtCursor();
        lineStart = text > 0 ? lineStart : NoLine;
        if (text == 0 && behind < 0)
        {
            NoteOutput(now, isBeside: false);
        }
    }

    /// <summary>The cursor went to where no key explains it.</summary>
    private void NoteOutput(long now, bool isBeside)
    {
        // Whoever is at work there may be about to hide what is typed.
        answeredAt = PendingKey.NotYet;
        if (!program.IsKernelEcho)
        {
            if (!isBeside)
            {
                Doubt();
            }

            return;
        }

        kernel.NoteOutput(now);
        if (kernel.IsAtRisk)
        {
            Doubt();
        }
    }
}
