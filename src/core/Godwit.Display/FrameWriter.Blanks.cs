using Godwit.Terminal;

namespace Godwit.Display;

/// <content>Blank cells: as spaces, or erased at once.</content>
public sealed partial class FrameWriter
{
    // From this row on all rows are to be blank in one style; unknown until a frame asks.
    private int blankFrom;
    private StyleId blankStyle;
    private Cell[] belowLine = [];

    // True once the row being drawn was erased together with all rows below it.
    private bool erasedBelow;

    /// <summary>A run of blank cells from <paramref name="x"/>, at most up to <paramref name="limit"/>: as spaces or by ECH.</summary>
    /// <returns>The column behind the run.</returns>
    private int DrawBlanks(ReadOnlySpan<Cell> old, ReadOnlySpan<Cell> line, int y, int x, int limit)
    {
        Cell blank = line[x];
        int end = x, behind = x;
        while (behind < limit && line[behind] == blank)
        {
            behind++;
            end = old[behind - 1] == blank ? end : behind;
        }

        int count = end - x;
        int next = NextDifference(old, line, end);
        int spaces = count, erased = 3 + Canvas.OptionalDigits(count);
        if (next < width)
        {
            spaces += Math.Min(next - end, canvas.MoveCostOnRow(y, end, next));
            erased += canvas.MoveCostOnRow(y, x, next);
        }

        MoveOver(line, y, x, blank.Style);
        if (caps.EraseCharacter && erased < spaces)
        {
            canvas.MoveToErase(y, x);
            canvas.SetEraseStyle(blank.Style);
            Output.AppendCsi(count, (byte)'X');
            canvas.BelieveErased();
            NoteErased(y, count == width ? y + 1 : y);
        }
        else
        {
            canvas.MoveToPrint(y, x);
            canvas.SetStyle(blank.Style);
            canvas.PrintSpaces(count);
        }

        return end;
    }

    /// <summary>Erases from <paramref name="x"/> to the end of the row, or of the screen if all below is as blank.</summary>
    /// <returns>False if spaces are shorter.</returns>
    private bool EraseTail(Screen wanted, ReadOnlySpan<Cell> old, ReadOnlySpan<Cell> line, int y, int x)
    {
        const int EraseBytes = 3;
        Cell blank = line[x];
        bool below = IsBlankBelow(wanted, y, blank.Style);
        int end = width;
        while (old[end - 1] == blank)
        {
            end--;
        }

        bool unsure = canvas.Pending && canvas.Row == y && canvas.Column == x;
        if (!below && end - x < EraseBytes && canvas.Pen == blank.Style && !unsure)
        {
            return false;
        }

        MoveOver(line, y, x, canvas.Pen);
        canvas.MoveToErase(y, x);
        canvas.SetEraseStyle(blank.Style);
        Output.Append(below ? "\e[J"u8 : "\e[K"u8);
        canvas.BelieveErased();
        erasedBelow = below;
        NoteErased(x == 0 ? y : y + 1, below ? height : y + 1);
        return true;
    }

    /// <summary>True if all rows below are to be blank in this style, and some are not the same object as before.</summary>
    private bool IsBlankBelow(Screen wanted, int y, StyleId style)
    {
        bool changed = false;
        for (int below = y + 1; below < height && !changed; below++)
        {
            changed = !ReferenceEquals(baseRows[below], wanted[below]);
        }

        if (!changed)
        {
            return false;
        }

        if (blankFrom == Canvas.Unknown)
        {
            FindBlankRows(wanted);
        }

        return blankFrom <= y + 1 && blankStyle == style;
    }

    private void FindBlankRows(Screen wanted)
    {
        Span<Cell> line = belowLine.AsSpan(0, width);
        blankFrom = height;
        while (blankFrom > 0 && !wanted[blankFrom - 1].SoftWrapped)
        {
            wantedMap!.Translate(wanted[blankFrom - 1], line);
            if (BlankTail(line) != 0 || (blankFrom < height && line[0].Style != blankStyle))
            {
                return;
            }

            blankStyle = line[0].Style;
            blankFrom--;
        }
    }

    /// <summary>Where the blank cells start that reach to the end of the line and can be erased at once; the width if there are none.</summary>
    private int BlankTail(ReadOnlySpan<Cell> line)
    {
        Cell blank = line[^1];
        if (!blank.IsEmpty || !canvas.IsErasable(blank.Style))
        {
            return line.Length;
        }

        return line.LastIndexOfAnyExcept(blank) + 1;
    }
}
