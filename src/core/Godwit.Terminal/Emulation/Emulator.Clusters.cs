using System.Runtime.CompilerServices;
using System.Text;

namespace Godwit.Terminal;

/// <content>
/// Grapheme clusters (UAX #29): what is one character to the user is one cell. Its width is the sum of its code points' widths, at most two
/// columns, as Ghostty and Contour have it: a flag is two letters, an emoji with a skin tone stays two columns, a conjunct of two
/// consonants gets two. U+FE0F makes an emoji of a symbol (two columns), U+FE0E a symbol of an emoji (one), as in kitty.
/// </content>
public sealed partial class Emulator
{
    // Only where marks are joined: a client's states are forks that hardly ever do.
    private JoinCache? joins;

    private const int TextVariation = 0xFE0E;
    private const int EmojiVariation = 0xFE0F;

    /// <summary>
    /// True to give East Asian Ambiguous characters two columns. May change at any time; what is on the screen stays. Set by
    /// <see cref="SetFacts"/> as well.
    /// </summary>
    public bool AmbiguousIsWide { get; set; }

    private JoinCache Joins => joins ??= new JoinCache();

    /// <summary>True if even ASCII would join what was printed last.</summary>
    private bool IsClusterOpen
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => state.LastPrinted > 0x7F && state.Cluster.Previous == GraphemeClass.Prepend;
    }

    /// <summary>Where the text stands: at its start if anything but printing came in between.</summary>
    private GraphemeBreakState ClusterSoFar
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => state.LastPrinted >= 0x80 ? state.Cluster : state.LastPrinted != 0 ? GraphemeBreakState.AfterOther : default;
    }

    /// <summary>Adds a code point to the cluster that was printed last, whose cell grows or shrinks if that makes it another width.</summary>
    private void Join(int codePoint, int width)
    {
        Row row = Screen.RowForWrite(state.MarkRow);
        Cell cell = row.Cells[state.MarkColumn];
        bool varies = codePoint is TextVariation or EmojiVariation && !cell.IsCluster && UnicodeTables.Of(cell.Glyph).HasVariations;
        bool wasWide = cell.IsWide;
        if (!TryAppend(ref cell, codePoint))
        {
            return;
        }

        if (!wasWide && (width > 0 || (varies && codePoint == EmojiVariation)))
        {
            Widen(cell);
        }
        else if (wasWide && varies && codePoint == TextVariation)
        {
            Narrow(cell);
        }
        else
        {
            row.WritableTo(state.MarkColumn + 1)[state.MarkColumn] = cell;
        }

        if (Pool.Clusters.Count > entriesLimit)
        {
            RenewPoolIfCrowded();
        }
    }

    /// <summary>Gives the cell before the cursor a second column. Where there is none it goes to the next row; if there is none either it stays narrow.</summary>
    private void Widen(Cell cell)
    {
        int row = state.MarkRow, column = state.MarkColumn;
        int end = EndOfLine(column);
        Cell wide = cell.WithCluster(cell.Glyph, wide: true);
        if (column + 2 <= end)
        {
            if (state.InsertMode)
            {
                InsertCells(row, column + 1, end, 1);
            }

            Row target = Screen.RowForWrite(row);
            Span<Cell> cells = target.WritableTo(column + 2);
            SplitWide(cells, column + 2);
            cells[column] = wide;
            cells[column + 1] = Cell.Spacer(wide.Style);
            Advance(target, column, 2, end);
            state.MarkColumn = column;
        }
        else if (state.AutoWrap && column > (column >= state.MarginLeft ? state.MarginLeft : 0))
        {
            // The cursor waits to wrap, so what it stands on is the cell itself: Put erases it and begins the next row.
            state.PendingWrap = false;
            Put(wide);
        }
        else
        {
            Screen.RowForWrite(row).Writable[column] = cell;
        }
    }

    /// <summary>Takes the second column from the cell before the cursor.</summary>
    private void Narrow(Cell cell)
    {
        int column = state.MarkColumn;
        Row target = Screen.RowForWrite(state.MarkRow);
        target.Writable[column] = cell.WithCluster(cell.Glyph, wide: false);
        target.Writable[column + 1] = state.Blank;
        Advance(target, column, 1, EndOfLine(column));
        state.MarkColumn = column;
    }

    /// <summary>
    /// kitty's text sizing protocol, <c>66;w=N;text</c>, as far as our server sends it to our client: one cell of N columns with exactly this
    /// text. What it never sends is ignored.
    /// </summary>
    private void PrintSizedText(ReadOnlySpan<byte> sized)
    {
        bool wide = sized.StartsWith("w=2;"u8);
        if (!wide && !sized.StartsWith("w=1;"u8))
        {
            return;
        }

        ReadOnlySpan<byte> text = sized[4..];
        if (text.Length > ClusterTable.ClusterBytesMax || !IsPrintable(text) || Pool.Clusters.Count >= Cell.ClusterCapacity)
        {
            return;
        }

        state.LastPrinted = 0;
        Rune.DecodeFromUtf8(text, out Rune first, out int length);
        Cell cell = wide ? Cell.WideOf(first.Value, Screen.Pen) : Cell.Narrow(first.Value, Screen.Pen);
        Put(length == text.Length ? cell : cell.WithCluster(Pool.Clusters.Intern(text), wide));
        RenewPoolIfCrowded();
    }

    /// <summary>True for well-formed UTF-8 of at least one character and no control.</summary>
    private static bool IsPrintable(ReadOnlySpan<byte> text)
    {
        for (int at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf8(text[at..], out Rune rune, out int length) != System.Buffers.OperationStatus.Done || Rune.IsControl(rune))
            {
                return false;
            }

            at += length;
        }

        return !text.IsEmpty;
    }
}
