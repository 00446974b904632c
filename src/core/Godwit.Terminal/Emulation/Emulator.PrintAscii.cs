using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Godwit.Terminal;

/// <content>The fast path: runs of ASCII (spec 05 section 4).</content>
public sealed partial class Emulator
{
    /// <summary>A run within a row, which touches no wide character, is 100 instructions and what its cells take.</summary>
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

        Span<Cell> cells = screen.RowForWrite(screen.CursorRow).Overwritable(column, end);
        if (cells.IsEmpty)
        {
            PrintWrappingAscii(run);
            return;
        }

        state.LastPrinted = run[^1];
        Widen(run, cells, Cell.Blank(screen.Pen).Bits);
        Advance(null, column, run.Length, state.MarginRight + 1);
    }

    /// <summary>The same for one character, as it stands between two sequences or alone on a line: half the instructions.</summary>
    internal void PrintAscii(byte character)
    {
        Screen screen = Screen;
        int column = screen.CursorColumn;
        bool usual = column < state.MarginRight && !state.PendingWrap && !state.InsertMode && state.Charsets.IsPlain && !IsClusterOpen;
        if (!usual || !screen.RowForWrite(screen.CursorRow).TryPut(column, Cell.Narrow(character, screen.Pen)))
        {
            PrintWrappingAscii(character);
            return;
        }

        state.LastPrinted = character;
        state.MarkAtCursor = false;
        state.MarkRow = screen.CursorRow;
        state.MarkColumn = column;
        screen.CursorColumn = column + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PrintWrappingAscii(byte character) => PrintWrappingAscii([character]);

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
    /// Makes cells of ASCII: each octet becomes a 64-bit cell, sixteen a step (3 instructions an octet; one at a time takes 5). The
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
        Vector128<uint> styles = Vector128.Create((uint)(style >> 32));
        nuint last = (nuint)(text.Length - Step);
        for (nuint at = 0; ; at = nuint.Min(at + Step, last))
        {
            // Interleaved with zeros, twice over, and then with the style.
            Vector128<byte> octets = Vector128.LoadUnsafe(ref source, at);
            Vector128<ushort> low = Lower(octets), high = Upper(octets);
            WidenFour(Lower(low), styles, ref target, at);
            WidenFour(Upper(low), styles, ref target, at + 4);
            WidenFour(Lower(high), styles, ref target, at + 8);
            WidenFour(Upper(high), styles, ref target, at + 12);
            if (at == last)
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WidenFour(Vector128<uint> four, Vector128<uint> styles, ref ulong target, nuint at)
    {
        if (Sse2.IsSupported)
        {
            Sse2.UnpackLow(four, styles).AsUInt64().StoreUnsafe(ref target, at);
            Sse2.UnpackHigh(four, styles).AsUInt64().StoreUnsafe(ref target, at + 2);
            return;
        }

        Vector128<ulong> upperHalves = styles.AsUInt64() << 32;
        (Vector128.WidenLower(four) | upperHalves).StoreUnsafe(ref target, at);
        (Vector128.WidenUpper(four) | upperHalves).StoreUnsafe(ref target, at + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Lower(Vector128<byte> octets) =>
        Sse2.IsSupported ? Sse2.UnpackLow(octets, Vector128<byte>.Zero).AsUInt16() : Vector128.WidenLower(octets);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Upper(Vector128<byte> octets) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(octets, Vector128<byte>.Zero).AsUInt16() : Vector128.WidenUpper(octets);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Lower(Vector128<ushort> eight) =>
        Sse2.IsSupported ? Sse2.UnpackLow(eight, Vector128<ushort>.Zero).AsUInt32() : Vector128.WidenLower(eight);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Upper(Vector128<ushort> eight) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(eight, Vector128<ushort>.Zero).AsUInt32() : Vector128.WidenUpper(eight);
}
