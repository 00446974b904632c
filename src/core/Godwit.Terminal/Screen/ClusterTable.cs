namespace Godwit.Terminal;

/// <summary>
/// Interned texts of cells that hold more than one code point (base and combining marks), as UTF-8. Append-only, bounded by
/// its pool's owner.
/// </summary>
public sealed class ClusterTable
{
    /// <summary>
    /// Longest text of one cell in octets: a code point may be added while the text is shorter than 32 octets, as in stock
    /// (spec 05 section 4), so 31 + 4.
    /// </summary>
    public const int ClusterBytesMax = 35;

    /// <summary>A code point may be added to a text that has fewer octets than this.</summary>
    public const int ClusterGrowsBelow = 32;

    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);
    private readonly List<byte[]> texts = [];

    /// <summary>Number of clusters.</summary>
    public int Count => texts.Count;

    /// <summary>The UTF-8 text of a cluster.</summary>
    public ReadOnlySpan<byte> this[int index] => texts[index];

    /// <summary>The index of a cluster, adding it if it is new.</summary>
    /// <param name="utf8">Valid UTF-8, at most <see cref="ClusterBytesMax"/> octets.</param>
    public int Intern(ReadOnlySpan<byte> utf8)
    {
        Span<char> key = stackalloc char[ClusterBytesMax];
        for (int i = 0; i < utf8.Length; i++)
        {
            key[i] = (char)utf8[i];
        }

        ReadOnlySpan<char> name = key[..utf8.Length];
        var lookup = indices.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(name, out int index))
        {
            index = texts.Count;
            texts.Add(utf8.ToArray());
            lookup[name] = index;
        }

        return index;
    }

    /// <summary>Back to none.</summary>
    internal void Clear()
    {
        indices.Clear();
        texts.Clear();
    }
}
