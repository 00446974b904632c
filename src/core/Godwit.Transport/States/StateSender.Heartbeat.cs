namespace Godwit.Transport;

/// <content>Signs of life (<see cref="HeartbeatPolicy"/>).</content>
internal sealed partial class StateSender<T>
{
    // A sign of life comes at least so long after our latest packet; an acknowledgement of that packet comes sooner.
    private const int AnswerAfter = 900;

    // When the next packet is due by time alone.
    private Instant heartbeatDue = Instant.Never;
    private bool wantsAnswer;

    /// <summary>Decides about the gaps.</summary>
    public HeartbeatPolicy Heartbeat { get; }

    /// <summary>Since when something of ours, content or a sign of life, waits for an answer; never if nothing does.</summary>
    public Instant AwaitingSince => Instant.Min(UnacknowledgedSince, Heartbeat.AwaitingSince);

    /// <summary>Share of the peer's packets that get lost, 0 to 1.</summary>
    public double InboundLoss => loss.Inbound;

    /// <summary>The same over a longer time.</summary>
    public double SteadyInboundLoss => loss.Steady;

    /// <summary>As <see cref="RequestPacket"/>, and the peer is expected to answer.</summary>
    public void RequestAnswer(Instant now)
    {
        wantsAnswer = true;
        RequestPacket(now);
    }

    /// <summary>Makes what is not acknowledged due now, if it is as small as a probe: then it is the better probe.</summary>
    /// <returns>False if there is nothing, or too much.</returns>
    public bool RequestSmallRepeat(Instant now)
    {
        var isSmall = UnacknowledgedSince != Instant.Never && contentIsSmall;
        if (isSmall)
        {
            RequestPacket(now);
        }

        return isSmall;
    }

    /// <summary>The gaps are another now: what was planned with the old ones is planned anew.</summary>
    public void RestartHeartbeat(Instant now)
    {
        if (ackDue == heartbeatDue)
        {
            ScheduleHeartbeat(now);
        }
    }

    // A new state of the client without content: it acknowledges, or it asks whether we are there.
    private void AnswerHeartbeat(Instant now)
    {
        if (settings.IsServer && Heartbeat.IsAgreed && now - Last.At > Math.Max(AnswerAfter, 2 * rtt.Smoothed))
        {
            ackDue = now;
        }
    }

    // A packet leaves: notes what it is, and plans the next one.
    private void NoteHeartbeat(Instant now)
    {
        if (Diff.Length > 0)
        {
            Heartbeat.NoteActivity();
        }
        else if (wantsAnswer || ackDue == heartbeatDue)
        {
            Heartbeat.NoteSent(now);
        }

        owesAnswer = false;
        wantsAnswer = false;
        ScheduleHeartbeat(now);
    }

    private void NoteAnswered(Instant now)
    {
        if (Heartbeat.AwaitingSince != Instant.Never)
        {
            Heartbeat.NoteAnswered();
            RestartHeartbeat(now);
        }
    }

    private void ScheduleHeartbeat(Instant now)
    {
        heartbeatDue = now + Heartbeat.Interval(rtt.Smoothed);
        ackDue = heartbeatDue;
    }
}
