using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Godwit.Terminal;

/// <content>
/// Snapshots share rows with the live screen. A row counts the snapshots that hold it; one without is written to, of any other a copy. A
/// snapshot that all its keepers have released lets go of its rows, and what the live screen has replaced by then is used for the next copies,
/// so that frames allocate nothing. What is never released is the garbage collector's.
/// </content>
public sealed partial class Screen
{
    // As many as come back at once when the peer's answers are late; a row each for what a frame changes.
    private const int SpareSnapshotsMax = 8;

    private Screen? lastSnapshot;
    private Stack<Row>? spareRows;
    private Stack<Screen>? spareSnapshots;

    // Of a snapshot: whose it is, and how many have not released it.
    private Screen? origin;
    private int keepers;

    /// <summary>
    /// A frozen copy that shares every row; O(height). The next write of a row clones it. The same object as last time while nothing
    /// changes, so that an idle session does nothing. Who has it may <see cref="Release"/> it.
    /// </summary>
    public Screen Snapshot()
    {
        if (lastSnapshot is null || !IsFrozenIn(lastSnapshot))
        {
            lastSnapshot?.Release();
            lastSnapshot = Freeze();
        }

        lastSnapshot.keepers++;
        return lastSnapshot;
    }

    /// <summary>The snapshot for one keeper more.</summary>
    public Screen Keep()
    {
        keepers++;
        return this;
    }

    /// <summary>One keeper of a snapshot will not look at it again. What nobody keeps is used for another snapshot.</summary>
    public void Release()
    {
        if (origin is null)
        {
            return;
        }

        Debug.Assert(keepers > 0, "released more often than kept");
        if (--keepers == 0)
        {
            origin.TakeBack(this);
        }
    }

    /// <summary>An independent copy that may be written to; shares rows like <see cref="Snapshot"/>.</summary>
    internal Screen Copy()
    {
        Pool.Share();
        foreach (Row row in Rows)
        {
            row.ShareForEver();
        }

        return new Screen(this);
    }

    /// <summary>Becomes an independent copy of another screen, in the memory of the copy that it was.</summary>
    internal void BecomeCopyOf(Screen source)
    {
        spareRows ??= new Stack<Row>();
        foreach (Row row in Rows)
        {
            if (row.Holders == 0 && row.Width == source.Width && spareRows.Count < Height)
            {
                spareRows.Push(row);
            }
        }

        source.Pool.Share();
        foreach (Row row in source.Rows)
        {
            row.ShareForEver();
        }

        TakeOver(source);
    }

    /// <summary>The row for writing: cloned first if it is shared with a snapshot.</summary>
    internal Row RowForWrite(int row)
    {
        Row current = rows[firstRow + row];
        return current.Holders == 0 ? current : CloneRow(row);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Row CloneRow(int row)
    {
        ref Row place = ref rows[firstRow + row];
        Row shared = place;
        if (TakeSpareRow() is { } spare)
        {
            spare.CopyFrom(shared);
            place = spare;
        }
        else
        {
            place = new Row(shared);
        }

        shared.IsReplaced = true;
        return place;
    }

    /// <summary>A blank row for one that snapshots hold, or for none.</summary>
    private Row ReplacementFor(Row? shared, Cell fill)
    {
        shared?.IsReplaced = true;
        if (TakeSpareRow() is not { } spare)
        {
            return new Row(Width, fill);
        }

        spare.Renew(fill);
        return spare;
    }

    private Row? TakeSpareRow()
    {
        while (spareRows is not null && spareRows.TryPop(out Row? spare))
        {
            if (spare.Width == Width)
            {
                return spare;
            }
        }

        return null;
    }

    private Screen Freeze()
    {
        Pool.Share();
        if (spareSnapshots is not null && spareSnapshots.TryPop(out Screen? snapshot))
        {
            snapshot.TakeOver(this);
        }
        else
        {
            snapshot = new Screen(this) { origin = this };
        }

        foreach (Row row in snapshot.Rows)
        {
            row.Holders++;
        }

        // We are one: it is given out again while nothing changes.
        snapshot.keepers = 1;
        return snapshot;
    }

    private void TakeBack(Screen snapshot)
    {
        spareRows ??= new Stack<Row>();
        spareSnapshots ??= new Stack<Screen>();
        foreach (Row row in snapshot.Rows)
        {
            row.Holders--;
            if (row is { Holders: 0, IsReplaced: true } && row.Width == Width && spareRows.Count < Height)
            {
                spareRows.Push(row);
            }
        }

        if (spareSnapshots.Count < SpareSnapshotsMax)
        {
            Array.Clear(snapshot.rows);
            spareSnapshots.Push(snapshot);
        }
    }

    /// <summary>Becomes a copy of another screen, with the same rows.</summary>
    private void TakeOver(Screen source)
    {
        Width = source.Width;
        Height = source.Height;
        Pool = source.Pool;
        firstRow = 0;
        if (rows.Length != Height)
        {
            rows = new Row[Height];
        }

        source.Rows.CopyTo(rows);
        CursorRow = source.CursorRow;
        CursorColumn = source.CursorColumn;
        Pen = source.Pen;
        Modes = source.Modes;
        Title = source.Title;
        IconName = source.IconName;
        TitleWasSet = source.TitleWasSet;
        Clipboard = source.Clipboard;
        ClipboardCount = source.ClipboardCount;
        BellCount = source.BellCount;
        Colors = source.Colors;
        WorkingDirectory = source.WorkingDirectory;
        Progress = source.Progress;
    }

    /// <summary>True if nothing was written since <paramref name="snapshot"/> was taken: a write would have cloned a row.</summary>
    private bool IsFrozenIn(Screen snapshot)
    {
        if (!StateEquals(snapshot) || Clipboard != snapshot.Clipboard)
        {
            return false;
        }

        ReadOnlySpan<Row> frozen = snapshot.Rows, shown = Rows;
        for (int row = 0; row < frozen.Length; row++)
        {
            if (!ReferenceEquals(frozen[row], shown[row]))
            {
                return false;
            }
        }

        return true;
    }
}
