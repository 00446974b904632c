using System.Buffers.Binary;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Streams.Tests.Support;

/// <summary>Two ends on two simulated links and one virtual clock. A datagram is its number and the packet; each is taken once, as the session does.</summary>
internal sealed class MuxPair
{
    private const int NumberLength = 8;
    private const int BodyMax = 1444;
    private const int OtherLength = 60;
    private const int StepsMax = 20_000_000;

    private readonly byte[] buffer = new byte[NumberLength + BodyMax];

    public MuxPair(int seed)
    {
        var random = new Random(seed);
        Client = new Side(new StreamMux(isServer: false), new SimulatedLink(random.Next()));
        Server = new Side(new StreamMux(isServer: true), new SimulatedLink(random.Next()));
    }

    public Instant Now { get; private set; } = new(1_000_000);

    public Side Client { get; }

    public Side Server { get; }

    /// <summary>Called at both ends in each turn, when what came was taken and before anything leaves.</summary>
    public Action<Side>? Turn { get; set; }

    /// <summary>When <see cref="Turn"/> has something to do although nothing comes.</summary>
    public Instant TurnAt { get; set; } = Instant.Never;

    /// <summary>Called when a datagram of somebody else who shares the link has arrived.</summary>
    public Action<ulong>? Foreign { get; set; }

    public int Steps { get; private set; }

    /// <summary>Octets of a packet at most, as the path allows.</summary>
    public int BodyLength { get; set; } = 1172;

    public LinkConditions Conditions
    {
        set => Client.Out.Conditions = Server.Out.Conditions = value;
    }

    public bool IsCut
    {
        set => Client.Out.IsCut = Server.Out.IsCut = value;
    }

    /// <summary>Lets time pass until something holds.</summary>
    /// <returns>False if it did not within so many milliseconds.</returns>
    public bool Run(long milliseconds, Func<bool>? until = null)
    {
        Instant end = Now + milliseconds;
        Step();
        while (until?.Invoke() != true)
        {
            Instant next = Instant.Min(Instant.Min(Client.NextEvent(Now, Server.Out), Server.NextEvent(Now, Client.Out)), TurnAt);
            if (next > end)
            {
                Now = end;
                return until is null;
            }

            Now = Instant.Max(Now, next);
            Step();
        }

        return true;
    }

    private void Step()
    {
        Assert.True(++Steps < StepsMax, "It does not come to rest.");
        TurnAt = TurnAt <= Now ? Instant.Never : TurnAt;
        Live(Client, Server.Out);
        Live(Server, Client.Out);
    }

    private void Live(Side side, SimulatedLink from)
    {
        if (side.IsAsleep)
        {
            return;
        }

        while (from.TryReceive(Now, out byte[] datagram, out int source))
        {
            ulong number = BinaryPrimitives.ReadUInt64BigEndian(datagram);
            if (source == Side.ForeignKind)
            {
                Foreign?.Invoke(number);
                continue;
            }

            if (!side.Seen.Add(number))
            {
                continue;
            }

            if (source == Side.OtherKind)
            {
                side.Mux.NoteOther(Now, number);
                side.OtherTimes.Add(Now.Milliseconds - BinaryPrimitives.ReadInt64BigEndian(datagram.AsSpan(NumberLength)));
            }
            else
            {
                side.Mux.HandlePacket(Now, number, datagram.AsSpan(NumberLength), side.NextNumber);
            }
        }

        Turn?.Invoke(side);
        for (; side.OthersDue > 0; side.OthersDue--)
        {
            BinaryPrimitives.WriteUInt64BigEndian(buffer, side.NextNumber++);
            BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(NumberLength), Now.Milliseconds);
            side.Out.Send(Now, buffer.AsSpan(0, OtherLength), Side.OtherKind);
        }

        while (side.Mux.TryWritePacket(Now, side.NextNumber, buffer.AsSpan(NumberLength, BodyLength), out int length))
        {
            side.Log?.Add(buffer.AsSpan(NumberLength, length).ToArray());
            BinaryPrimitives.WriteUInt64BigEndian(buffer, side.NextNumber++);
            side.Out.Send(Now, buffer.AsSpan(0, NumberLength + length), 0);
            side.PacketsSent++;
            side.OctetsSent += length;
        }

        if (side.Mux.NextDeadline(Now) <= Now)
        {
            Assert.Fail("It is woken for nothing, again and again.");
        }
    }

    internal sealed class Side(StreamMux mux, SimulatedLink link)
    {
        public const int OtherKind = 1;

        public const int ForeignKind = 2;

        public StreamMux Mux => mux;

        public SimulatedLink Out => link;

        public HashSet<ulong> Seen { get; } = [];

        public ulong NextNumber { get; set; }

        public bool IsAsleep { get; set; }

        public int OthersDue { get; set; }

        /// <summary>All packets that it has sent, if anybody wants them.</summary>
        public List<byte[]>? Log { get; set; }

        /// <summary>Milliseconds that the other datagrams were under way.</summary>
        public List<long> OtherTimes { get; } = [];

        public long PacketsSent { get; set; }

        public long OctetsSent { get; set; }

        public Instant NextEvent(Instant now, SimulatedLink incoming) => IsAsleep ? Instant.Never : Instant.Min(mux.NextDeadline(now), incoming.NextArrival);
    }
}
