namespace Godwit.Terminal;

/// <summary>
/// What came of adding a code point to the text of a cell the last times, so that the same accent on the same letter is not written out and
/// looked up again: 12 instructions instead of 200. Holds for one pool; a slot keeps what came last.
/// </summary>
internal sealed class JoinCache
{
    private const int SlotBits = 7;
    private const int CodePointBits = 21;

    private readonly ulong[] keys = new ulong[1 << SlotBits];
    private readonly int[] clusters = new int[1 << SlotBits];

    /// <summary>The cluster that <paramref name="cell"/>'s text and <paramref name="codePoint"/> make, if it is known.</summary>
    public bool TryFind(Cell cell, int codePoint, out int cluster)
    {
        ulong key = Key(cell, codePoint);
        int slot = Slot(key);
        cluster = clusters[slot];
        return keys[slot] == key;
    }

    /// <summary>Keeps what <see cref="TryFind"/> did not know.</summary>
    public void Add(Cell cell, int codePoint, int cluster)
    {
        ulong key = Key(cell, codePoint);
        int slot = Slot(key);
        keys[slot] = key;
        clusters[slot] = cluster;
    }

    /// <summary>Forgets everything: the clusters have other numbers now.</summary>
    public void Clear() => Array.Clear(keys);

    /// <summary>Never 0, which marks a slot that is not used: code point 0 is not added to anything.</summary>
    private static ulong Key(Cell cell, int codePoint) => ((ulong)cell.Text << CodePointBits) | (uint)codePoint;

    private static int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> (64 - SlotBits));
}
