using Godwit.Transport;

namespace Godwit.Streams;

/// <summary>
/// Reliable streams in a session's own datagrams, one end of it: RFC 9000 sections 2 to 4 and RFC 9002 without their handshakes. Owns no socket, reads no
/// clock. Not thread safe.
/// </summary>
/// <remarks>
/// <para>A packet is the body of a datagram; its number is the datagram's sequence number. Each turn of the loop: hand in what came
/// (<see cref="HandlePacket"/>, <see cref="NoteOther"/>), read and write the streams, then, after keys and screens, call <see cref="TryWritePacket"/> until it
/// answers false, and wait until <see cref="NextDeadline"/> at most.</para>
/// <para>What an authentic but hostile peer can do: waste its own window. It is given <see cref="ReceiveWindowMax"/> octets and <see cref="StreamsMax"/> streams
/// at most; whoever breaks the rules loses all streams (<see cref="Fault"/>), and the session goes on without them.</para>
/// </remarks>
public sealed partial class StreamMux
{
    /// <summary>Streams that a peer may have open at a time.</summary>
    public const int StreamsMax = 256;

    // What the windows of streams that are read quickly may grow by, together.
    private const long SpareWindowMax = 16 * 1024 * 1024;

    /// <summary>
    /// Octets of all streams that a peer may send before anything was read: what was promised to each stream, so that some that nobody reads never
    /// keep the others from going on.
    /// </summary>
    public const ulong ReceiveWindowMax = (2 * StreamsMax * ReceiveBuffer.WindowStart) + (ulong)SpareWindowMax;

    // What one end holds for sending and receiving before each stream gets one chunk only.
    private const long HeldMax = 32 * 1024 * 1024;

    private const int StreamHeldMax = ReceiveBuffer.WindowMax;

    // Of these, beyond what the peer allows to send.
    private const int BlockedHeldMax = 64 * 1024;

    // Datagram around a packet: sequence number, timestamps, tag.
    private const int PacketOverhead = 28;

    // After so many milliseconds the path's room is not known any more.
    private const long IdleTime = 5000;

    private readonly Dictionary<ulong, MuxStream> streams = [];
    private readonly Queue<MuxStream> waiting = new();
    private readonly Queue<MuxStream> accepted = new();
    private readonly LossRecovery recovery = new();
    private readonly AckTracker acks = new();
    private readonly Pacer pacer = new();
    private readonly CongestionController congestion;
    private readonly ulong ownBit;
    private readonly int packetSize;
    private ulong ownOpened;
    private ulong ownMax = StreamsMax;
    private ulong peerOpened;
    private ulong peerClosed;
    private ulong peerMax = StreamsMax;
    private ulong sentTotal;
    private ulong sendLimit = ReceiveWindowMax;
    private ulong receivedTotal;
    private ulong consumedTotal;
    private readonly ulong receiveMax;
    private ulong receiveLimit;
    private long spareWindow = SpareWindowMax;
    private bool owesMaxData;
    private bool owesMaxStreams;
    private Instant dataSentAt;
    private int roomSize;

    /// <summary>Begins without streams.</summary>
    /// <param name="isServer">Decides which numbers streams get.</param>
    /// <param name="packetSize">Octets of a datagram, about; for the window.</param>
    public StreamMux(bool isServer, int packetSize = ConnectionOptions.DatagramSizeStart)
        : this(isServer, packetSize, ReceiveWindowMax)
    {
    }

    /// <summary>For tests: with another limit for all streams together.</summary>
    internal StreamMux(bool isServer, int packetSize, ulong receiveMax)
    {
        ownBit = isServer ? 1u : 0u;
        this.packetSize = packetSize;
        this.receiveMax = receiveMax;
        receiveLimit = receiveMax;
        congestion = new CongestionController(packetSize);
        roomSize = packetSize;
    }

    /// <summary>First octet of a packet.</summary>
    public const byte Marker = 0xb0;

    /// <summary>Octets of the shortest body that is worth writing to.</summary>
    public const int BodyMin = 400;

    /// <summary>What the peer did against the rules; null if nothing. All streams are over then.</summary>
    public string? Fault { get; private set; }

    /// <summary>Streams that are open.</summary>
    public int Count => streams.Count;

    /// <summary>Octets in memory for all streams.</summary>
    public long HeldOctets => Pool.Octets;

    /// <summary>Octets that may be under way.</summary>
    public double Window => congestion.Window;

    /// <summary>Round-trip time in milliseconds.</summary>
    public double RoundTrip => recovery.Rtt.Smoothed;

    /// <summary>Octets of datagrams under way.</summary>
    public long InFlight => recovery.InFlight;

    /// <summary>True if octets or acknowledgements are under way or waiting to leave.</summary>
    public bool IsBusy => Fault is null && (recovery.InFlight > 0 || acks.IsOwed || HasFrames);

    internal ChunkPool Pool { get; } = new();

    /// <summary>True if a datagram's body behind its timestamps is a packet of streams.</summary>
    public static bool Begins(ReadOnlySpan<byte> body) => !body.IsEmpty && body[0] == Marker;

    /// <summary>Opens a stream. The peer hears of it with the first octet, or the end.</summary>
    /// <returns>Null if the peer allows no more for now.</returns>
    public MuxStream? Open()
    {
        if (Fault is not null || ownOpened >= ownMax)
        {
            return null;
        }

        var stream = new MuxStream(this, (ownOpened++ << 1) | ownBit, ReceiveBuffer.WindowStart);
        streams.Add(stream.Id, stream);
        return stream;
    }

    /// <summary>Takes the next stream that the peer has opened and that is not over already. The peer may open no others for those that wait here.</summary>
    public bool TryAccept([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MuxStream? stream)
    {
        while (accepted.TryDequeue(out stream))
        {
            stream.IsAccepted = true;
            if (!stream.IsDead)
            {
                return true;
            }

            NotePeerClosed();
        }

        return false;
    }

    /// <summary>The path between the ends is another one: streams go on, its estimates begin anew.</summary>
    public void NotePathChanged(Instant now)
    {
        recovery.NotePathChanged(now);
        largeFrom = now;
        smallTime = SmallTimeMin;
        acks.Urge(now);
        Settle();
        congestion.Reset();
    }

    internal int SpaceFor(MuxStream stream)
    {
        long max = Pool.Octets > HeldMax ? ChunkPool.ChunkLength : (long)Math.Clamp(4 * congestion.Window, MuxStream.HeldMin, StreamHeldMax);

        // Whoever is not read must not take the memory of the others.
        max = Math.Min(max, stream.Outgoing.Allowed + BlockedHeldMax);
        return (int)Math.Max(0, max - stream.Outgoing.Held);
    }

    internal void NoteWritten(MuxStream stream, int length)
    {
        if (length > 0)
        {
            Enqueue(stream);
        }
    }

    internal void Enqueue(MuxStream stream)
    {
        if (!stream.IsQueued && !stream.IsDead)
        {
            stream.IsQueued = true;
            waiting.Enqueue(stream);
        }
    }

    internal void Consume(MuxStream stream, int length)
    {
        stream.Incoming.Consume(length);
        NoteConsumed((ulong)length);
        if (stream.Incoming.WantsRaise)
        {
            stream.OwesLimit = true;
            Enqueue(stream);
        }

        RetireIfOver(stream);
    }

    // Nobody reads what came; to the peer it counts as read.
    internal void DropIncoming(MuxStream stream)
    {
        ulong before = stream.Incoming.Position;
        stream.Incoming.Drop();
        NoteConsumed(stream.Incoming.Position - before);
    }

    internal static void Forget(MuxStream stream) => stream.Outgoing.Drop();

    private void NoteConsumed(ulong length)
    {
        consumedTotal += length;
        owesMaxData |= receiveLimit - consumedTotal <= receiveMax / 2;
    }

    private void RetireIfOver(MuxStream stream)
    {
        if (stream.IsDead || !stream.IsSendingOver || !stream.IsReceivingOver)
        {
            return;
        }

        End(stream);
        streams.Remove(stream.Id);
        if (stream.IsAccepted)
        {
            NotePeerClosed();
        }

        if (streams.Count == 0)
        {
            Pool.Trim();
        }
    }

    private void NotePeerClosed()
    {
        peerClosed++;
        owesMaxStreams |= peerMax - peerOpened < StreamsMax / 2 && peerClosed + StreamsMax > peerMax;
    }

    private void End(MuxStream stream)
    {
        DropIncoming(stream);
        spareWindow += stream.Incoming.Window - ReceiveBuffer.WindowStart;
        stream.Outgoing.Drop();
        stream.IsDead = true;
    }

    private bool Break(string fault)
    {
        Fault = fault;
        foreach (MuxStream stream in streams.Values)
        {
            stream.ResetCode ??= StreamError.Broken;
            End(stream);
        }

        streams.Clear();
        waiting.Clear();
        accepted.Clear();
        Pool.Trim();
        return false;
    }
}
