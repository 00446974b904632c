namespace Godwit.Link;

/// <summary>A queue before the opportunities of a trace. Several datagrams may share an opportunity, and one may take several.</summary>
/// <param name="trace">The opportunities.</param>
/// <param name="offset">Where in the trace the caller's time 0 is, in nanoseconds.</param>
internal sealed class TraceQueue(LinkTrace trace, long offset) : LinkQueue
{
    // The last opportunity that is booked, and how many octets of it.
    private long last;
    private long used;

    public override double Waiting(long now)
    {
        long first = trace.FirstFrom(now + offset);
        return last < first ? 0 : ((last - first) * LinkTrace.OpportunityBytes) + used;
    }

    public override long Append(long now, long bytes)
    {
        long first = trace.FirstFrom(now + offset);
        if (last < first)
        {
            (last, used) = (first, 0);
        }

        // Opportunities are taken whole, in order: the end is a matter of counting.
        long end = used + bytes;
        long further = (end - 1) / LinkTrace.OpportunityBytes;
        last += further;
        used = end - (further * LinkTrace.OpportunityBytes);
        return Math.Max(now, trace.TimeOf(last) - offset);
    }
}
