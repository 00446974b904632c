using System.Numerics;

namespace Godwit.Terminal;

/// <summary>
/// Tab stops, one bit a column, kept for the widest screen: columns that a later resize adds have the default stops unless all
/// stops were cleared (spec 05 section 7).
/// </summary>
/// <remarks>Copies share the bits until one of them changes: the client copies its terminal for every frame, and hardly any program sets a stop.</remarks>
internal sealed class TabStops
{
    // One stop every 8 columns.
    private const ulong DefaultBits = 0x0101_0101_0101_0101;

    private static readonly ulong[] Defaults = CreateDefaults();

    private ulong[] stops = Defaults;
    private bool isShared = true;

    public TabStops()
    {
    }

    public TabStops(TabStops source)
    {
        source.isShared = true;
        stops = source.stops;
    }

    /// <summary>A stop every 8 columns.</summary>
    public void Reset()
    {
        stops = Defaults;
        isShared = true;
    }

    public void Set(int column) => Own()[column >> 6] |= 1UL << column;

    public void Clear(int column) => Own()[column >> 6] &= ~(1UL << column);

    public void ClearAll() => Array.Clear(Own());

    /// <summary>Columns with a stop, below <paramref name="end"/>.</summary>
    public IEnumerable<int> Before(int end) => Enumerable.Range(0, end).Where(column => ((stops[column >> 6] >> column) & 1) != 0);

    /// <summary>The first stop right of <paramref name="column"/>, or <paramref name="last"/> if there is none before it.</summary>
    public int Next(int column, int last)
    {
        int start = column + 1;
        for (int word = start >> 6; word < stops.Length; word++)
        {
            ulong bits = stops[word];
            if (word == start >> 6)
            {
                bits &= ulong.MaxValue << start;
            }

            if (bits != 0)
            {
                return Math.Min((word << 6) + BitOperations.TrailingZeroCount(bits), last);
            }
        }

        return last;
    }

    /// <summary>The first stop left of <paramref name="column"/>, or <paramref name="first"/> if there is none after it.</summary>
    public int Previous(int column, int first)
    {
        int end = column - 1;
        for (int word = end >> 6; word >= 0 && end >= 0; word--)
        {
            ulong bits = stops[word];
            if (word == end >> 6)
            {
                bits &= ulong.MaxValue >> (63 - (end & 63));
            }

            if (bits != 0)
            {
                return Math.Max((word << 6) + 63 - BitOperations.LeadingZeroCount(bits), first);
            }
        }

        return first;
    }

    private static ulong[] CreateDefaults()
    {
        var bits = new ulong[(Screen.WidthMax + 63) / 64];
        Array.Fill(bits, DefaultBits);
        return bits;
    }

    private ulong[] Own()
    {
        if (isShared)
        {
            stops = (ulong[])stops.Clone();
            isShared = false;
        }

        return stops;
    }
}
