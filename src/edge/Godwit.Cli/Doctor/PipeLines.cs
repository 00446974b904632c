using Godwit.Platform;

namespace Godwit.Cli.Doctor;

/// <summary>Whole lines from a pipe that nobody waits for. Owns the descriptor.</summary>
/// <param name="descriptor">The read end; becomes non-blocking.</param>
internal sealed class PipeLines(int descriptor)
{
    // A longer line comes in pieces.
    private const int LineMax = 16 * 1024;

    private readonly byte[] buffer = new byte[LineMax];
    private int length;

    /// <summary>For <see cref="Poller"/>; negative once the other end is closed.</summary>
    public int Descriptor { get; private set; } = Prepare(descriptor);

    /// <summary>Reads what is there.</summary>
    /// <param name="take">Gets each line without its LF, the last one at the end of the file as well.</param>
    /// <param name="see">Gets the octets as they come; null if nobody wants them.</param>
    public void Read(Action<ReadOnlySpan<byte>> take, Action<ReadOnlySpan<byte>>? see = null)
    {
        while (Descriptor >= 0)
        {
            IoResult result = FileDescriptor.Read(Descriptor, buffer.AsSpan(length));
            if (result.Status == IoStatus.WouldBlock)
            {
                return;
            }

            if (!result.IsDone)
            {
                Close();
                if (length > 0)
                {
                    take(buffer.AsSpan(0, length));
                    length = 0;
                }

                return;
            }

            see?.Invoke(buffer.AsSpan(length, result.Count));
            length += result.Count;
            TakeLines(take);
        }
    }

    /// <summary>Stops to listen.</summary>
    public void Close()
    {
        FileDescriptor.Close(Descriptor);
        Descriptor = -1;
    }

    private void TakeLines(Action<ReadOnlySpan<byte>> take)
    {
        Span<byte> rest = buffer.AsSpan(0, length);
        for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            take(rest[..end]);
            rest = rest[(end + 1)..];
        }

        if (rest.Length == LineMax)
        {
            take(rest);
            rest = default;
        }

        rest.CopyTo(buffer);
        length = rest.Length;
    }

    private static int Prepare(int descriptor)
    {
        FileDescriptor.SetNonBlocking(descriptor);
        return descriptor;
    }
}
