using Godwit.Transport;

namespace Godwit.Streams.Tests.Support;

/// <summary>Two ends and two links that allocate nothing, so that what the ends allocate can be counted. A millisecond at a time; a queue before a rate, a delay, no faults.</summary>
internal sealed class QuietPair
{
    private readonly QuietLink toServer = new();
    private readonly QuietLink toClient = new();
    private ulong clientNext;
    private ulong serverNext;

    public StreamMux Client { get; } = new(isServer: false);

    public StreamMux Server { get; } = new(isServer: true);

    public Instant Now { get; private set; } = new(1000);

    /// <summary>Octets that the calls of the two ends have allocated.</summary>
    public long ClientAllocated { get; private set; }

    public long ServerAllocated { get; private set; }

    public long Packets { get; private set; }

    public Action? Turn { get; set; }

    public void Run(long milliseconds)
    {
        for (Instant end = Now + milliseconds; Now < end; Now += 1)
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            toClient.Deliver(Now, Client, clientNext);
            long received = GC.GetAllocatedBytesForCurrentThread();
            toServer.Deliver(Now, Server, serverNext);
            long both = GC.GetAllocatedBytesForCurrentThread();
            ClientAllocated += received - start;
            ServerAllocated += both - received;
            Turn?.Invoke();
            start = GC.GetAllocatedBytesForCurrentThread();
            toServer.Fill(Now, Client, ref clientNext);
            long sent = GC.GetAllocatedBytesForCurrentThread();
            toClient.Fill(Now, Server, ref serverNext);
            ClientAllocated += sent - start;
            ServerAllocated += GC.GetAllocatedBytesForCurrentThread() - sent;
            Packets = (long)(clientNext + serverNext);
        }
    }

    private sealed class QuietLink
    {
        private const int Slots = 4096;
        private const int BodyLength = 1172;
        private const double OctetsPerMs = 5000; // 40 Mbit/s
        private const int Delay = 10;

        private readonly byte[][] bodies = [.. Enumerable.Range(0, Slots).Select(_ => new byte[BodyLength])];
        private readonly (int Length, double At, ulong Number)[] slots = new (int, double, ulong)[Slots];
        private long first;
        private long end;
        private double free;

        public void Fill(Instant now, StreamMux mux, ref ulong next)
        {
            while (end - first < Slots && mux.TryWritePacket(now, next, bodies[end % Slots], out int length))
            {
                free = Math.Max(free, now.Milliseconds) + (length / OctetsPerMs);
                slots[end++ % Slots] = (length, free + Delay, next++);
            }
        }

        public void Deliver(Instant now, StreamMux mux, ulong ownNext)
        {
            for (; first < end && slots[first % Slots].At <= now.Milliseconds; first++)
            {
                (int length, _, ulong number) = slots[first % Slots];
                mux.HandlePacket(now, number, bodies[first % Slots].AsSpan(0, length), ownNext);
            }
        }
    }
}
