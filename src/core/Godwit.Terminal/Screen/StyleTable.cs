namespace Godwit.Terminal;

/// <summary>
/// Interned styles: append-only, so an id stays valid for as long as the table lives. The pool's owner bounds it by building
/// a new pool when it has grown too large (<see cref="InternPool"/>).
/// </summary>
public sealed class StyleTable
{
    private const int InitialCapacity = 64;

    private Style[] styles;
    private int[] buckets;
    private Style lastStyle;
    private StyleId lastId;

    /// <summary>A table that holds the default style only.</summary>
    public StyleTable()
        : this(InitialCapacity)
    {
    }

    /// <summary>The same, with room for a number of styles (a power of two).</summary>
    internal StyleTable(int capacity)
    {
        styles = new Style[capacity];
        buckets = new int[capacity * 2];
        Count = 1;
    }

    /// <summary>Number of styles there is room for before the table grows.</summary>
    internal int Capacity => styles.Length;

    /// <summary>Number of styles, the default one included.</summary>
    public int Count { get; private set; }

    /// <summary>The style behind an id of this table.</summary>
    public ref readonly Style this[StyleId id] => ref styles[id.Index];

    /// <summary>The id of a style, adding it if it is new.</summary>
    public StyleId Intern(in Style style)
    {
        if (style.IsSame(lastStyle))
        {
            return lastId;
        }

        lastStyle = style;
        lastId = style.IsSame(default) ? StyleId.Default : FindOrAdd(style);
        return lastId;
    }

    /// <summary>Back to the default style only.</summary>
    internal void Clear()
    {
        Array.Clear(buckets);
        lastStyle = default;
        lastId = default;
        Count = 1;
    }

    private StyleId FindOrAdd(in Style style)
    {
        int mask = buckets.Length - 1;
        int bucket = Hash(style) & mask;
        while (buckets[bucket] != 0)
        {
            if (styles[buckets[bucket]].IsSame(style))
            {
                return new(buckets[bucket]);
            }

            bucket = (bucket + 1) & mask;
        }

        if (Count == styles.Length)
        {
            Grow();
            return FindOrAdd(style);
        }

        styles[Count] = style;
        buckets[bucket] = Count;
        return new(Count++);
    }

    private void Grow()
    {
        Array.Resize(ref styles, styles.Length * 2);
        buckets = new int[styles.Length * 2];
        int mask = buckets.Length - 1;
        for (int index = 1; index < Count; index++)
        {
            int bucket = Hash(styles[index]) & mask;
            while (buckets[bucket] != 0)
            {
                bucket = (bucket + 1) & mask;
            }

            buckets[bucket] = index;
        }
    }

    private static int Hash(in Style style)
    {
        ulong hash = style.Foreground.Bits * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ style.Background.Bits) * 0xC2B2AE3D27D4EB4FUL;
        hash = (hash ^ style.UnderlineColor.Bits ^ ((ulong)style.Attributes << 32) ^ ((ulong)style.Underline << 48)) * 0x165667B19E3779F9UL;
        hash = (hash ^ (uint)style.Link) * 0x9E3779B97F4A7C15UL;
        return (int)(hash >> 33);
    }
}
