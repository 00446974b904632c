namespace Godwit.Session;

/// <summary>Octets that wait for the program to read them; first in, first out. Bounded by its user.</summary>
internal sealed class InputQueue
{
    private const int InitialCapacity = 4096;

    private byte[] buffer = new byte[InitialCapacity];
    private int start;
    private int end;

    public ReadOnlySpan<byte> Octets => buffer.AsSpan(start, end - start);

    public void Append(ReadOnlySpan<byte> octets)
    {
        if (end + octets.Length > buffer.Length)
        {
            int held = end - start;
            byte[] target = held + octets.Length <= buffer.Length / 2 ? buffer : new byte[Math.Max(buffer.Length * 2, held + octets.Length)];
            Octets.CopyTo(target);
            buffer = target;
            (start, end) = (0, held);
        }

        octets.CopyTo(buffer.AsSpan(end));
        end += octets.Length;
    }

    public void Consume(int octets)
    {
        // What was typed does not stay in memory.
        buffer.AsSpan(start, octets).Clear();
        start += octets;
        if (start == end)
        {
            (start, end) = (0, 0);
            if (buffer.Length > InitialCapacity)
            {
                buffer = new byte[InitialCapacity];
            }
        }
    }
}
