using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// Writes to the user's terminal on standard output without waiting for it: what the terminal does not take at once is kept, and the loop writes
/// it when there is room. A terminal that nobody reads (a stopped window, a hung multiplexer) holds up nothing else.
/// </summary>
/// <remarks>
/// The open file behind descriptor 1 is shared with the shell that started us and must stay a blocking one, so the terminal is opened again by
/// its name. Where that cannot be had (a terminal of another user after su) writes wait. Keeps no more than it is given: its user gives it one
/// frame at a time.
/// </remarks>
public sealed unsafe class TerminalOutput : IDisposable
{
    private readonly bool isOwn;
    private byte[] kept = [];
    private int start;
    private int end;

    private TerminalOutput(int descriptor, bool isOwn)
    {
        Descriptor = descriptor;
        this.isOwn = isOwn;
    }

    /// <summary>The descriptor to poll for writing while <see cref="IsBusy"/>.</summary>
    public int Descriptor { get; private set; }

    /// <summary>True while something waits for the terminal.</summary>
    public bool IsBusy => start < end;

    /// <summary>Opens the terminal on standard output a second time if possible.</summary>
    public static TerminalOutput Open()
    {
        if (TerminalDevice.NameOf(FileDescriptor.StandardOutput) is { } name)
        {
            fixed (byte* path = NativeText.Encode(name))
            {
                int descriptor = Libc.Open(path, Libc.OpenWriteOnly | Libc.OpenNonBlocking | Libc.OpenNoControllingTerminal | Libc.OpenCloseOnExec, 0);
                if (descriptor >= 0)
                {
                    return new(descriptor, isOwn: true);
                }
            }
        }

        return new(FileDescriptor.StandardOutput, isOwn: false);
    }

    /// <summary>Writes, or keeps what cannot be written now. One write for all of it, if the terminal has room.</summary>
    /// <param name="bytes">Go out behind what is kept.</param>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (!isOwn)
        {
            _ = FileDescriptor.WriteAll(Descriptor, bytes);
            return;
        }

        int done = 0;
        if (!IsBusy && !TryWrite(bytes, out done))
        {
            return;
        }

        Keep(bytes[done..]);
    }

    /// <summary>Writes what is kept as far as there is room.</summary>
    public void Flush()
    {
        if (IsBusy)
        {
            start = TryWrite(kept.AsSpan(start..end), out int done) ? start + done : end;
        }
    }

    /// <summary>Waits for the terminal to take everything, but not for ever.</summary>
    /// <param name="timeoutMilliseconds">How long.</param>
    /// <returns>True if nothing is kept any more.</returns>
    public bool Drain(long timeoutMilliseconds)
    {
        long until = MonotonicClock.Milliseconds + timeoutMilliseconds;
        var poller = new Poller();
        _ = poller.Add(Descriptor, PollEvents.Writable);
        Flush();
        while (IsBusy && until - MonotonicClock.Milliseconds is > 0 and var rest)
        {
            _ = poller.Wait(rest);
            Flush();
        }

        return !IsBusy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isOwn)
        {
            FileDescriptor.Close(Descriptor);
            Descriptor = -1;
        }
    }

    /// <summary>False if the terminal is gone: there is nobody to keep anything for.</summary>
    private bool TryWrite(ReadOnlySpan<byte> bytes, out int done)
    {
        // A terminal takes a few kilobytes at a time.
        for (done = 0; done < bytes.Length;)
        {
            IoResult result = FileDescriptor.Write(Descriptor, bytes[done..]);
            if (result.Status == IoStatus.WouldBlock)
            {
                return true;
            }

            if (!result.IsDone)
            {
                return false;
            }

            done += result.Count;
        }

        return true;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        int held = end - start;
        if (held + bytes.Length > kept.Length)
        {
            Array.Resize(ref kept, Math.Max(held + bytes.Length, 2 * kept.Length));
        }

        kept.AsSpan(start, held).CopyTo(kept);
        bytes.CopyTo(kept.AsSpan(held));
        (start, end) = (0, held + bytes.Length);
    }
}
