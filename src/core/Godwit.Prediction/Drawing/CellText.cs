using System.Runtime.InteropServices;
using Godwit.Terminal;

namespace Godwit.Prediction;

/// <summary>Comparing what cells say, whatever they look like.</summary>
internal static class CellText
{
    private const ulong NoBreakSpace = 0xA0;

    /// <summary>True for an empty cell, a space or a no-break space.</summary>
    public static bool IsBlank(Cell cell) => (cell.Bits & Cell.TextMask) is 0 or ' ' or NoBreakSpace;

    /// <summary>True if both say the same; a cell that is not known says what the other does.</summary>
    public static bool Same(Cell a, InternPool poolOfA, Cell b, InternPool poolOfB)
    {
        if (((a.Bits ^ b.Bits) & Cell.TextMask) == 0 && (!a.IsCluster || ReferenceEquals(poolOfA, poolOfB)))
        {
            return true;
        }

        if (a == Sketch.Unknown || b == Sketch.Unknown || (IsBlank(a) && IsBlank(b)))
        {
            return true;
        }

        if (a.IsCluster != b.IsCluster || a.IsSpacer != b.IsSpacer)
        {
            return false;
        }

        return a.IsCluster && !ReferenceEquals(poolOfA, poolOfB)
            ? poolOfA.Clusters[a.Glyph].SequenceEqual(poolOfB.Clusters[b.Glyph])
            : a.Glyph == b.Glyph;
    }

    /// <summary>True if all cells say the same.</summary>
    public static bool AreSame(ReadOnlySpan<Cell> a, InternPool poolOfA, ReadOnlySpan<Cell> b, InternPool poolOfB)
    {
        if (ReferenceEquals(poolOfA, poolOfB) && MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b)))
        {
            return true;
        }

        for (int i = 0; i < a.Length; i++)
        {
            if (!Same(a[i], poolOfA, b[i], poolOfB))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True if no cell says anything.</summary>
    public static bool AreAllBlank(ReadOnlySpan<Cell> cells)
    {
        foreach (Cell cell in cells)
        {
            if (!IsBlank(cell))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A number for a name.</summary>
    public static ulong Fingerprint(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (char character in name)
        {
            hash = (hash ^ character) * 1099511628211;
        }

        return hash;
    }

    /// <summary>A number for the text of some cells, the same in every pool.</summary>
    public static ulong Fingerprint(ReadOnlySpan<Cell> cells, InternPool pool)
    {
        // FNV-1a.
        ulong hash = 14695981039346656037;
        foreach (Cell cell in cells)
        {
            if (cell.IsCluster)
            {
                foreach (byte octet in pool.Clusters[cell.Glyph])
                {
                    hash = (hash ^ octet) * 1099511628211;
                }
            }
            else if (!cell.IsSpacer)
            {
                hash = (hash ^ (uint)(IsBlank(cell) ? ' ' : cell.Glyph)) * 1099511628211;
            }
        }

        return hash;
    }
}
