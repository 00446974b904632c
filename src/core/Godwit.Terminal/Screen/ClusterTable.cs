namespace Godwit.Terminal;

/// <summary>
/// Interned texts of cells that hold more than one code point (base and combining marks), as UTF-8. Append-only, bounded by
/// its pool's owner.
/// </summary>
/// <remarks>A table of its own, one array for all texts: a Dictionary with strings as keys takes four times the instructions to look one up.</remarks>
public sealed class ClusterTable
{
    /// <summary>
    /// Longest text of one cell in octets: a code point may be added while the text is shorter than 32 octets, as in stock
    /// (spec 05 section 4), so 31 + 4.
    /// </summary>
    public const int ClusterBytesMax = 35;

    /// <summary>A code point may be added to a text that has fewer octets than this.</summary>
    public const int ClusterGrowsBelow = 32;

    private const int InitialBuckets = 32;

    // Where each text starts in bytes, and where the last one ends; at least twice as many buckets as texts.
    private int[] starts = new int[(InitialBuckets / 2) + 1];
    private int[] buckets = new int[InitialBuckets];
    private byte[] bytes = new byte[InitialBuckets * 4];

    /// <summary>Number of clusters.</summary>
    public int Count { get; private set; }

    /// <summary>The UTF-8 text of a cluster.</summary>
    public ReadOnlySpan<byte> this[int index] => bytes.AsSpan(starts[index], starts[index + 1] - starts[index]);

    /// <summary>The index of a cluster, adding it if it is new.</summary>
    /// <param name="utf8">Valid UTF-8, at most <see cref="ClusterBytesMax"/> octets.</param>
    public int Intern(ReadOnlySpan<byte> utf8)
    {
        int bucket = Bucket(utf8);
        while (buckets[bucket] != 0)
        {
            int known = buckets[bucket] - 1;
            if (this[known].SequenceEqual(utf8))
            {
                return known;
            }

            bucket = (bucket + 1) & (buckets.Length - 1);
        }

        return Add(utf8, bucket);
    }

    /// <summary>Back to none.</summary>
    internal void Clear()
    {
        Array.Clear(buckets);
        Count = 0;
    }

    private int Add(ReadOnlySpan<byte> utf8, int bucket)
    {
        int start = starts[Count];
        if (start + utf8.Length > bytes.Length)
        {
            Array.Resize(ref bytes, bytes.Length * 2);
        }

        utf8.CopyTo(bytes.AsSpan(start));
        starts[Count + 1] = start + utf8.Length;
        buckets[bucket] = ++Count;
        if (Count == starts.Length - 1)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref starts, (Count * 2) + 1);
        buckets = new int[Count * 4];
        for (int index = 0; index < Count; index++)
        {
            int bucket = Bucket(this[index]);
            while (buckets[bucket] != 0)
            {
                bucket = (bucket + 1) & (buckets.Length - 1);
            }

            buckets[bucket] = index + 1;
        }
    }

    /// <summary>FNV-1a, its upper bits folded in.</summary>
    private int Bucket(ReadOnlySpan<byte> utf8)
    {
        uint hash = 2166136261;
        foreach (byte octet in utf8)
        {
            hash = (hash ^ octet) * 16777619;
        }

        return (int)(hash ^ (hash >> 15)) & (buckets.Length - 1);
    }
}
