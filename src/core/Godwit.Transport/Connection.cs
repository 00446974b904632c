using System.Diagnostics;
using Godwit.Crypto;

namespace Godwit.Transport;

/// <summary>
/// One end of a session's transport: keeps the peer's copy of the local object up to date, and follows the peer's object.
/// Owns no socket, knows no address, reads no clock, starts no thread. Not thread safe.
/// </summary>
/// <remarks>
/// <para>Each turn of the loop: hand in what arrived (<see cref="HandleDatagram"/>), change <see cref="Local"/> and say so
/// (<see cref="MarkLocalChanged"/>), call <see cref="TryTransmit"/> until it answers false, wait until
/// <see cref="NextDeadline"/> at most.</para>
/// <para>The owner of the socket: a server sends to where the latest datagram with <see cref="DatagramOutcome.Newest"/> came from,
/// a client to where it always sent.</para>
/// </remarks>
/// <typeparam name="TLocal">The object this side owns.</typeparam>
/// <typeparam name="TRemote">The object the peer owns.</typeparam>
public sealed partial class Connection<TLocal, TRemote> : IDisposable
    where TLocal : class, ISyncState<TLocal>
    where TRemote : class, ISyncState<TRemote>
{
    // A server that heard nothing for this long stops sending, until the client comes back (spec 02 section 4.4).
    private const int DetachAfter = 40_000;

    // Content unanswered and the peer silent for this long, then a packet: the path was interrupted, and what was sent is presumed lost.
    private const int InterruptionMin = 1000;

    private const int StockMinDelayServer = 8;
    private const int StockMinDelayClient = 1;

    private readonly DatagramCipher cipher;
    private readonly ChaffSource chaff;
    private readonly bool isServer;
    private readonly bool readsPacked;
    private readonly bool readsPaths;
    private readonly bool readsStreams;
    private readonly TransportTuning tuning;
    private readonly StateSender<TLocal> sender;
    private readonly StateReceiver<TRemote> receiver;
    private readonly FeatureNegotiation negotiation;
    private readonly Fragmenter fragmenter = new();
    private readonly FragmentAssembler assembler = new();
    private readonly ReusableBuffer outgoing = new();
    private readonly ReusableBuffer incoming = new();
    private PathMtu mtu;
    private int instructionLimit;
    private bool hasAnsweredShutdown;
    private bool isExhausted;

    /// <summary>Begins a connection. A client's first datagram is due at once, a server's when its peer was heard.</summary>
    /// <param name="key">Used here only; the caller keeps owning it and may wipe it.</param>
    /// <param name="options">Role, sizes, timing.</param>
    /// <param name="now">The current time.</param>
    /// <param name="initialLocal">Our object as both ends know it at the start (state 0); the caller goes on changing it.</param>
    /// <param name="initialRemote">The peer's object as both ends know it at the start; owned by the connection from now on.</param>
    public Connection(SessionKey key, ConnectionOptions options, Instant now, TLocal initialLocal, TRemote initialRemote)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(initialLocal);
        ArgumentNullException.ThrowIfNull(initialRemote);
        cipher = new DatagramCipher(key, options.Sending);
        chaff = new ChaffSource(options.ChaffSeed.Span);
        isServer = options.IsServer;
        tuning = options.Tuning ?? (isServer ? TransportTuning.DefaultServer : TransportTuning.Default);
        Rtt = new RttEstimator(tuning.InitialFrameGap, tuning.RtoMax);
        var minDelay = options.MinDelay ?? (tuning.CollectsUntilPause ? 0 : isServer ? StockMinDelayServer : StockMinDelayClient);
        sender = new StateSender<TLocal>(new SenderSettings(minDelay, isServer, tuning), Rtt, now, initialLocal);
        receiver = new StateReceiver<TRemote>(now, initialRemote);
        readsPacked = options.Features is { Bits: var bits } && (bits & PeerFeatures.Packed) != 0;
        readsPaths = options.Features is { Bits: var all } && (all & PeerFeatures.Paths) != 0;
        readsStreams = options.Features is { Bits: var every } && (every & PeerFeatures.Streams) != 0;
        silenceMax = options.SilenceMax;
        negotiation = new FeatureNegotiation(options.Features, isServer);
        Local = initialLocal;
        HasPeer = !isServer;
        mtu = new PathMtu(options.MaxDatagramSize);
        if (isServer)
        {
            RenewAddresses();
        }
    }

    /// <summary>The object this side owns. Whoever changes it calls <see cref="MarkLocalChanged"/>.</summary>
    public TLocal Local { get; }

    /// <summary>The peer's object in its newest state; a new object after each <see cref="DatagramOutcome.StateAdvanced"/>. Read only.</summary>
    public TRemote Remote => receiver.Newest;

    /// <summary>The number of <see cref="Remote"/>.</summary>
    public ulong RemoteNumber => receiver.NewestNumber;

    /// <summary>The number of our newest state that was sent.</summary>
    public ulong SentNumber => sender.NewestNumber;

    /// <summary>Our newest state that the peer is known to hold.</summary>
    public ulong AcknowledgedNumber => sender.AcknowledgedNumber;

    /// <summary>Round-trip time, and what follows from it.</summary>
    public RttEstimator Rtt { get; }

    /// <summary>Share of the peer's datagrams that get lost, 0 to 1, over the last hundred or so; interruptions of the path do not count.</summary>
    public double InboundLoss => sender.SteadyInboundLoss;

    /// <summary>Share of our datagrams that got lost, 0 to 1, over the last <see cref="ConnectionOptions.LossMemory"/> or so, as the peer says; null if it does not.</summary>
    public double? OutboundLoss => sender.ReportedLoss;

    /// <summary>Totals since the beginning.</summary>
    public ConnectionCounters Counters { get; } = new();

    /// <summary>What both ends can do beyond stock; null with a stock peer, and until it is decided (spec 03 section 7).</summary>
    public PeerFeatures? Features => negotiation.Agreed;

    /// <summary>True once it is known whether the peer is one of ours.</summary>
    public bool FeaturesAreDecided => negotiation.IsDecided;

    /// <summary>True if there is someone to send to. A client always has a peer; a server has one while it hears it.</summary>
    public bool HasPeer { get; private set; }

    /// <summary>When the latest in-sequence datagram came; null before the first.</summary>
    public Instant? LastHeard { get; private set; }

    /// <summary>When the newest state of the peer came; the start of the connection before the first.</summary>
    public Instant LastRemoteStateAt => receiver.NewestAt;

    /// <summary>
    /// When we sent the newest of our states that is known to have arrived, as of the latest instruction of the peer: the latest time at
    /// which the path is known to have worked both ways. Null before the first instruction.
    /// </summary>
    public Instant? LastRoundTripAt { get; private set; }

    /// <summary>True while something of ours was sent and is not known to have arrived.</summary>
    public bool HasUnacknowledgedContent => sender.HasUnacknowledgedContent;

    /// <summary>
    /// Octets of UDP payload at most: what the path was found to carry, but never more than it was set to. Set it to <see cref="ConnectionOptions.DatagramSizeFallback"/> when the system refuses a datagram for
    /// its size: the rest of the current instruction is dropped and its content goes out again in smaller pieces.
    /// </summary>
    public int MaxDatagramSize
    {
        get => mtu.Limit;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, ConnectionOptions.DatagramSizeFallback);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, DatagramCipher.MaxDatagramLength);
            mtu = new PathMtu(value);
            fragmenter.Abort();
        }
    }

    /// <summary>
    /// Milliseconds that the next change waits for more of them: 0 if the change is whole. Set by the owner before it marks the change; only with
    /// <see cref="TransportTuning.CollectsUntilPause"/>.
    /// </summary>
    public int CollectionDelay { set => sender.CollectionDelay = tuning.CollectsUntilPause ? value : sender.CollectionDelay; }

    /// <summary>
    /// False while the owner of this end cannot take more of the peer's object: acknowledgements still count, new states are
    /// dropped as if they had been lost. The peer keeps them and sends them again.
    /// </summary>
    public bool AcceptsStates { get; set; } = true;

    /// <summary>Says that <see cref="Local"/> may have changed since the last call. Cheap; the comparison is made when it is needed.</summary>
    public void MarkLocalChanged() => sender.MarkLocalChanged();

    /// <summary>
    /// Makes the next packet due now, and presumes that what was not acknowledged is lost: for a change of network, a wake-up, or a
    /// new port.
    /// </summary>
    public void Nudge(Instant now)
    {
        sender.PresumeLost(now);
        sender.RequestAnswer(now);
    }

    /// <summary>States of the peer's object that are kept; bounded, for tests.</summary>
    internal int StatesHeld => receiver.Count;

    /// <summary>Octets that these weigh; bounded, for tests.</summary>
    internal long StatesWeight => receiver.Weight;

    /// <summary>Makes the next packet due now, with content or without: the peer waits for an acknowledgement before it goes on.</summary>
    public void AcknowledgeNow(Instant now) => sender.RequestPacket(now);

    /// <summary>
    /// The local object is final from now on; its last state is sent until the peer acknowledges it or 10 s are over
    /// (spec 02 section 10). A second call does nothing.
    /// </summary>
    public void BeginShutdown(Instant now) => sender.BeginShutdown(now);

    /// <summary>Where the connection stands.</summary>
    public ConnectionPhase Phase(Instant now)
    {
        if (isExhausted)
        {
            return ConnectionPhase.KeyExhausted;
        }

        if (fragmenter.HasMore)
        {
            return sender.IsClosing ? ConnectionPhase.Closing
                : RemoteNumber == StateNumber.Shutdown ? ConnectionPhase.PeerClosing : ConnectionPhase.Open;
        }

        if (hasAnsweredShutdown || sender.IsShutdownAcknowledged)
        {
            return ConnectionPhase.Closed;
        }

        if (sender.IsClosing)
        {
            return sender.HasGivenUp(now) ? ConnectionPhase.GaveUp : ConnectionPhase.Closing;
        }

        return RemoteNumber == StateNumber.Shutdown ? ConnectionPhase.PeerClosing : ConnectionPhase.Open;
    }

    /// <summary>True if nothing will be sent or accepted any more.</summary>
    public bool IsFinished(Instant now) =>
        Phase(now) is ConnectionPhase.Closed or ConnectionPhase.GaveUp or ConnectionPhase.KeyExhausted;

    /// <summary>
    /// The latest time at which <see cref="TryTransmit"/> (or <see cref="Phase"/>) must be asked again. Ask after every other call.
    /// </summary>
    public Instant NextDeadline(Instant now)
    {
        if (IsFinished(now))
        {
            return Instant.Never;
        }

        if (fragmenter.HasMore)
        {
            return now;
        }

        return HasPeer ? Instant.Min(Instant.Min(sender.NextDeadline(now), PathDeadline(now)), sender.GiveUpAt) : sender.GiveUpAt;
    }

    /// <summary>Wipes the key material.</summary>
    public void Dispose()
    {
        cipher.Dispose();
        chaff.Dispose();
    }

    [Conditional("DEBUG")]
    private static void AssertRoom(Span<byte> datagram, int size) =>
        Debug.Assert(datagram.Length >= size, "the caller's buffer holds a full datagram");
}
