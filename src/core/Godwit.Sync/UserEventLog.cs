namespace Godwit.Sync;

/// <summary>
/// The user's events since the session began, in order, addressed by their absolute number. All states of one direction
/// share one log: a state is the number of events it holds, so a snapshot costs nothing and the same key is stored once.
/// Octets lie in one buffer; a resize takes one place in it and its size stands in a side list.
/// </summary>
internal sealed class UserEventLog
{
    private const int InitialCapacity = 256;

    private readonly List<(long Index, int Columns, int Rows)> resizes = [];
    private byte[] octets = new byte[InitialCapacity];
    private int offset;
    private int count;

    /// <summary>Number of the oldest event still held.</summary>
    public long Start { get; private set; }

    /// <summary>Number that the next event will get.</summary>
    public long End => Start + count;

    public void Append(byte value)
    {
        MakeRoom(1);
        octets[offset + count++] = value;
    }

    public void Append(ReadOnlySpan<byte> values)
    {
        MakeRoom(values.Length);
        values.CopyTo(octets.AsSpan(offset + count));
        count += values.Length;
    }

    public void AppendResize(int columns, int rows)
    {
        resizes.Add((End, columns, rows));
        Append(0);
    }

    /// <summary>Octets from event <paramref name="index"/> up to the next resize or <paramref name="end"/>; empty if a resize stands there.</summary>
    public ReadOnlySpan<byte> Octets(long index, long end) =>
        octets.AsSpan(offset + (int)(index - Start), (int)(Math.Min(end, NextResize(index)) - index));

    /// <summary>The resize at event <paramref name="index"/>, if one stands there.</summary>
    public bool TryGetResize(long index, out int columns, out int rows)
    {
        int position = FindResize(index);
        bool found = position < resizes.Count && resizes[position].Index == index;
        (columns, rows) = found ? (resizes[position].Columns, resizes[position].Rows) : (0, 0);
        return found;
    }

    /// <summary>Releases the events before <paramref name="index"/>.</summary>
    public void DropBefore(long index)
    {
        int drop = (int)Math.Clamp(index - Start, 0, count);
        if (drop == 0)
        {
            return;
        }

        // What was typed is not kept in memory for longer than it is needed.
        octets.AsSpan(offset, drop).Clear();
        Start += drop;
        count -= drop;
        offset = count == 0 ? 0 : offset + drop;
        resizes.RemoveRange(0, FindResize(Start));
        if (count == 0 && octets.Length > InitialCapacity * 256)
        {
            // A large paste does not pin its buffer.
            octets = new byte[InitialCapacity];
        }
    }

    private long NextResize(long index)
    {
        int position = FindResize(index);
        return position < resizes.Count ? resizes[position].Index : long.MaxValue;
    }

    private int FindResize(long index)
    {
        int low = 0;
        int high = resizes.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (resizes[middle].Index < index)
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

    private void MakeRoom(int more)
    {
        if (offset + count + more <= octets.Length)
        {
            return;
        }

        byte[] target = count + more <= octets.Length / 2 ? octets : new byte[Math.Max(octets.Length * 2, count + more)];
        octets.AsSpan(offset, count).CopyTo(target);
        octets = target;
        offset = 0;
    }
}
