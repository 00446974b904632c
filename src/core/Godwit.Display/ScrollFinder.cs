using System.Runtime.InteropServices;
using Godwit.Terminal;

namespace Godwit.Display;

/// <summary>Finds the part of the screen that moved up or down (spec 06 section 4, in any region and both directions).</summary>
/// <remarks>
/// Every row of the changed part is hashed once; rows whose hash is unique on both sides vote for a distance. For the most
/// frequent distance one pass over the rows finds the stretch where scrolling saves most. So the search is linear in the cells.
/// </remarks>
internal sealed class ScrollFinder
{
    private const int Repeated = -1;

    /// <summary>What a row that differs costs besides its characters: the move to it.</summary>
    private const int RowCost = 4;

    private readonly Dictionary<ulong, int> places = [];
    private readonly HashSet<ulong> repeated = [];
    private ulong[] oldHashes = [];
    private ulong[] newHashes = [];
    private int[] votes = [];
    private Cell[] oldLine = [];
    private Cell[] newLine = [];
    private PoolMap? shownMap;
    private PoolMap? wantedMap;
    private int width;

    /// <summary>The scroll that saves most; its saving is an estimate in octets, 0 or less if there is none worth doing.</summary>
    public Scroll Find(ReadOnlySpan<Row?> shown, ReadOnlySpan<Row> wanted, PoolMap shownMap, PoolMap wantedMap)
    {
        this.shownMap = shownMap;
        this.wantedMap = wantedMap;
        width = wanted[0].Width;
        int first = 0, last = wanted.Length - 1;
        while (first <= last && IsSame(shown[first], wanted[first]))
        {
            first++;
        }

        while (last > first && IsSame(shown[last], wanted[last]))
        {
            last--;
        }

        if (last <= first)
        {
            return default;
        }

        int count = last - first + 1;
        Reserve(count);
        shown = shown.Slice(first, count);
        wanted = wanted.Slice(first, count);
        HashRows(shown, wanted);
        int distance = MostFrequentDistance(count);
        if (distance == 0)
        {
            return default;
        }

        Scroll found = BestStretch(shown, wanted, distance);
        return found with { Top = found.Top + first, Bottom = found.Bottom + first };
    }

    private bool IsSame(Row? old, Row row) =>
        ReferenceEquals(old, row) || (old is not null && shownMap == wantedMap && old.ContentEquals(row));

    private void Reserve(int rows)
    {
        if (oldLine.Length < width)
        {
            oldLine = new Cell[width];
            newLine = new Cell[width];
        }

        if (oldHashes.Length < rows)
        {
            oldHashes = new ulong[rows];
            newHashes = new ulong[rows];
            votes = new int[rows * 2];
        }
    }

    private void HashRows(ReadOnlySpan<Row?> shown, ReadOnlySpan<Row> wanted)
    {
        // Of one pool, rows that moved have the same bits; that others may look the same too does not matter here.
        bool isOnePool = shownMap == wantedMap;
        for (int i = 0; i < wanted.Length; i++)
        {
            oldHashes[i] = Hash(isOnePool && shown[i] is { } row ? row.Cells[..width] : Translated(shownMap!, shown[i]));
            newHashes[i] = IsSame(shown[i], wanted[i]) ? oldHashes[i] : Hash(isOnePool ? wanted[i].Cells[..width] : Translated(wantedMap!, wanted[i]));
        }
    }

    private ReadOnlySpan<Cell> Translated(PoolMap map, Row? row)
    {
        Span<Cell> line = newLine.AsSpan(0, width);
        map.Translate(row, line);
        return line;
    }

    private static ulong Hash(ReadOnlySpan<Cell> line)
    {
        ulong hash = 0x9E3779B97F4A7C15;
        foreach (ulong bits in MemoryMarshal.Cast<Cell, ulong>(line))
        {
            hash = (ulong.RotateLeft(hash, 5) ^ bits) * 0xC2B2AE3D27D4EB4F;
        }

        return hash ^ (hash >> 29);
    }

    /// <summary>How far most rows moved up; negative for down, 0 for none.</summary>
    private int MostFrequentDistance(int count)
    {
        places.Clear();
        repeated.Clear();
        for (int i = 0; i < count; i++)
        {
            if (!places.TryAdd(oldHashes[i], i))
            {
                places[oldHashes[i]] = Repeated;
            }
        }

        votes.AsSpan(0, count * 2).Clear();
        int best = 0;
        for (int i = 0; i < count; i++)
        {
            if (!places.TryGetValue(newHashes[i], out int from) || from == Repeated || from == i)
            {
                continue;
            }

            if (!repeated.Add(newHashes[i]))
            {
                continue;
            }

            int distance = from - i;
            votes[distance + count]++;
            if (best == 0 || votes[distance + count] > votes[best + count])
            {
                best = distance;
            }
        }

        return best;
    }

    /// <summary>The stretch of rows where taking row i + distance instead of row i saves most.</summary>
    private Scroll BestStretch(ReadOnlySpan<Row?> shown, ReadOnlySpan<Row> wanted, int distance)
    {
        int from = Math.Max(0, -distance), to = wanted.Length - Math.Max(0, distance);
        int best = 0, bestStart = 0, bestEnd = 0, sum = 0, start = from;
        for (int i = from; i < to; i++)
        {
            sum += Cost(shown, wanted, i, i) - Cost(shown, wanted, i + distance, i);
            if (sum <= 0)
            {
                sum = 0;
                start = i + 1;
            }
            else if (sum > best)
            {
                (best, bestStart, bestEnd) = (sum, start, i);
            }
        }

        if (best == 0)
        {
            return default;
        }

        // Rows that the scroll empties must be drawn anew.
        int vacatedFrom = distance > 0 ? bestEnd + 1 : bestStart + distance;
        int vacated = Math.Abs(distance);
        for (int i = vacatedFrom; i < vacatedFrom + vacated; i++)
        {
            best += Cost(shown, wanted, i, i) - Cost(shown, wanted, Repeated, i);
        }

        return new Scroll(Math.Min(bestStart, vacatedFrom), Math.Max(bestEnd, vacatedFrom + vacated - 1), distance, best);
    }

    /// <summary>About how many octets turn an old row (a blank one if negative) into a new one.</summary>
    private int Cost(ReadOnlySpan<Row?> shown, ReadOnlySpan<Row> wanted, int old, int row)
    {
        if (old >= 0 && oldHashes[old] == newHashes[row])
        {
            return 0;
        }

        Span<Cell> oldCells = oldLine.AsSpan(0, width), newCells = newLine.AsSpan(0, width);
        shownMap!.Translate(old < 0 ? null : shown[old], oldCells);
        wantedMap!.Translate(wanted[row], newCells);
        int cost = 0;
        bool erased = false;
        for (int x = 0; x < width; x++)
        {
            if (oldCells[x] != newCells[x])
            {
                cost += newCells[x].IsEmpty ? 0 : 1;
                erased |= newCells[x].IsEmpty;
            }
        }

        return cost == 0 && !erased ? 0 : cost + RowCost + (erased ? RowCost : 0);
    }

    /// <summary>Rows <see cref="Top"/> to <see cref="Bottom"/> move up by <see cref="Distance"/> (down if negative).</summary>
    public readonly record struct Scroll(int Top, int Bottom, int Distance, int Saving);
}
