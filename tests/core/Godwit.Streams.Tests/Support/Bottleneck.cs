using Godwit.Transport;

namespace Godwit.Streams.Tests.Support;

/// <summary>A controller alone before one queue, packet by packet: who sends has always more, and hears of each packet what became of it.</summary>
internal sealed class Bottleneck(CongestionController controller, double octetsPerMs, double roundTrip)
{
    public const int Size = 1200;

    private readonly Random random = new(1);
    private readonly PriorityQueue<(double At, double SentAt, long InFlight, bool IsLost), double> underWay = new();
    private double now = 1000;
    private double queueEnd;
    private long inFlight;
    private ulong acknowledged;

    /// <summary>Milliseconds that somebody else's packets keep waiting before ours.</summary>
    public double ForeignQueue { get; set; }

    public double RoundTrip { get; set; } = roundTrip;

    public double Loss { get; set; }

    /// <summary>Milliseconds that a packet may be later than it need be, each by another time.</summary>
    public double Jitter { get; set; }

    public bool HasMore { get; set; } = true;

    public ulong Sent { get; private set; }

    public long Arrived { get; private set; }

    public Instant Now => new((long)now);

    /// <summary>Octets that fill the path without a queue.</summary>
    public double Capacity => octetsPerMs * RoundTrip;

    public void Run(double milliseconds, Action? each = null)
    {
        double end = now + milliseconds;
        while (true)
        {
            Send();
            if (!underWay.TryPeek(out (double At, double SentAt, long InFlight, bool IsLost) next, out _) || next.At > end)
            {
                now = end;
                return;
            }

            underWay.Dequeue();
            now = Math.Max(now, next.At);
            inFlight -= Size;
            ulong number = acknowledged++;
            if (next.IsLost)
            {
                controller.NoteLost(Size);
                continue;
            }

            Arrived += Size;
            controller.NoteAcknowledged(Now, Size, number, Sent, Math.Round(now - next.SentAt), next.InFlight);
            each?.Invoke();
        }
    }

    private void Send()
    {
        while (HasMore && inFlight + Size <= controller.Window)
        {
            queueEnd = Math.Max(queueEnd, now) + (Size / octetsPerMs);
            inFlight += Size;
            double at = queueEnd + ForeignQueue + RoundTrip + (Jitter > 0 ? random.NextDouble() * Jitter : 0);
            underWay.Enqueue((at, now, inFlight, random.NextDouble() < Loss), at);
            Sent++;
        }

        if (HasMore)
        {
            controller.NoteLimited();
        }
    }
}
