using Godwit.Transport;

namespace Godwit.Session;

/// <summary>When the other end counts as lost, and when it is back: for those who are told of it, not for the transport, which never gives up. Pure; wakes once.</summary>
/// <param name="lostAfterMs">Silence after which the end counts as lost, in milliseconds.</param>
public sealed class SilenceWatch(long lostAfterMs = SilenceWatch.LostAfterMs)
{
    /// <summary>
    /// Silence after which an end counts as lost: two of the longest gaps between signs of life (<see cref="HeartbeatPolicy.IntervalMax"/>) and the tries after them. The
    /// client's bar stops counting single seconds then.
    /// </summary>
    public const long LostAfterMs = 60_000;

    private Instant? last;

    /// <summary>True while the end is lost.</summary>
    public bool IsLost { get; private set; }

    /// <summary>How long the silence was, in milliseconds, when <see cref="Update"/> last answered true.</summary>
    public long SilenceMs { get; private set; }

    /// <summary>When <see cref="Update"/> has to be asked if nothing arrives.</summary>
    public Instant Deadline => !IsLost && last is { } heard ? heard + lostAfterMs : Instant.Never;

    /// <summary>Once a turn, after what arrived.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="lastHeard">When the newest datagram of the end came; null before the first, and then nobody is missed.</param>
    /// <returns>True if <see cref="IsLost"/> has changed.</returns>
    public bool Update(Instant now, Instant? lastHeard)
    {
        if (lastHeard is not { } heard)
        {
            return false;
        }

        Instant before = last ?? heard;
        last = heard;
        if (IsLost ? heard == before : now - heard < lostAfterMs)
        {
            return false;
        }

        SilenceMs = IsLost ? heard - before : now - heard;
        IsLost = !IsLost;
        return true;
    }
}
