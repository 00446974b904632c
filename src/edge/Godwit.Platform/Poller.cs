using System.Diagnostics;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// The one wait of the loop (design D5): poll(2) over a small set of descriptors. Two ways to use it: add once and change the
/// interest, or <see cref="Clear"/> and add again on every turn; neither allocates after the first growth. Owns no descriptor.
/// </summary>
public sealed unsafe class Poller
{
    // Ten client sockets, terminal, signals: more than any program here watches. Grows if it must.
    private const int InitialCapacity = 16;

    private Libc.PollEntry[] entries = new Libc.PollEntry[InitialCapacity];

    /// <summary>Number of watched descriptors.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all descriptors.</summary>
    public void Clear() => Count = 0;

    /// <summary>Forgets those that were added last.</summary>
    /// <param name="count">How many stay.</param>
    public void Truncate(int count) => Count = Math.Min(Count, count);

    /// <summary>Watches a descriptor.</summary>
    /// <param name="descriptor">An open descriptor; a negative one is never ready (useful as a place holder).</param>
    /// <param name="interest">Readable, writable, both or none.</param>
    /// <returns>The index to ask for its readiness.</returns>
    public int Add(int descriptor, PollEvents interest)
    {
        if (Count == entries.Length)
        {
            Array.Resize(ref entries, entries.Length * 2);
        }

        entries[Count] = new Libc.PollEntry { Descriptor = descriptor, Requested = (short)interest };
        return Count++;
    }

    /// <summary>Changes what a descriptor is watched for.</summary>
    /// <param name="index">From <see cref="Add"/>.</param>
    /// <param name="interest">Readable, writable, both or none.</param>
    public void SetInterest(int index, PollEvents interest)
    {
        Debug.Assert(index < Count, "index comes from Add since the last Clear");
        entries[index].Requested = (short)interest;
    }

    /// <summary>Puts another descriptor in a place.</summary>
    /// <param name="index">From <see cref="Add"/>.</param>
    /// <param name="descriptor">An open descriptor, or a negative number for none.</param>
    public void SetDescriptor(int index, int descriptor)
    {
        Debug.Assert(index < Count, "index comes from Add since the last Clear");
        entries[index].Descriptor = descriptor;
    }

    /// <summary>Waits until a descriptor is ready, the time is over or a signal handler ran.</summary>
    /// <param name="timeoutMilliseconds">Longest wait; 0 = look and return; negative = no limit. Larger than 24 days counts as 24 days.</param>
    /// <returns>Number of ready descriptors; 0 after a timeout or an interruption (read the clock to know which).</returns>
    /// <exception cref="PlatformException">The system cannot poll (out of memory).</exception>
    public int Wait(long timeoutMilliseconds)
    {
        var timeout = timeoutMilliseconds < 0 ? -1 : (int)Math.Min(timeoutMilliseconds, int.MaxValue);
        int ready;
        fixed (Libc.PollEntry* start = entries)
        {
            ready = Libc.Poll(start, (nuint)Count, timeout);
        }

        if (ready >= 0)
        {
            return ready;
        }

        var errno = Libc.Errno;
        for (var i = 0; i < Count; i++)
        {
            entries[i].Returned = 0; // POSIX does not say what they are after a failure.
        }

        return errno == Errno.Interrupted ? 0 : throw new PlatformException("cannot wait for input", errno);
    }

    /// <summary>What the last <see cref="Wait"/> found for a descriptor.</summary>
    /// <param name="index">From <see cref="Add"/>.</param>
    public PollEvents Ready(int index)
    {
        Debug.Assert(index < Count, "index comes from Add since the last Clear");
        return (PollEvents)entries[index].Returned;
    }

    /// <summary>True if a read on this descriptor returns at once: data, end of file or an error.</summary>
    /// <param name="index">From <see cref="Add"/>.</param>
    public bool CanRead(int index) => (Ready(index) & (PollEvents.Readable | PollEvents.Hangup | PollEvents.Error)) != 0;

    /// <summary>True if a write on this descriptor returns at once: room or an error.</summary>
    /// <param name="index">From <see cref="Add"/>.</param>
    public bool CanWrite(int index) => (Ready(index) & (PollEvents.Writable | PollEvents.Error)) != 0;
}
