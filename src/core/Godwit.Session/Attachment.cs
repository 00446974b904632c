using Godwit.Crypto;
using Godwit.Display;
using Godwit.Streams;
using Godwit.Sync;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>One client of a session: its key, its transport, and how far its input has been executed.</summary>
public sealed partial class Attachment : IDisposable
{
    /// <summary>Least time between two bells: four a second are noise enough, and each is a datagram.</summary>
    private const long BellGapMs = 250;

    /// <summary>So long after a key the next one is likely, and events make themselves small.</summary>
    private const long TypingMs = 1000;

    private readonly EchoAckClock echoAck = new();
    private readonly FrameDiffer differ = new();
    private readonly EventOutbox outbox = new();
    private readonly Emulator emulator;
    private readonly SessionStreams<ScreenState, UserInputState> streams;
    private Instant bellAllowedAt = new(long.MinValue);
    private Instant typingUntil = new(long.MinValue);
    private long executed;
    private bool screenChanged;
    private DisplayCapabilities adopted = DisplayCapabilities.StockPeer;

    internal Attachment(SessionKey key, ServerOptions options, Emulator emulator, ReadOnlyMemory<byte> chaffSeed, Instant now)
    {
        this.emulator = emulator;
        var connection = new ConnectionOptions
        {
            Sending = Direction.ToClient,
            ChaffSeed = chaffSeed,
            Tuning = options.Tuning,
            Features = options.Features,
            MaxDatagramSize = ConnectionOptions.DatagramSizeStart,
            SilenceMax = options.SilenceMax,
        };
        Connection = new(key, connection, now, ScreenState.ForServer(emulator, differ, outbox), new UserInputState());
        streams = new(Connection, isServer: true);
    }

    /// <summary>The transport to this client.</summary>
    public Connection<ScreenState, UserInputState> Connection { get; }

    /// <summary>Forwarding and the like; null until the client is known to have it, and with one that has not.</summary>
    public StreamMux? Streams => streams.Mux;

    /// <summary>True once either end has begun to use <see cref="Streams"/>, which takes memory.</summary>
    public bool UsesStreams => streams.IsUsed;

    /// <summary>True once this client has said anything.</summary>
    public bool HasSpoken => Connection.RemoteNumber > 0;

    /// <summary>When the client's newest state came; null before the first.</summary>
    public Instant? LastStateAt => HasSpoken ? Connection.LastRemoteStateAt : null;

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();

    /// <summary>A datagram of this client has come.</summary>
    internal void HandleStreams(Instant now, DatagramOutcome outcome, ReadOnlySpan<byte> datagram) => streams.Handle(now, outcome, datagram);

    /// <summary>Makes the next datagram for this client.</summary>
    internal bool TryTransmit(Instant now, Span<byte> datagram, out int length) =>
        Connection.TryTransmit(now, datagram, out length) || streams.TryTransmit(now, datagram, out length);

    /// <summary>When <see cref="TryTransmit"/> will have something.</summary>
    internal Instant NextDeadline(Instant now) => Instant.Min(Connection.NextDeadline(now), streams.NextDeadline(now));

    /// <summary>Takes up what was agreed. It is known before the first screen is sent, so all frames speak one language.</summary>
    internal void AdoptFeatures()
    {
        DisplayCapabilities peer = Connection.Features.Capabilities();
        if (peer != adopted)
        {
            // What the differ has taken away since, because a frame was too long, stays away.
            adopted = peer;
            differ.Peer = peer;
        }

        echoAck.IsGodwit = Connection.Features.Has(Features.ExtendedScreen);
    }

    /// <summary>What the screen is shown as until further notice: held back in the middle of an update, or null for as it is.</summary>
    internal void Hold(Screen? frame)
    {
        Connection.Local.Held = frame;
        Connection.MarkLocalChanged();
    }

    /// <summary>Takes an event for this client, if it is one of ours; a stock client gets the clipboard in the frames and the rest not at all.</summary>
    internal void AddEvent(TerminalEvent added, Instant now)
    {
        if (Connection.Features.Has(Features.Events))
        {
            outbox.Add(added, now);
        }
    }

    /// <summary>Once a turn: moves events and bells on.</summary>
    internal void UpdateEvents(Instant now)
    {
        if (!Connection.Features.Has(Features.Events))
        {
            return;
        }

        bool isTyping = now < typingUntil;
        outbox.Release(now, isTyping ? EventOutbox.TypingWindowOctets : EventOutbox.WindowOctets);
        PublishEvents(outbox.End);
        EventDeadline = isTyping && outbox.HasWaiting ? typingUntil : Instant.Never;
        uint bells = emulator.Screen.BellCount;
        if (bells == Connection.Local.BellCount)
        {
            return;
        }

        if (now < bellAllowedAt)
        {
            EventDeadline = Instant.Min(EventDeadline, bellAllowedAt);
            return;
        }

        bellAllowedAt = now + BellGapMs;
        Connection.Local.BellCount = bells;
        Connection.MarkLocalChanged();
    }

    /// <summary>When <see cref="UpdateEvents"/> will have something to do if nothing happens; as of its last call.</summary>
    internal Instant EventDeadline { get; private set; } = Instant.Never;

    /// <summary>What the last state can carry of what still waits.</summary>
    internal void PublishLastEvents(Instant now)
    {
        if (Connection.Features.Has(Features.Events))
        {
            PublishEvents(outbox.ReleaseLast(now));
        }
    }

    private void PublishEvents(ulong end)
    {
        if (Connection.Local.EventEnd != end)
        {
            Connection.Local.EventEnd = end;
            Connection.MarkLocalChanged();
        }
    }

    /// <summary>Notes that the screen may have changed.</summary>
    /// <param name="collectionDelay">Milliseconds to wait for more (<see cref="Connection{TLocal, TRemote}.CollectionDelay"/>).</param>
    internal void MarkScreenChanged(int collectionDelay)
    {
        screenChanged = true;
        Connection.CollectionDelay = collectionDelay;
        Connection.MarkLocalChanged();
    }

    /// <summary>Reads the next event of the user that was not executed yet.</summary>
    internal bool TryRead(out UserEvent userEvent) => Connection.Remote.TryRead(ref executed, out userEvent);

    /// <summary>Releases what was executed, and expects the screen to answer it.</summary>
    /// <param name="hadEvents">States without events are never echo-acknowledged (spec 03 section 4).</param>
    /// <param name="hadKeys">False if they only changed the size of the window.</param>
    /// <param name="now">The time of this turn.</param>
    internal void Executed(bool hadEvents, bool hadKeys, Instant now)
    {
        Connection.Remote.Release(executed);
        if (hadEvents)
        {
            echoAck.Note(Connection.RemoteNumber, now, hadKeys);
            typingUntil = now + TypingMs;
        }
    }

    /// <summary>Tells how the command ended, if this client can understand it.</summary>
    internal void PublishExit(int? status)
    {
        if (Connection.Features.Has(Features.ExitStatus))
        {
            Connection.Local.ExitStatus = status;
            Connection.MarkLocalChanged();
        }
    }
}
