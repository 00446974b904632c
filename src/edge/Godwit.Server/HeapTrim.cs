using Godwit.Transport;

namespace Godwit.Server;

/// <summary>
/// Gives memory back to the system once a flood of output is over: nothing is allocated while a session is idle, so nothing else would ever
/// collect what the flood left behind, and a login server runs one process a session. One collection of a few milliseconds, when nobody waits.
/// </summary>
internal sealed class HeapTrim
{
    /// <summary>Octets allocated since the last time below which there is nothing worth having: an evening of typing.</summary>
    public const long AllocatedMin = 4 * 1024 * 1024;

    /// <summary>How long the program must have been quiet, in milliseconds: long enough for its last frames to be acknowledged.</summary>
    public const long QuietMs = 400;

    private long allocatedBefore = GC.GetTotalAllocatedBytes(precise: false);

    /// <summary>When <see cref="Update"/> has something to do if nothing happens before.</summary>
    public Instant Deadline { get; private set; } = Instant.Never;

    /// <summary>The program has written something.</summary>
    public void NoteOutput(Instant now)
    {
        if (GC.GetTotalAllocatedBytes(precise: false) - allocatedBefore >= AllocatedMin)
        {
            Deadline = now + QuietMs;
        }
    }

    /// <summary>Collects if it is time.</summary>
    public void Update(Instant now)
    {
        if (now < Deadline)
        {
            return;
        }

        Deadline = Instant.Never;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        allocatedBefore = GC.GetTotalAllocatedBytes(precise: false);
    }
}
