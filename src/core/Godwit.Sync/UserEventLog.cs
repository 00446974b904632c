using Godwit.Terminal;

namespace Godwit.Sync;

/// <summary>
/// The user's events since the session began, in order, addressed by their absolute number. All states of one direction
/// share one log: a state is the number of events it holds, so a snapshot costs nothing and the same key is stored once.
/// Octets lie in one buffer; anything else takes one place in it and its content stands in a side list.
/// </summary>
internal sealed class UserEventLog
{
    private const int InitialCapacity = 256;

    private readonly List<Entry> others = [];
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

    /// <summary>Number of events held that are not octets: each needs more memory than an octet.</summary>
    public int OtherCount => others.Count;

    public void AppendResize(int columns, int rows)
    {
        others.Add(new(End, columns, rows, null));
        Append(0);
    }

    public void AppendFacts(TerminalFacts facts)
    {
        others.Add(new(End, 0, 0, facts));
        Append(0);
    }

    /// <summary>Octets from event <paramref name="index"/> up to the next other event or <paramref name="end"/>; empty if another stands there.</summary>
    public ReadOnlySpan<byte> Octets(long index, long end) =>
        octets.AsSpan(offset + (int)(index - Start), (int)(Math.Min(end, NextOther(index)) - index));

    /// <summary>The event at <paramref name="index"/>, if it is not an octet.</summary>
    public bool TryGetOther(long index, out UserEvent other)
    {
        int position = FindOther(index);
        bool found = position < others.Count && others[position].Index == index;
        other = !found ? default
            : others[position].Facts is { } facts ? UserEvent.Reported(facts)
            : UserEvent.Resize(others[position].Columns, others[position].Rows);
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
        others.RemoveRange(0, FindOther(Start));
        if (count == 0 && octets.Length > InitialCapacity * 256)
        {
            // A large paste does not pin its buffer.
            octets = new byte[InitialCapacity];
        }
    }

    private long NextOther(long index)
    {
        int position = FindOther(index);
        return position < others.Count ? others[position].Index : long.MaxValue;
    }

    private int FindOther(long index)
    {
        int low = 0;
        int high = others.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (others[middle].Index < index)
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

    private readonly record struct Entry(long Index, int Columns, int Rows, TerminalFacts? Facts);
}
