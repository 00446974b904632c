using Godwit.Link;
using Godwit.Transport;

namespace Godwit.Testing;

/// <summary>One direction of a path. Everything that looks like chance comes from one seed, so a failure replays.</summary>
public sealed class SimulatedLink
{
    // IPv4 and UDP; counted where a rate is.
    private const int HeaderOctets = 28;

    // Old datagrams of which one may be sent again.
    private const int RecordedMax = 256;

    private readonly PriorityQueue<Flight, (long Arrival, long Order)> inFlight = new();
    private readonly Random random;
    private readonly Random spoiler;
    private readonly Policer policer = new();
    private readonly List<Flight> recorded = [];
    private readonly int seed;
    private LinkModel? bottleneck;
    private long order;

    /// <summary>A link without faults.</summary>
    /// <param name="seed">Decides all faults to come.</param>
    public SimulatedLink(int seed)
    {
        this.seed = seed;
        random = new Random(seed);
        spoiler = new Random(seed ^ 0x5bd1e995);
    }

    /// <summary>What the path does now; may change at any time and then applies to datagrams sent later.</summary>
    public LinkConditions Conditions
    {
        get;
        set
        {
            field = value;
            bottleneck = value is { RateBitsPerSecond: 0, Burst: null } ? null : Bottleneck(value);
        }
    } = LinkConditions.Perfect;

    /// <summary>True while nothing gets through: an outage.</summary>
    public bool IsCut { get; set; }

    /// <summary>Datagrams handed in.</summary>
    public int Sent { get; private set; }

    /// <summary>Octets handed in.</summary>
    public long OctetsSent { get; private set; }

    /// <summary>Gives a replayed datagram its source; the default is the one it had.</summary>
    public Func<int, int> ReplayedFrom { get; set; } = source => source;

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
        var isSpoilt = spoiler.NextDouble() < conditions.Corruption;
        var isReplayed = spoiler.NextDouble() < conditions.Replay;
        var departure = now;
        if (IsCut || isLost || datagram.Length > conditions.MaxLength || !TryPass(ref departure, datagram.Length + HeaderOctets))
        {
            return;
        }

        var flight = new Flight(datagram.ToArray(), sourcePort);
        var arrival = departure.Milliseconds + conditions.Delay + jitter + (isHeldBack ? conditions.ReorderDelay : 0);
        for (var copies = isDuplicated ? 2 : 1; copies > 0; copies--)
        {
            inFlight.Enqueue(isSpoilt ? Spoilt(flight) : flight.Copy(), (arrival, order++));
        }

        if (isReplayed && recorded.Count > 0)
        {
            var old = recorded[spoiler.Next(recorded.Count)].Copy();
            inFlight.Enqueue(old with { SourcePort = ReplayedFrom(old.SourcePort) }, (arrival + spoiler.Next(20), order++));
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

    /// <summary>
    /// The receiver has read this: somebody on the way may send it again. What never arrived is not for replaying: whoever is the first to
    /// deliver a datagram is the sender's path.
    /// </summary>
    public void Record(ReadOnlySpan<byte> datagram, int sourcePort)
    {
        if (Conditions.Replay == 0)
        {
            return;
        }

        var flight = new Flight(datagram.ToArray(), sourcePort);
        if (recorded.Count < RecordedMax)
        {
            recorded.Add(flight);
        }
        else
        {
            recorded[spoiler.Next(RecordedMax)] = flight;
        }
    }

    private LinkModel Bottleneck(LinkConditions conditions)
    {
        var direction = new LinkDirection
        {
            Burst = conditions.Burst,
            RateBitsPerSecond = conditions.RateBitsPerSecond,
            QueueBytes = conditions.QueueOctets,
        };
        return new LinkModel(direction, (ulong)seed);
    }

    // Policer, bursts of loss, and the queue in front of the rate; the time is that of leaving the queue.
    private bool TryPass(ref Instant time, int octets)
    {
        if (!policer.Admits(time, octets, Conditions))
        {
            return false;
        }

        if (bottleneck is null)
        {
            return true;
        }

        var passes = bottleneck.TryAdmit(time.Milliseconds * 1000, octets, out var departure);
        time = new Instant((departure + 999) / 1000);
        return passes;
    }

    private Flight Spoilt(Flight flight)
    {
        var spoilt = flight.Datagram.ToArray();
        switch (spoiler.Next(4))
        {
            case 0:
                spoilt = spoilt[..spoiler.Next(spoilt.Length)];
                break;
            case 1:
                spoilt = [.. spoilt, .. new byte[spoiler.Next(1, 100)]];
                break;
            default:
                spoilt[spoiler.Next(spoilt.Length)] ^= (byte)(1 << spoiler.Next(8));
                break;
        }

        return flight with { Datagram = spoilt };
    }

    private sealed record Flight(byte[] Datagram, int SourcePort)
    {
        // Opening a datagram destroys it.
        public Flight Copy() => this with { Datagram = Datagram.ToArray() };
    }
}
