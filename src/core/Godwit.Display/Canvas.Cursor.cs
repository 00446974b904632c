namespace Godwit.Display;

internal sealed partial class Canvas
{
    /// <summary>Octets of the introducer and the final of a control sequence.</summary>
    private const int CsiBytes = 3;

    private enum Vertical
    {
        None,
        LineFeed,
        ReverseIndex,
        Relative,
        Absolute,
    }

    private enum Horizontal
    {
        None,
        Return,
        Backspace,
        Left,
        Right,
        Absolute,
    }

    /// <summary>Octets of the cheapest move; 0 if the cursor is there, pending wrap or not.</summary>
    public int MoveCost(int row, int column) => MoveCost(state.Row, state.Column, state.Pending, row, column);

    /// <summary>Octets of the cheapest move from a known place on the same row.</summary>
    public int MoveCostOnRow(int row, int from, int to) => MoveCost(row, Math.Min(from, width - 1), from >= width, row, to);

    /// <summary>Places the cursor where the next character is to be printed: a possible pending wrap is cleared too.</summary>
    public void MoveToPrint(int row, int column)
    {
        if (state.Pending && state.Row == row && state.Column == column)
        {
            if (PeerStandsInLastColumn)
            {
                // One step right stays in the last column, and is a move all the same.
                Output.Append("\e[C"u8);
                Arrive(row, column);
                return;
            }

            state.Column = Unknown;
        }

        MoveTo(row, column);
    }

    /// <summary>Places the cursor where the next erasure is to start.</summary>
    public void MoveToErase(int row, int column)
    {
        if (PeerStandsInLastColumn)
        {
            MoveTo(row, column);
        }
        else
        {
            MoveToPrint(row, column);
        }
    }

    /// <summary>Erasing at the cursor ends a pending wrap.</summary>
    public void BelieveErased() => state.Pending &= !PeerStandsInLastColumn;

    /// <summary>
    /// While a wrap is pending, the cursor of stock's and of our emulator stands in the last column (spec 05 section 4), so that
    /// erasing and control sequences act there. Some real terminals have it one column further.
    /// </summary>
    private bool PeerStandsInLastColumn => !caps.DrawsImmediately;

    /// <summary>Places the cursor. If it is there already nothing is written, and a pending wrap stays.</summary>
    public void MoveTo(int row, int column)
    {
        if (state.Row == row && state.Column == column)
        {
            return;
        }

        (int cost, Vertical vertical, Horizontal horizontal) = Cheapest(state.Row, state.Column, state.Pending, row, column);
        if (cost < AddressCost(row, column))
        {
            WriteRelative(vertical, horizontal, row, column);
        }
        else
        {
            WriteAddress(row, column);
        }

        Arrive(row, column);
    }

    private void Arrive(int row, int column)
    {
        state.Row = row;
        state.Column = column;
        state.Pending = false;
        state.AfterText = false;
    }

    private int MoveCost(int fromRow, int fromColumn, bool pending, int row, int column) =>
        fromRow == row && fromColumn == column ? 0
        : Math.Min(Cheapest(fromRow, fromColumn, pending, row, column).Cost, AddressCost(row, column));

    /// <summary>The cheapest way without an absolute address; the cost is <see cref="int.MaxValue"/> if there is none.</summary>
    private (int Cost, Vertical Vertical, Horizontal Horizontal) Cheapest(int fromRow, int fromColumn, bool pending, int row, int column)
    {
        if (fromRow == Unknown)
        {
            return (int.MaxValue, default, default);
        }

        // A backspace while a wrap is pending moves in stock emulators and not in ours (spec 06 D1), and real terminals disagree
        // about more: a return or an absolute column settles it. A step left by sequence does for peers.
        bool steps = pending && PeerStandsInLastColumn && fromRow == row && column < fromColumn;
        bool columnKnown = fromColumn != Unknown && (!pending || steps);
        (int horizontalCost, Horizontal horizontal) = CheapestHorizontal(columnKnown ? fromColumn : Unknown, column, allowBackspace: !pending);
        if (horizontal == Horizontal.None && !columnKnown)
        {
            return (int.MaxValue, default, default);
        }

        (int verticalCost, Vertical vertical) = CheapestVertical(fromRow, row);
        return (horizontalCost + verticalCost, vertical, horizontal);
    }

    private (int Cost, Vertical Kind) CheapestVertical(int from, int to)
    {
        if (from == to)
        {
            return (0, Vertical.None);
        }

        int count = Math.Abs(to - from);
        int relative = CsiBytes + OptionalDigits(count);
        int stepped = to > from ? count : 2 * count;
        int absolute = caps.AbsoluteMoves ? CsiBytes + OptionalDigits(to + 1) : int.MaxValue;
        return stepped <= relative && stepped <= absolute ? (stepped, to > from ? Vertical.LineFeed : Vertical.ReverseIndex)
            : relative <= absolute ? (relative, Vertical.Relative)
            : (absolute, Vertical.Absolute);
    }

    private (int Cost, Horizontal Kind) CheapestHorizontal(int from, int to, bool allowBackspace)
    {
        if (from == to)
        {
            return (0, Horizontal.None);
        }

        if (to == 0)
        {
            return (1, Horizontal.Return);
        }

        int best = caps.AbsoluteMoves ? CsiBytes + OptionalDigits(to + 1) : int.MaxValue;
        if (from == Unknown)
        {
            return caps.AbsoluteMoves ? (best, Horizontal.Absolute) : (int.MaxValue / 2, Horizontal.None);
        }

        int count = Math.Abs(to - from);
        int relative = CsiBytes + OptionalDigits(count);
        if (allowBackspace && to < from && count <= relative && count <= best)
        {
            return (count, Horizontal.Backspace);
        }

        return relative <= best ? (relative, to < from ? Horizontal.Left : Horizontal.Right) : (best, Horizontal.Absolute);
    }

    private void WriteRelative(Vertical vertical, Horizontal horizontal, int row, int column)
    {
        // The return comes first: it also settles a pending wrap.
        if (horizontal == Horizontal.Return)
        {
            Output.Append((byte)'\r');
        }
        else if (horizontal == Horizontal.Absolute)
        {
            Output.AppendCsi(column + 1, (byte)'G');
        }

        int rows = Math.Abs(row - state.Row);
        switch (vertical)
        {
            case Vertical.LineFeed:
                Output.Repeat((byte)'\n', rows);
                break;
            case Vertical.ReverseIndex:
                for (int i = 0; i < rows; i++)
                {
                    Output.Append("\eM"u8);
                }

                break;
            case Vertical.Relative:
                Output.AppendCsi(rows, row > state.Row ? (byte)'B' : (byte)'A');
                break;
            case Vertical.Absolute:
                Output.AppendCsi(row + 1, (byte)'d');
                break;
        }

        int columns = Math.Abs(column - state.Column);
        switch (horizontal)
        {
            case Horizontal.Backspace:
                Output.Repeat((byte)'\b', columns);
                break;
            case Horizontal.Left:
                Output.AppendCsi(columns, (byte)'D');
                break;
            case Horizontal.Right:
                Output.AppendCsi(columns, (byte)'C');
                break;
        }
    }

    private void WriteAddress(int row, int column)
    {
        Output.Append("\e["u8);
        if (row > 0)
        {
            Output.AppendNumber(row + 1);
        }

        if (column > 0)
        {
            Output.Append((byte)';');
            Output.AppendNumber(column + 1);
        }

        Output.Append((byte)'H');
    }

    private static int AddressCost(int row, int column) =>
        CsiBytes + OptionalDigits(row + 1) + (column > 0 ? 1 + Digits(column + 1) : 0);

    /// <summary>Digits of a parameter that is left out if it is 1.</summary>
    public static int OptionalDigits(int value) => value == 1 ? 0 : Digits(value);

    private static int Digits(int value) => value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4;
}
