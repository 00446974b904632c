using System.Runtime.CompilerServices;

namespace Godwit.Terminal;

/// <content>Margins and scrolling. Scrolling whole rows moves references, and rows that leave come back as the blank ones.</content>
public sealed partial class Emulator
{
    private bool IsInsideHorizontalMargins => Screen.CursorColumn >= state.MarginLeft && Screen.CursorColumn <= state.MarginRight;

    private bool IsInsideRegion =>
        IsInsideHorizontalMargins && Screen.CursorRow >= state.MarginTop && Screen.CursorRow <= state.MarginBottom;

    /// <summary>True if nothing is outside the region: then scrolling by one row moves no other.</summary>
    private bool HasAllRowsAsRegion
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (state.MarginTop | state.MarginLeft) == 0 && state.MarginBottom == Screen.Height - 1 && state.MarginRight == Screen.Width - 1;
    }

    /// <summary>DECSTBM. Rows from 1; nonsense is ignored; the cursor goes home.</summary>
    private void SetVerticalMargins(int top, int bottom)
    {
        if (bottom > top && top <= Screen.Height)
        {
            state.MarginTop = top - 1;
            state.MarginBottom = Math.Min(bottom, Screen.Height) - 1;
            MoveTo(0, 0);
        }
    }

    /// <summary>CSI s is DECSLRM while mode 69 is on, else it saves the cursor.</summary>
    private void SaveCursorOrSetHorizontalMargins(SequenceParameters parameters)
    {
        if (!state.LeftRightMarginMode)
        {
            if (parameters.Count == 1 && parameters[0] == 0)
            {
                SaveCursor();
            }

            return;
        }

        int left = parameters.Or(0, 1);
        int right = Math.Min(parameters.Or(1, Screen.Width), Screen.Width);
        if (right > left)
        {
            state.MarginLeft = left - 1;
            state.MarginRight = right - 1;
            MoveTo(0, 0);
        }
    }

    private void ResetMargins()
    {
        state.MarginTop = 0;
        state.MarginBottom = Screen.Height - 1;
        ResetHorizontalMargins();
    }

    private void ResetHorizontalMargins()
    {
        state.MarginLeft = 0;
        state.MarginRight = Screen.Width - 1;
    }

    private void ScrollUp(int count) => ScrollRegion(state.MarginTop, count);

    private void ScrollDown(int count) => ScrollRegion(state.MarginTop, -count);

    /// <summary>SL: the region's text moves left.</summary>
    private void ScrollLeft(int count)
    {
        if (IsInsideRegion)
        {
            ShiftColumns(state.MarginLeft, -count);
        }
    }

    /// <summary>SR: the region's text moves right.</summary>
    private void ScrollRight(int count)
    {
        if (IsInsideRegion)
        {
            ShiftColumns(state.MarginLeft, count);
        }
    }

    /// <summary>Moves the text between <paramref name="top"/> and the region's bottom up (count above 0) or down; blank rows come in.</summary>
    private void ScrollRegion(int top, int count)
    {
        bool wholeRows = state.MarginLeft == 0 && state.MarginRight == Screen.Width - 1;
        int height = state.MarginBottom - top + 1;
        count = Math.Clamp(count, -height, height);
        if (count == 0)
        {
            return;
        }

        if (!wholeRows)
        {
            ScrollRectangle(top, count);
            return;
        }

        Span<Row> region = Screen.RowReferences.Slice(top, height);
        int incoming = Math.Abs(count);
        if (count == 1)
        {
            Row discarded = region[0];
            region[1..].CopyTo(region);
            region[^1] = Screen.BlankRow(discarded, state.Blank);
            return;
        }

        Rotate(region, count > 0 ? count : height + count);
        Span<Row> blank = count > 0 ? region[^incoming..] : region[..incoming];
        foreach (ref Row row in blank)
        {
            row = Screen.BlankRow(row, state.Blank);
        }
    }

    /// <summary>The same between left and right margins: cells are copied.</summary>
    private void ScrollRectangle(int top, int count)
    {
        int first = state.MarginLeft;
        int end = state.MarginRight + 1;
        int bottom = state.MarginBottom;
        for (int row = top; row <= bottom; row++)
        {
            Span<Cell> cells = Screen.RowForWrite(row).Writable;
            SplitWide(cells, first);
            SplitWide(cells, end);
        }

        int height = bottom - top + 1;
        for (int i = 0; i < height; i++)
        {
            int row = count > 0 ? top + i : bottom - i;
            int source = row + count;
            if (source >= top && source <= bottom)
            {
                Screen[source].Cells[first..end].CopyTo(Screen.RowForWrite(row).Writable[first..]);
            }
            else
            {
                EraseCells(row, first, end);
            }
        }
    }

    /// <summary>Rotates left by <paramref name="count"/> in linear time: three reversals.</summary>
    private static void Rotate(Span<Row> rows, int count)
    {
        rows[..count].Reverse();
        rows[count..].Reverse();
        rows.Reverse();
    }
}
