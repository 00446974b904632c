using System.Buffers.Binary;
using Godwit.Transport;

namespace Godwit.Streams.Tests.Support;

/// <summary>Somebody else's transfer from the client's side over the same link, in the manner of TCP Reno: takes all there is until something gets lost (RFC 5681).</summary>
internal sealed class LossBasedFlow(MuxPair pair, int delay)
{
    private const int Size = 1200;
    private const int Timeout = 1000;

    private readonly Queue<(Instant At, ulong Number)> acks = new();
    private readonly byte[] datagram = new byte[Size];
    private double window = 10;
    private double threshold = double.PositiveInfinity;
    private ulong next;
    private ulong expected;
    private ulong recoveryEnd;
    private Instant heardAt = pair.Now;

    public long Arrived { get; private set; }

    public bool IsOn { get; set; } = true;

    /// <summary>To be called in each turn of the client.</summary>
    public void Live()
    {
        pair.Foreign ??= Arrive;
        while (acks.TryPeek(out (Instant At, ulong Number) ack) && ack.At <= pair.Now)
        {
            acks.Dequeue();
            Acknowledge(ack.Number);
        }

        if (pair.Now - heardAt > Timeout)
        {
            (window, threshold, expected, heardAt) = (2, Math.Max(2, window / 2), next, pair.Now);
        }

        for (; IsOn && next - expected < (ulong)window; next++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(datagram, next);
            pair.Client.Out.Send(pair.Now, datagram, MuxPair.Side.ForeignKind);
        }

        pair.TurnAt = acks.Count > 0 ? acks.Peek().At : pair.Now + Timeout;
    }

    private void Arrive(ulong number)
    {
        Arrived += Size;
        acks.Enqueue((pair.Now + delay, number));
        pair.TurnAt = Instant.Min(pair.TurnAt, acks.Peek().At);
    }

    // The link keeps the order: what is skipped was lost.
    private void Acknowledge(ulong number)
    {
        if (number > expected && number >= recoveryEnd)
        {
            threshold = Math.Max(2, window / 2);
            window = threshold;
            recoveryEnd = next;
        }
        else
        {
            window += window < threshold ? 1 : 1 / window;
        }

        expected = Math.Max(expected, number + 1);
        heardAt = pair.Now;
    }
}
