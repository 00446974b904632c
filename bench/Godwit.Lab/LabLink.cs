using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Lab;

/// <summary>One direction of a path with a rate: <see cref="SimulatedLink"/> behind a drop-tail queue.</summary>
internal sealed class LabLink(int seed, LabConditions conditions)
{
    // IPv4 and UDP.
    private const int HeaderOctets = 28;

    private readonly SimulatedLink link = new(seed);
    private readonly Queue<(double Departure, byte[] Datagram)> queue = new();
    private double busyUntil;
    private bool isBad;
    private Random random = new(seed + 1);

    public long Octets { get; private set; }

    public int Datagrams { get; private set; }

    /// <summary>Faults begin when the session stands.</summary>
    public void Begin()
    {
        Octets = 0;
        Datagrams = 0;
        random = new Random(seed + 1);
        IsOn = true;
    }

    private bool IsOn { get; set; }

    public Instant NextArrival =>
        Instant.Min(link.NextArrival, queue.TryPeek(out var first) ? new Instant((long)Math.Ceiling(first.Departure)) : Instant.Never);

    public void Send(Instant now, ReadOnlySpan<byte> datagram)
    {
        Octets += datagram.Length + HeaderOctets;
        Datagrams++;
        link.Conditions = new LinkConditions { Delay = conditions.Delay, Jitter = conditions.Jitter, Loss = IsOn ? conditions.Loss : 0 };
        if (IsOn && conditions.BurstEnter > 0)
        {
            isBad = isBad ? random.NextDouble() >= conditions.BurstExit : random.NextDouble() < conditions.BurstEnter;
            if (isBad && random.NextDouble() < conditions.BurstLoss)
            {
                return;
            }
        }

        if (conditions.OctetsPerMs <= 0)
        {
            link.Send(now, datagram);
            return;
        }

        busyUntil = Math.Max(busyUntil, now.Milliseconds);
        if ((busyUntil - now.Milliseconds) * conditions.OctetsPerMs > conditions.QueueOctets)
        {
            return;
        }

        busyUntil += (datagram.Length + HeaderOctets) / conditions.OctetsPerMs;
        queue.Enqueue((busyUntil, datagram.ToArray()));
    }

    public bool TryReceive(Instant now, out byte[] datagram)
    {
        while (queue.TryPeek(out var first) && first.Departure <= now.Milliseconds)
        {
            queue.Dequeue();
            link.Send(now, first.Datagram);
        }

        return link.TryReceive(now, out datagram, out _);
    }
}
