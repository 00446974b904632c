namespace Godwit.Platform;

/// <summary>Reads lines from a blocking descriptor, for the wrapper's talk with ssh. Owns no descriptor.</summary>
/// <param name="descriptor">An open descriptor.</param>
public sealed class LineReader(int descriptor)
{
    // A server that prints more than this on one line is not printing our connect line; the line comes in pieces then.
    private const int LongestLine = 16 * 1024;

    private readonly byte[] buffer = new byte[LongestLine];
    private int start;
    private int end;
    private bool finished;

    /// <summary>Waits for the next line.</summary>
    /// <param name="line">The line without its LF, but with a CR before it; valid until the next call. At the end of the file what is left counts as a line.</param>
    /// <returns>False at the end of the file (or after a read error, which means the same here).</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var pending = buffer.AsSpan(start, end - start);
            var newline = pending[searched..].IndexOf((byte)'\n');
            if (newline >= 0)
            {
                line = pending[..(searched + newline)];
                start += line.Length + 1;
                return true;
            }

            if (finished || pending.Length == LongestLine)
            {
                line = pending;
                start = end;
                return !line.IsEmpty;
            }

            searched = pending.Length;
            Fill();
        }
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        var result = FileDescriptor.Read(descriptor, buffer.AsSpan(end));
        finished = !result.IsDone;
        end += result.Count;
    }
}
