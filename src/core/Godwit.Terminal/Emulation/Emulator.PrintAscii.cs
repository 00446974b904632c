using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Godwit.Terminal;

/// <content>The fast path: runs of ASCII (spec 05 section 4).</content>
public sealed partial class Emulator
{
    internal void PrintAscii(ReadOnlySpan<byte> run)
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

        while (!run.IsEmpty)
        {
            WrapIfPending();
            int column = Screen.CursorColumn;
            int end = EndOfLine(column);
            int count = Math.Min(run.Length, end - column);
            Row row = Screen.RowForWrite(Screen.CursorRow);
            Span<Cell> cells = row.Writable;
            SplitWide(cells, column);
            SplitWide(cells, column + count);
            Widen(run[..count], cells.Slice(column, count), Cell.Blank(Screen.Pen).Bits);
            Advance(row, column, count, end);
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

    /// <summary>Makes cells of ASCII: eight octets become eight 64-bit cells a step.</summary>
    private static void Widen(ReadOnlySpan<byte> text, Span<Cell> cells, ulong style)
    {
        Span<ulong> bits = MemoryMarshal.Cast<Cell, ulong>(cells);
        int i = 0;
        if (Vector128.IsHardwareAccelerated && text.Length >= 8)
        {
            Vector128<ulong> styles = Vector128.Create(style);
            for (; i <= text.Length - 8; i += 8)
            {
                ulong octets = MemoryMarshal.Read<ulong>(text[i..]);
                Vector128<ushort> eight = Vector128.WidenLower(Vector128.CreateScalar(octets).AsByte());
                (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(eight);
                Span<ulong> target = bits.Slice(i, 8);
                (Vector128.WidenLower(low) | styles).CopyTo(target);
                (Vector128.WidenUpper(low) | styles).CopyTo(target[2..]);
                (Vector128.WidenLower(high) | styles).CopyTo(target[4..]);
                (Vector128.WidenUpper(high) | styles).CopyTo(target[6..]);
            }
        }

        for (; i < text.Length; i++)
        {
            bits[i] = text[i] | style;
        }
    }
}
