using Godwit.Terminal;

namespace Godwit.Prediction;

/// <content>Where in a frame of the server what was typed can be found again.</content>
public sealed partial class PredictionEngine
{
    /// <summary>
    /// How many of the first keys stand in the line that was typed, if that line is whole and the cursor has gone on to the start of an empty one; −1 if it is
    /// not so. Where enough was shown to know that it is typing, a program may have gone on writing behind it.
    /// </summary>
    private int MatchLeftBehind(Screen before, out int shift)
    {
        shift = 0;
        int typed = CountText();
        if (CellText.AreAllBlank(before[anchor.Row].Cells[..anchor.Column]) && typed == 0)
        {
            return NoMatch;
        }

        for (int keys = typed; keys >= 0; keys--)
        {
            Rehearse(before, keys);
            ReadOnlySpan<Cell> line = sketch[sketch.Row];
            ReadOnlySpan<Cell> typedOn = echoes >= EchoesMin ? line[..sketch.Column] : line;
            for (shift = 0; shift <= sketch.Row; shift++)
            {
                int there = sketch.Row - shift;
                if (there < truth!.CursorRow && !CellText.AreAllBlank(typedOn) && CellText.AreSame(typedOn, before.Pool, truth[there].Cells[..typedOn.Length], truth.Pool))
                {
                    return IsFreshLine(keys) ? keys : NoMatch;
                }
            }
        }

        return NoMatch;
    }

    private const int EchoesMin = 2;

    // Nothing but what was typed stands there, so nobody asks for anything.
    private bool IsFreshLine(int keys)
    {
        int columns = 0;
        for (int i = keys; i < count && columns < truth!.CursorColumn; i++)
        {
            columns += Math.Max(1, CharacterWidth.Of(pending[i].Key.Code, AmbiguousIsWide));
        }

        return columns == truth!.CursorColumn;
    }

    private int CountText()
    {
        int text = 0;
        while (text < count && pending[text].Key.Kind == KeyKind.Text && !pending[text].Movement.IsKnown)
        {
            text++;
        }

        return text;
    }

    // The cursor is elsewhere, but what the typing goes into still stands: it will come back.
    private bool IsLineKept(Screen before) =>
        anchor.Column > 0 && CellText.AreSame(before[anchor.Row].Cells, before.Pool, truth![anchor.Row].Cells, truth.Pool);

    /// <summary>The fewest keys that explain the screen, if all that were answered are among them; otherwise the most that do.</summary>
    private int Match(Screen before, int shift, int answered)
    {
        EditingRules rules = Rules();
        sketch.Begin(before, anchor.Row, anchor.Column, anchorWrapsNext);
        sketch.AnyColumn = count > 0 && pending[0].Movement.Kind == MovementKind.Scroll && anchor.Row == truth!.Height - 1;
        int best = NoMatch;
        for (int keys = 0; ; keys++)
        {
            if (sketch.IsShownBy(truth!, shift))
            {
                best = keys;
                if (keys >= answered)
                {
                    return best;
                }
            }

            Effect effect = keys < count ? Apply(pending[keys], ref rules) : Effect.Unknown;
            if (effect == Effect.CursorOnly && sketch.IsShownBy(truth!, shift))
            {
                return keys + 1;
            }

            if (effect != Effect.Known)
            {
                return best;
            }
        }
    }

    /// <summary>By how many rows the line with the anchor has moved up; 0 if it has not, or is not found.</summary>
    private int FindShift(Screen before)
    {
        ReadOnlySpan<Cell> left = before[anchor.Row].Cells[..anchor.Column];
        bool isBlank = CellText.AreAllBlank(left);
        for (int shift = 1; shift <= anchor.Row - (isBlank ? 1 : 0); shift++)
        {
            Row there = truth![anchor.Row - shift];
            if (isBlank
                ? CellText.AreSame(before[anchor.Row - 1].Cells, before.Pool, truth[anchor.Row - 1 - shift].Cells, truth.Pool)
                : CellText.AreSame(left, before.Pool, there.Cells[..anchor.Column], truth.Pool))
            {
                return shift;
            }
        }

        return 0;
    }

    /// <summary>How many of the first keys are text that stands left of the cursor now and did not before; at least the given number.</summary>
    private int MatchText(Screen before, int least)
    {
        for (int keys = CountText(); keys >= Math.Max(1, least); keys--)
        {
            if (IsLeftOfCursor(before, keys) && (keys > 1 || !EndsPrompts(pending[0].Key.Code)))
            {
                return keys;
            }
        }

        return 0;
    }

    // One character that a prompt may end with is no sign that it was echoed; vi's command line begins with a colon.
    private bool EndsPrompts(int codePoint) => codePoint is ':' or '?' or '>' or ']' or ')' or '#' or '$' or '%' or ' ' && !ProgramKeys.IsVi(program.Name);

    private bool IsLeftOfCursor(Screen before, int keys)
    {
        (int row, int column) = (truth!.CursorRow, truth.CursorColumn);
        bool isNew = row != before.CursorRow;
        ReadOnlySpan<Cell> cells = truth[row].Cells;
        for (int i = keys - 1; i >= 0; i--)
        {
            int codePoint = pending[i].Key.Code;
            column -= CharacterWidth.Of(codePoint, AmbiguousIsWide);
            if (column < 0 || cells[column].IsCluster || cells[column].Glyph != codePoint)
            {
                return false;
            }

            isNew |= !CellText.Same(cells[column], truth.Pool, before[row].Cells[column], before.Pool);
            pending[i].Place = (row, column);
        }

        return isNew;
    }
}
