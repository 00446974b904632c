using Godwit.Transport;

namespace Godwit.Testing;

/// <summary>One direction of a path. Everything that looks like chance comes from one seed, so a failure replays.</summary>
public sealed class SimulatedLink
{
    private readonly PriorityQueue<Flight, (long Arrival, long Order)> inFlight = new();
    private readonly Random random;
    private long order;

    /// <summary>A link without faults.</summary>
    /// <param name="seed">Decides all faults to come.</param>
    public SimulatedLink(int seed) => random = new Random(seed);

    /// <summary>What the path does now; may change at any time and then applies to datagrams sent later.</summary>
    public LinkConditions Conditions { get; set; } = LinkConditions.Perfect;

    /// <summary>True while nothing gets through: an outage.</summary>
    public bool IsCut { get; set; }

    /// <summary>Datagrams handed in.</summary>
    public int Sent { get; private set; }

    /// <summary>Octets handed in.</summary>
    public long OctetsSent { get; private set; }

    /// <summary>When the next datagram arrives.</summary>
    public Instant NextArrival =>
        inFlight.TryPeek(out _, out var priority) ? new Instant(priority.Arrival) : Instant.Never;

    /// <summary>Sends a copy of a datagram.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="datagram">The UDP payload.</param>
    /// <param name="sourcePort">Told to the receiver: the address it came from.</param>
    public void Send(Instant now, ReadOnlySpan<byte> datagram, int sourcePort = 0)
    {
        Sent++;
        OctetsSent += datagram.Length;
        var conditions = Conditions;

        // Always draw the same amount, so that one changed condition does not shuffle all the others.
        var isLost = random.NextDouble() < conditions.Loss;
        var isDuplicated = random.NextDouble() < conditions.Duplication;
        var isHeldBack = random.NextDouble() < conditions.Reordering;
        var jitter = (long)(random.NextDouble() * (conditions.Jitter + 1));
        if (IsCut || isLost || datagram.Length > conditions.MaxLength)
        {
            return;
        }

        var arrival = now.Milliseconds + conditions.Delay + jitter + (isHeldBack ? conditions.ReorderDelay : 0);
        for (var copies = isDuplicated ? 2 : 1; copies > 0; copies--)
        {
            inFlight.Enqueue(new Flight(datagram.ToArray(), sourcePort), (arrival, order++));
        }
    }

    /// <summary>Takes the next datagram that has arrived.</summary>
    public bool TryReceive(Instant now, out byte[] datagram, out int sourcePort)
    {
        datagram = [];
        sourcePort = 0;
        if (NextArrival > now)
        {
            return false;
        }

        (datagram, sourcePort) = inFlight.Dequeue();
        return true;
    }

    private sealed record Flight(byte[] Datagram, int SourcePort);
}
