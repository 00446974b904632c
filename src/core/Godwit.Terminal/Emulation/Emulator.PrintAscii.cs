using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Godwit.Terminal;

/// <content>The fast path: runs of ASCII (spec 05 section 4).</content>
public sealed partial class Emulator
{
    /// <summary>A run within a row, which touches no wide character, is 50 instructions and what its cells take.</summary>
    internal void PrintAscii(ReadOnlySpan<byte> run)
    {
        Screen screen = Screen;
        int column = screen.CursorColumn;
        int end = column + run.Length;
        if (end > state.MarginRight || state.PendingWrap || state.InsertMode || !state.Charsets.IsPlain || IsClusterOpen)
        {
            PrintWrappingAscii(run);
            return;
        }

        Row row = screen.RowForWrite(screen.CursorRow);
        Span<Cell> cells = row.WritableTo(end);
        if (cells[end].IsSpacer || cells[column].IsSpacer)
        {
            PrintWrappingAscii(run);
            return;
        }

        state.LastPrinted = run[^1];
        Widen(run, cells[column..], Cell.Blank(screen.Pen).Bits);
        Advance(null, column, run.Length, state.MarginRight + 1);
    }

    private void PrintWrappingAscii(ReadOnlySpan<byte> run)
    {
        if (IsClusterOpen)
        {
            PrintCharacter(state.Charsets.Translate(run[0]));
            run = run[1..];
            if (run.IsEmpty)
            {
                return;
            }
        }

        state.LastPrinted = run[^1];
        if (!state.Charsets.IsPlain || state.InsertMode)
        {
            PrintTranslated(run);
            return;
        }

        ulong style = Cell.Blank(Screen.Pen).Bits;
        while (true)
        {
            if (state.PendingWrap)
            {
                WrapIfPending();
            }

            int column = Screen.CursorColumn;
            int end = EndOfLine(column);
            int count = Math.Min(run.Length, end - column);
            Row row = Screen.RowForWrite(Screen.CursorRow);
            Span<Cell> cells = row.WritableTo(column + count);
            if (cells[column].IsSpacer)
            {
                SplitWide(cells, column);
            }

            if (column + count < cells.Length && cells[column + count].IsSpacer)
            {
                SplitWide(cells, column + count);
            }

            Widen(run[..count], cells.Slice(column, count), style);
            Advance(row, column, count, end);
            if (count == run.Length)
            {
                return;
            }

            run = run[count..];
        }
    }

    private void PrintTranslated(ReadOnlySpan<byte> run)
    {
        foreach (byte octet in run)
        {
            PrintWithWidth(state.Charsets.Translate(octet), 1);
        }
    }

    /// <summary>
    /// Makes cells of ASCII: each octet becomes a 64-bit cell, sixteen a step (2.3 instructions an octet; one at a time takes 5). The
    /// last step goes over cells again that were made already rather than to leave some over.
    /// </summary>
    private static void Widen(ReadOnlySpan<byte> text, Span<Cell> cells, ulong style)
    {
        const int Step = 16;
        Span<ulong> bits = MemoryMarshal.Cast<Cell, ulong>(cells)[..text.Length];
        if (!Vector128.IsHardwareAccelerated || text.Length < Step)
        {
            for (int i = 0; i < bits.Length; i++)
            {
                bits[i] = text[i] | style;
            }

            return;
        }

        ref byte source = ref MemoryMarshal.GetReference(text);
        ref ulong target = ref MemoryMarshal.GetReference(bits);
        Vector128<ulong> styles = Vector128.Create(style);
        nuint last = (nuint)(text.Length - Step);
        for (nuint at = 0; ; at = nuint.Min(at + Step, last))
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, at));
            WidenFour(Vector128.WidenLower(low), styles, ref target, at);
            WidenFour(Vector128.WidenUpper(low), styles, ref target, at + 4);
            WidenFour(Vector128.WidenLower(high), styles, ref target, at + 8);
            WidenFour(Vector128.WidenUpper(high), styles, ref target, at + 12);
            if (at == last)
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WidenFour(Vector128<uint> four, Vector128<ulong> styles, ref ulong target, nuint at)
    {
        (Vector128.WidenLower(four) | styles).StoreUnsafe(ref target, at);
        (Vector128.WidenUpper(four) | styles).StoreUnsafe(ref target, at + 2);
    }
}
