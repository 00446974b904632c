using System.Diagnostics;
using Godwit.Terminal;

namespace Godwit.Display;

public sealed partial class FrameWriter
{
    /// <summary>Longest stretch of unchanged cells that is looked at for printing it again instead of moving over it; no move is longer.</summary>
    private const int OverprintMax = 10;

    /// <summary>A cell that equals none, put into the old line to have a column drawn.</summary>
    private static readonly Cell Stale = new(ulong.MaxValue);

    // A row whose wrap flag the receiver may or may not have: see WrapOf.
    private int uncertainRow;
    private int drawnRows;

    /// <summary>What is known or wanted of a row's soft-wrap flag at the receiver.</summary>
    private enum Wrap
    {
        No,
        Yes,

        /// <summary>As an old value: not known. As a wanted one: it cannot be set there, any value will do.</summary>
        Any,
    }

    /// <summary>Draws all rows that differ, top to bottom.</summary>
    private void DrawRows(Screen wanted)
    {
        blankFrom = Canvas.Unknown;
        bool samePool = shownMap == wantedMap;
        bool wrapping = false;
        for (int y = 0; y < height; y++)
        {
            Row? old = baseRows[y];
            Row row = wanted[y];
            bool settled = !row.SoftWrapped || y == height - 1 || y != uncertainRow;
            if (!wrapping && settled && samePool && old is not null && old.ContentEquals(row))
            {
                continue;
            }

            int before = Output.Length;
            wrapping = DrawRow(wanted, y, wrapping);
            drawnRows += Output.Length != before ? 1 : 0;
            if (erasedBelow)
            {
                return;
            }
        }
    }

    /// <returns>True if the next row is to begin by natural wrap: the cursor waits behind the last column of this one.</returns>
    private bool DrawRow(Screen wanted, int y, bool wrapping)
    {
        erasedBelow = false;
        Span<Cell> old = oldLine.AsSpan(0, width);
        Span<Cell> line = newLine.AsSpan(0, width);
        shownMap!.Translate(baseRows[y], old);
        wantedMap!.Translate(wanted[y], line);
        Wrap have = baseRows[y] is { SoftWrapped: true } ? WrapOf(old, y, y == uncertainRow) : Wrap.No;
        Wrap want = wanted[y].SoftWrapped ? WrapOf(line, y, y == height - 1) : Wrap.No;
        if (wrapping)
        {
            BeginByWrap(old, line);
        }

        int last = line[^1].IsSpacer ? width - 2 : width - 1;
        if (want != Wrap.Any && have != want)
        {
            // Printing or erasing the last column is what clears the flag; printing it and then the next row sets it.
            old[last] = Stale;
        }

        bool wraps = false;
        int limit = want == Wrap.Yes ? last : width;
        int tail = want == Wrap.Yes ? width : BlankTail(line);
        for (int x = NextDifference(old, line, 0); x < width; x = NextDifference(old, line, x))
        {
            if (x >= tail && EraseTail(wanted, old, line, y, x))
            {
                break;
            }

            wraps = want == Wrap.Yes && x == last;
            bool blank = line[x].IsEmpty && canvas.IsErasable(line[x].Style) && !wraps;
            x = blank ? DrawBlanks(old, line, y, x, limit) : DrawCharacter(old, line, y, x);
        }

        return wraps;
    }

    /// <summary>
    /// A flag is set by letting the text wrap, so not on the last row, and not after a character that the receiver may give
    /// another width. There it stays as it happens to be: scrolling moves flags along with their rows.
    /// </summary>
    private Wrap WrapOf(ReadOnlySpan<Cell> line, int row, bool uncertain)
    {
        int last = line[^1].IsSpacer ? line.Length - 2 : line.Length - 1;
        return uncertain || !canvas.IsAgreed(line[last]) ? Wrap.Any : Wrap.Yes;
    }

    /// <summary>Prints the first character of a row while the cursor waits behind the last column of the one above.</summary>
    private void BeginByWrap(Span<Cell> old, ReadOnlySpan<Cell> line)
    {
        Cell first = line[0];
        Debug.Assert(canvas.Pending);
        if (!canvas.IsAgreed(first))
        {
            canvas.PrintSpaces(1);
            old[0] = Stale;
            return;
        }

        canvas.SetStyle(first.Style);
        canvas.Print(first);
        bool endsRow = first.Width == width;
        line[..first.Width].CopyTo(old);
        if (old.Length > first.Width && old[first.Width].IsSpacer)
        {
            old[first.Width] = Stale;
        }

        if (endsRow)
        {
            // The only character of the row was printed, which cleared its own flag.
            old[0] = Stale;
        }
    }

    private int DrawCharacter(Span<Cell> old, ReadOnlySpan<Cell> line, int y, int x)
    {
        Cell cell = line[x];
        int end = x + cell.Width;
        if (canvas.IsAgreed(cell))
        {
            MoveOver(line, y, x, cell.Style);
            canvas.MoveToPrint(y, x);
            canvas.SetStyle(cell.Style);
            canvas.Print(cell);
            return end;
        }

        DrawDoubtful(cell, y, x, old[x..end]);
        if (end < width)
        {
            // Whatever a wider or narrower reading left there is repaired.
            old[end] = Stale;
        }

        return end;
    }

    /// <summary>A character that the receiver may give another width, or not know at all (spec 06 section 9.5).</summary>
    private void DrawDoubtful(Cell cell, int y, int x, ReadOnlySpan<Cell> old)
    {
        if (canvas.AfterText && AgreedWidth.MayJoin(canvas.FirstCodePoint(cell)))
        {
            canvas.ForgetColumn();
        }

        canvas.MoveToPrint(y, x);
        canvas.SetStyle(cell.Style);
        bool fills = canvas.FillsItsColumns(cell);
        bool erases = caps.EraseCharacter && (caps.BackColorErase || canvas.ErasesToDefault(cell.Style));
        if (fills ? caps.EraseCharacter && !BlankOver(old) : erases && !IsErased(old, cell.Style))
        {
            // A receiver that does not know the character prints nothing at all.
            Output.AppendCsi(cell.Width, (byte)'X');
        }
        else if (!fills && !erases)
        {
            canvas.PrintSpaces(cell.Width);
            canvas.ForgetColumn();
            canvas.MoveTo(y, x);
        }

        bool atEnd = x + cell.Width >= width;
        Output.Append(atEnd ? "\e[?7l"u8 : default);
        canvas.Print(cell);
        Output.Append(atEnd ? "\e[?7h"u8 : default);
        canvas.ForgetColumn();
    }

    /// <summary>True if what is there is what erasing would leave.</summary>
    private bool IsErased(ReadOnlySpan<Cell> old, StyleId style) => canvas.ErasesToDefault(style) && !old.ContainsAnyExcept(default(Cell));

    /// <summary>
    /// Moves to a column, by printing again the unchanged cells in between if that is shorter. The pen may become
    /// <paramref name="style"/> on the way.
    /// </summary>
    private void MoveOver(ReadOnlySpan<Cell> line, int row, int column, StyleId style)
    {
        int from = canvas.Column;
        if (canvas.Row == row && from >= 0 && from < column && column - from <= OverprintMax && !canvas.Pending)
        {
            ReadOnlySpan<Cell> gap = line[from..column];
            StyleId pen = gap[0].Style == canvas.Pen ? canvas.Pen : style;
            if (gap.Length < canvas.MoveCost(row, column) && IsPlain(gap, pen))
            {
                canvas.SetStyle(pen);
                foreach (Cell cell in gap)
                {
                    canvas.Print(cell);
                }

                return;
            }
        }

        canvas.MoveTo(row, column);
    }

    /// <summary>True if the cells are one octet each in this style.</summary>
    private static bool IsPlain(ReadOnlySpan<Cell> cells, StyleId style)
    {
        foreach (Cell cell in cells)
        {
            if (cell.Style != style || cell.IsCluster || cell.IsSpacer || cell.Glyph >= 0x7F)
            {
                return false;
            }
        }

        return true;
    }

    private static bool BlankOver(ReadOnlySpan<Cell> cells)
    {
        foreach (Cell cell in cells)
        {
            if (!cell.IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private static int NextDifference(ReadOnlySpan<Cell> old, ReadOnlySpan<Cell> line, int from) =>
        from + old[from..].CommonPrefixLength(line[from..]);
}
