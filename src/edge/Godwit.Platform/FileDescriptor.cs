using System.Text;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>Reads and writes on plain descriptors (standard input and output, pipes). Owns nothing.</summary>
public static unsafe class FileDescriptor
{
    /// <summary>Standard input.</summary>
    public const int StandardInput = 0;

    /// <summary>Standard output.</summary>
    public const int StandardOutput = 1;

    /// <summary>Standard error.</summary>
    public const int StandardError = 2;

    /// <summary>Reads once; waits if the descriptor is a blocking one and there is nothing yet.</summary>
    /// <param name="descriptor">An open descriptor.</param>
    /// <param name="buffer">Receives what is there; not empty.</param>
    /// <returns>Done, WouldBlock, Closed at the end of the file, or Failed. Never throws.</returns>
    public static IoResult Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = Libc.Read(descriptor, start, (nuint)buffer.Length);
                if (count >= 0)
                {
                    return count == 0 ? IoResult.Closed : IoResult.Of(count);
                }

                if (Libc.Errno != Errno.Interrupted)
                {
                    return IoResult.FromErrno(Libc.Errno);
                }
            }
        }
    }

    /// <summary>True if a read returns at once: data, the end, or an error. Looks, and does not wait.</summary>
    /// <param name="descriptor">An open descriptor.</param>
    public static bool IsReadable(int descriptor)
    {
        var entry = new Libc.PollEntry { Descriptor = descriptor, Requested = Libc.PollIn };
        return Libc.Poll(&entry, 1, 0) > 0;
    }

    /// <summary>Writes once, perhaps only a part.</summary>
    /// <param name="descriptor">An open descriptor.</param>
    /// <param name="bytes">What to write.</param>
    /// <returns>Done with the count taken, WouldBlock, or Failed. Never throws.</returns>
    public static IoResult Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            while (true)
            {
                var count = Libc.Write(descriptor, start, (nuint)bytes.Length);
                if (count >= 0)
                {
                    return IoResult.Of(count);
                }

                if (Libc.Errno != Errno.Interrupted)
                {
                    return IoResult.FromErrno(Libc.Errno);
                }
            }
        }
    }

    /// <summary>Writes everything, waiting for room if somebody made the descriptor non-blocking.</summary>
    /// <param name="descriptor">An open descriptor.</param>
    /// <param name="bytes">What to write.</param>
    /// <returns>Done with the whole length, or Failed. Never throws.</returns>
    public static IoResult WriteAll(int descriptor, ReadOnlySpan<byte> bytes)
    {
        var done = 0;
        while (done < bytes.Length)
        {
            var result = Write(descriptor, bytes[done..]);
            if (result.Status == IoStatus.WouldBlock)
            {
                var entry = new Libc.PollEntry { Descriptor = descriptor, Requested = Libc.PollOut };
                _ = Libc.Poll(&entry, 1, -1); // An error shows in the next write.
            }
            else if (!result.IsDone)
            {
                return result;
            }

            done += result.Count;
        }

        return IoResult.Of(done);
    }

    /// <summary>Writes a text as UTF-8, whole. For messages to people: allocates.</summary>
    /// <param name="descriptor">An open descriptor.</param>
    /// <param name="text">The text, with its line ends.</param>
    public static IoResult WriteText(int descriptor, string text) => WriteAll(descriptor, Encoding.UTF8.GetBytes(text));

    /// <summary>True if the descriptor is a terminal.</summary>
    /// <param name="descriptor">Any number.</param>
    public static bool IsTerminal(int descriptor) => Libc.IsTerminal(descriptor) == 1;

    /// <summary>Closes a descriptor. Errors are of no use to anyone and are ignored.</summary>
    /// <param name="descriptor">An open descriptor; a negative number does nothing.</param>
    public static void Close(int descriptor)
    {
        if (descriptor >= 0)
        {
            _ = Libc.Close(descriptor);
        }
    }

    /// <summary>Waits until everything written to a terminal has left it.</summary>
    /// <param name="descriptor">A terminal; anything else is ignored.</param>
    public static void Drain(int descriptor) => _ = Libc.DrainTerminal(descriptor);

    /// <summary>Points descriptors at /dev/null, so that sshd ends the session of a detached server (spec 04 section 3.2 item 7).</summary>
    /// <param name="descriptors">The numbers to replace, usually 0, 1 and 2.</param>
    /// <exception cref="PlatformException">/dev/null cannot be opened.</exception>
    public static void RedirectToNull(params ReadOnlySpan<int> descriptors)
    {
        int device;
        fixed (byte* path = "/dev/null"u8)
        {
            device = Libc.Open(path, Libc.OpenReadWrite | Libc.OpenCloseOnExec, 0);
        }

        if (device < 0)
        {
            throw new PlatformException("cannot open /dev/null", Libc.Errno);
        }

        foreach (var descriptor in descriptors)
        {
            _ = Libc.Dup2(device, descriptor);
        }

        if (!descriptors.Contains(device))
        {
            _ = Libc.Close(device);
        }
    }

    /// <summary>Sets the close-on-exec flag.</summary>
    /// <param name="descriptor">An open descriptor.</param>
    /// <exception cref="PlatformException">The descriptor is not open.</exception>
    public static void SetCloseOnExec(int descriptor)
    {
        if (Libc.Fcntl(descriptor, Libc.FcntlSetDescriptorFlags, Libc.DescriptorCloseOnExec) != 0)
        {
            throw new PlatformException("cannot mark a descriptor close-on-exec", Libc.Errno);
        }
    }

    /// <summary>Makes reads and writes return <see cref="IoStatus.WouldBlock"/> instead of waiting. Shared by all who have the same open file: never use it on the user's terminal.</summary>
    /// <param name="descriptor">An open descriptor.</param>
    /// <exception cref="PlatformException">The descriptor is not open.</exception>
    public static void SetNonBlocking(int descriptor)
    {
        var flags = Libc.Fcntl(descriptor, Libc.FcntlGetStatusFlags, 0);
        if (flags < 0 || Libc.Fcntl(descriptor, Libc.FcntlSetStatusFlags, flags | Libc.OpenNonBlocking) != 0)
        {
            throw new PlatformException("cannot make a descriptor non-blocking", Libc.Errno);
        }
    }
}
