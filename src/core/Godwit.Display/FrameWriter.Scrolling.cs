using Godwit.Terminal;

namespace Godwit.Display;

public sealed partial class FrameWriter
{
    /// <summary>Scrolls in one frame: two split windows and a little more. A bound on the search, not on what is right.</summary>
    private const int ScrollsMax = 4;

    /// <summary>Least estimated saving worth a try: any scroll costs about as much.</summary>
    private const int ScrollSavingMin = 8;

    /// <summary>From this estimated saving on the frame is not also written without scrolling, to keep the shorter: the estimate is never that wrong.</summary>
    private const int ScrollSavingSure = 400;

    private readonly ScrollFinder scrollFinder = new();

    // The rows before scrolling, while baseRows has them scrolled.
    private Row?[] unscrolledRows = [];

    /// <summary>Draws the rows, after scrolling if the estimate says so and the bytes confirm it.</summary>
    private void DrawWithScrolling(Screen wanted)
    {
        Canvas.State before = canvas.Believed;
        int start = Output.Length;
        int keptUncertain = uncertainRow;
        baseRows.AsSpan(0, height).CopyTo(ReserveUnscrolled());
        int saving = ScrollRows(wanted);
        if (saving == 0)
        {
            DrawRows(wanted);
            return;
        }

        DrawRows(wanted);
        drawnRows = Math.Max(drawnRows, 2);
        if (saving >= ScrollSavingSure)
        {
            return;
        }

        // Again without, behind it; the shorter stays.
        Canvas.State after = canvas.Believed;
        int middle = Output.Length;
        canvas.Believed = before;
        (unscrolledRows, baseRows) = (baseRows, unscrolledRows);
        uncertainRow = keptUncertain;
        DrawRows(wanted);
        if (Output.Length - middle <= middle - start)
        {
            Output.Remove(start, middle);
        }
        else
        {
            Output.Truncate(middle);
            canvas.Believed = after;

            // Marks are written for the rows as they were scrolled.
            (unscrolledRows, baseRows) = (baseRows, unscrolledRows);
        }
    }

    private Row?[] ReserveUnscrolled()
    {
        if (unscrolledRows.Length < height)
        {
            unscrolledRows = new Row?[baseRows.Length];
        }

        return unscrolledRows;
    }

    /// <returns>Octets saved, by estimate; 0 if nothing was scrolled.</returns>
    private int ScrollRows(Screen wanted)
    {
        int saved = 0;
        for (int i = 0; i < ScrollsMax; i++)
        {
            ScrollFinder.Scroll scroll = scrollFinder.Find(baseRows.AsSpan(0, height), wanted.Rows, shownMap!, wantedMap!);
            if (scroll.Saving < ScrollSavingMin || !WriteScroll(scroll))
            {
                break;
            }

            saved += scroll.Saving;
            MoveRows(scroll);
        }

        return saved;
    }

    private void MoveRows(ScrollFinder.Scroll scroll)
    {
        Span<Row?> region = baseRows.AsSpan(scroll.Top, scroll.Bottom - scroll.Top + 1);
        int count = Math.Abs(scroll.Distance);
        if (scroll.Distance > 0)
        {
            region[count..].CopyTo(region);
            region[^count..].Clear();
        }
        else
        {
            region[..^count].CopyTo(region[count..]);
            region[..count].Clear();
        }

        if (uncertainRow >= scroll.Top && uncertainRow <= scroll.Bottom)
        {
            uncertainRow -= scroll.Distance;
            if (uncertainRow < scroll.Top || uncertainRow > scroll.Bottom)
            {
                uncertainRow = Canvas.Unknown;
            }
        }
    }

    /// <summary>Writes the cheapest form. The rows that enter are erased with the default style.</summary>
    /// <returns>False if the receiver has no form for it.</returns>
    private bool WriteScroll(ScrollFinder.Scroll scroll)
    {
        int count = Math.Abs(scroll.Distance);
        bool toBottom = scroll.Bottom == height - 1, whole = toBottom && scroll.Top == 0;
        int parameter = 3 + Canvas.OptionalDigits(count);
        int stepRow = scroll.Distance > 0 ? scroll.Bottom : scroll.Top;
        int steps = scroll.Distance > 0 ? count : 2 * count;
        int byLines = caps.InsertDeleteLine && toBottom ? LineCost(scroll.Top) + parameter : int.MaxValue;
        int stepCost = whole ? LineCost(stepRow) + steps : 3 + Canvas.OptionalDigits(stepRow + 1) + steps;
        int scrollCost = caps.ScrollLines ? parameter : int.MaxValue;
        int region = whole ? 0 : !caps.ScrollRegion ? int.MaxValue / 2 : RegionCost(scroll);
        int byRegion = region + Math.Min(stepCost, scrollCost);
        if (byLines >= int.MaxValue / 2 && byRegion >= int.MaxValue / 2)
        {
            return false;
        }

        canvas.SetEraseStyle(StyleId.Default);
        if (byLines < byRegion)
        {
            MoveToLine(scroll.Top);
            Output.AppendCsi(count, scroll.Distance > 0 ? (byte)'M' : (byte)'L');
            canvas.ForgetCursor();
            return true;
        }

        WriteRegion(scroll, whole);
        if (scrollCost < stepCost)
        {
            Output.AppendCsi(count, scroll.Distance > 0 ? (byte)'S' : (byte)'T');
            canvas.ForgetCursor();
        }
        else
        {
            WriteSteps(stepRow, scroll.Distance);
        }

        if (!whole)
        {
            Output.Append("\e[r"u8);
            canvas.BelieveHome();
        }

        return true;
    }

    /// <summary>Octets that set the region and lift it again.</summary>
    private int RegionCost(ScrollFinder.Scroll scroll) =>
        6 + Canvas.OptionalDigits(scroll.Top + 1) + (scroll.Bottom == height - 1 ? 0 : 1 + Canvas.OptionalDigits(scroll.Bottom + 1));

    private void WriteRegion(ScrollFinder.Scroll scroll, bool whole)
    {
        if (whole)
        {
            return;
        }

        Output.Append("\e["u8);
        if (scroll.Top > 0)
        {
            Output.AppendNumber(scroll.Top + 1);
        }

        if (scroll.Bottom < height - 1)
        {
            Output.Append((byte)';');
            Output.AppendNumber(scroll.Bottom + 1);
        }

        Output.Append((byte)'r');
        canvas.BelieveHome();
    }

    /// <summary>Line feeds at the bottom of the region or reverse ones at its top: the cursor stays there.</summary>
    private void WriteSteps(int row, int distance)
    {
        MoveToLine(row);
        for (int i = 0; i < Math.Abs(distance); i++)
        {
            Output.Append(distance > 0 ? "\n"u8 : "\eM"u8);
        }
    }

    private int LineCost(int row) => canvas.Row == row && !canvas.Pending ? 0 : canvas.MoveCost(row, 0);

    /// <summary>Moves to a row; any column will do.</summary>
    private void MoveToLine(int row)
    {
        if (canvas.Row != row || canvas.Pending)
        {
            canvas.MoveTo(row, 0);
        }
    }
}
