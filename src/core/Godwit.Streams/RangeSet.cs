namespace Godwit.Streams;

/// <summary>Disjoint half-open ranges of numbers, sorted. Ranges that touch are one. Allocates only to grow.</summary>
internal sealed class RangeSet
{
    private const int FirstCapacity = 8;

    private (ulong Start, ulong End)[] ranges = [];

    /// <summary>How many ranges.</summary>
    public int Count { get; private set; }

    /// <summary>A range, from the lowest.</summary>
    public (ulong Start, ulong End) this[int index] => ranges[index];

    /// <summary>Numbers in all ranges.</summary>
    public ulong Total { get; private set; }

    /// <summary>Adds a range; what is in already stays.</summary>
    public void Add(ulong start, ulong end)
    {
        if (start >= end)
        {
            return;
        }

        // As a rule the last one grows.
        if (Count > 0 && start >= ranges[Count - 1].Start && start <= ranges[Count - 1].End)
        {
            ref (ulong Start, ulong End) highest = ref ranges[Count - 1];
            Total += Math.Max(end, highest.End) - highest.End;
            highest.End = Math.Max(end, highest.End);
            return;
        }

        // Those from first up to last (excluded) touch the new one.
        int first = FirstEndingFrom(start);
        int last = first;
        while (last < Count && ranges[last].Start <= end)
        {
            start = Math.Min(start, ranges[last].Start);
            end = Math.Max(end, ranges[last].End);
            Total -= ranges[last].End - ranges[last].Start;
            last++;
        }

        Replace(first, last, 1);
        ranges[first] = (start, end);
        Total += end - start;
    }

    /// <summary>Adds of a range what is not in others.</summary>
    /// <returns>How many of the others it had to look at: those that the range touches.</returns>
    public int AddExcept(ulong start, ulong end, RangeSet others)
    {
        int first = others.FirstEndingFrom(start + 1);
        int next = first;
        for (; next < others.Count && others[next].Start < end; next++)
        {
            Add(start, others[next].Start);
            start = Math.Max(start, others[next].End);
        }

        Add(start, end);
        return next - first;
    }

    /// <summary>Takes a range out.</summary>
    public void Remove(ulong start, ulong end)
    {
        if (start >= end || Count == 0)
        {
            return;
        }

        int first = FirstEndingFrom(start + 1);
        int last = first;
        (ulong Start, ulong End) left = default, right = default;
        while (last < Count && ranges[last].Start < end)
        {
            (ulong Start, ulong End) range = ranges[last];
            Total -= range.End - range.Start;
            left = range.Start < start ? (range.Start, start) : left;
            right = range.End > end ? (end, range.End) : right;
            last++;
        }

        bool hasLeft = left.End > left.Start;
        bool hasRight = right.End > right.Start;
        Replace(first, last, (hasLeft ? 1 : 0) + (hasRight ? 1 : 0));
        if (hasLeft)
        {
            ranges[first++] = left;
            Total += left.End - left.Start;
        }

        if (hasRight)
        {
            ranges[first] = right;
            Total += right.End - right.Start;
        }
    }

    /// <summary>Takes the lowest range out.</summary>
    public void RemoveFirst()
    {
        Total -= ranges[0].End - ranges[0].Start;
        Replace(0, 1, 0);
    }

    /// <summary>True if all of a range is in.</summary>
    public bool Contains(ulong start, ulong end)
    {
        int index = FirstEndingFrom(start + 1);
        return start >= end || (index < Count && ranges[index].Start <= start && ranges[index].End >= end);
    }

    /// <summary>Takes everything out and gives the memory back.</summary>
    public void Clear()
    {
        ranges = [];
        Count = 0;
        Total = 0;
    }

    // The first range whose end is not below a number.
    private int FirstEndingFrom(ulong number)
    {
        // Usually at the high end.
        if (Count == 0 || ranges[Count - 1].End < number)
        {
            return Count;
        }

        int low = 0, high = Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (ranges[middle].End < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    // Makes room for so many ranges in place of those from first up to last (excluded).
    private void Replace(int first, int last, int wanted)
    {
        int count = Count - (last - first) + wanted;
        if (count > ranges.Length)
        {
            Array.Resize(ref ranges, Math.Max(FirstCapacity, 2 * count));
        }

        Array.Copy(ranges, last, ranges, first + wanted, Count - last);
        Count = count;
    }
}
