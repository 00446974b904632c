using System.Runtime.CompilerServices;

namespace Godwit.Terminal;

/// <content>Printing characters (spec 05 section 4).</content>
public sealed partial class Emulator
{
    private const int NoBreakSpace = 0xA0;

    /// <summary>Prints one character from A0 up.</summary>
    internal void PrintCharacter(int codePoint)
    {
        int width = CharacterWidth.Of(codePoint, options.AmbiguousIsWide);
        if (width == 0)
        {
            Combine(codePoint);
            return;
        }

        state.LastPrinted = codePoint;
        PrintWithWidth(codePoint, width);
    }

    private void PrintWithWidth(int codePoint, int width)
    {
        WrapIfPending();
        int column = Screen.CursorColumn;
        int end = EndOfLine(column);
        if (width == 2 && column + 2 > end)
        {
            if (!WrapWide(end))
            {
                return;
            }

            column = Screen.CursorColumn;
            end = EndOfLine(column);
        }

        if (state.InsertMode)
        {
            InsertCells(Screen.CursorRow, column, end, width);
        }

        Row row = Screen.RowForWrite(Screen.CursorRow);
        Span<Cell> cells = row.Writable;
        SplitWide(cells, column);
        SplitWide(cells, column + width);
        if (width == 2)
        {
            cells[column] = Cell.WideOf(codePoint, Screen.Pen);
            cells[column + 1] = Cell.Spacer(Screen.Pen);
        }
        else
        {
            cells[column] = Cell.Narrow(codePoint, Screen.Pen);
        }

        state.MarkAtCursor = false;
        Advance(row, column, width, end);
        state.MarkColumn = column;
    }

    /// <summary>
    /// REP: the character again that was printed just before, marks included; after anything else nothing (as xterm). At most one
    /// screen full, which nobody could tell from more.
    /// </summary>
    private void RepeatCharacter(int count)
    {
        int character = state.LastPrinted;
        if (character == 0 || state.MarkRow >= Screen.Height || state.MarkColumn >= Screen.Width)
        {
            // The mark can lie outside after a change of size, until something is printed again.
            return;
        }

        count = Math.Min(count, Screen.Width * Screen.Height);
        bool ascii = character < 0x7F;
        Cell printed = Screen[state.MarkRow].Cells[state.MarkColumn];
        if (ascii && !printed.IsCluster)
        {
            RepeatAscii((byte)character, count);
            return;
        }

        int width = ascii ? 1 : CharacterWidth.Of(character, options.AmbiguousIsWide);
        for (int i = count; i > 0; i--)
        {
            PrintWithWidth(ascii ? state.Charsets.Translate((byte)character) : character, width);
            if (printed.IsCluster)
            {
                ref Cell copy = ref Screen.RowForWrite(state.MarkRow).Writable[state.MarkColumn];
                copy = copy.WithCluster(printed.Glyph, copy.IsWide);
            }
        }
    }

    /// <summary>Runs take the fast path: a flood of REP must not cost more than the text it stands for.</summary>
    private void RepeatAscii(byte character, int count)
    {
        const int RunLength = 128;
        Span<byte> run = stackalloc byte[RunLength];
        run.Fill(character);
        for (; count > 0; count -= RunLength)
        {
            PrintAscii(run[..Math.Min(count, RunLength)]);
        }
    }

    /// <summary>Adds a mark to the character before the cursor, or to the cell an explicit move went to.</summary>
    private void Combine(int mark)
    {
        int markRow = state.MarkAtCursor ? Screen.CursorRow : state.MarkRow;
        int markColumn = state.MarkAtCursor ? Screen.CursorColumn : state.MarkColumn;
        if (markRow >= Screen.Height || markColumn >= Screen.Width)
        {
            return;
        }

        Cell target = Screen[markRow].Cells[markColumn];
        if (target.IsSpacer && markColumn > 0)
        {
            target = Screen[markRow].Cells[--markColumn];
        }

        Span<byte> text = stackalloc byte[ClusterTable.ClusterBytesMax];
        bool wasEmpty = target.IsEmpty;
        int length = wasEmpty ? Encode(NoBreakSpace, text) : target.WriteText(Pool, text);
        if (length < ClusterTable.ClusterGrowsBelow && Pool.Clusters.Count < Cell.ClusterCapacity)
        {
            length += Encode(mark, text[length..]);
            int cluster = Pool.Clusters.Intern(text[..length]);
            Screen.RowForWrite(markRow).Writable[markColumn] = target.WithCluster(cluster, target.IsWide);
        }

        if (wasEmpty)
        {
            int column = Screen.CursorColumn;
            Advance(null, column, 1, EndOfLine(column));
        }

        RenewPoolIfCrowded();
    }

    /// <summary>Moves the cursor past <paramref name="count"/> columns that were written in <paramref name="row"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance(Row? row, int column, int count, int end)
    {
        int next = column + count;
        if (row is not null && next == row.Width)
        {
            row.SoftWrapped = false;
        }

        state.MarkAtCursor = false;
        state.MarkRow = Screen.CursorRow;
        state.MarkColumn = next - 1;
        state.PendingWrap = next >= end;
        Screen.CursorColumn = next >= end ? end - 1 : next;
    }

    private void WrapIfPending()
    {
        if (state.PendingWrap && state.AutoWrap)
        {
            Screen.RowForWrite(Screen.CursorRow).SoftWrapped = true;
            WrapToNextRow();
        }
    }

    /// <summary>A wide character that does not fit goes to the next row; without autowrap, or where no row has room, nothing is left of it but a blank.</summary>
    /// <returns>True if there is room for it now.</returns>
    private bool WrapWide(int end)
    {
        EraseCells(Screen.CursorRow, Screen.CursorColumn, end);
        if (!state.AutoWrap)
        {
            state.PendingWrap = true;
            return false;
        }

        WrapToNextRow();
        return Screen.CursorColumn + 2 <= EndOfLine(Screen.CursorColumn);
    }

    private void WrapToNextRow()
    {
        int left = Screen.CursorColumn >= state.MarginLeft ? state.MarginLeft : 0;
        Index();
        SetCursor(Screen.CursorRow, left);
    }

    /// <summary>One past the last column that text at <paramref name="column"/> may reach.</summary>
    private int EndOfLine(int column) => column <= state.MarginRight ? state.MarginRight + 1 : Screen.Width;

    private static int Encode(int codePoint, Span<byte> destination) => new System.Text.Rune(codePoint).EncodeToUtf8(destination);
}
