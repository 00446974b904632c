using Godwit.Crypto;
using Godwit.Display;
using Godwit.Sync;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>One client of a session: its key, its transport, and how far its input has been executed.</summary>
public sealed class Attachment : IDisposable
{
    private readonly EchoAckClock echoAck = new();
    private readonly FrameDiffer differ = new();
    private long executed;
    private bool screenChanged;

    internal Attachment(SessionKey key, ServerOptions options, Emulator emulator, ReadOnlyMemory<byte> chaffSeed, Instant now)
    {
        var connection = new ConnectionOptions
        {
            Sending = Direction.ToClient,
            ChaffSeed = chaffSeed,
            Tuning = options.Tuning,
            Features = options.Features,
        };
        Connection = new(key, connection, now, ScreenState.ForServer(emulator, differ), new UserInputState());
    }

    /// <summary>The transport to this client.</summary>
    public Connection<ScreenState, UserInputState> Connection { get; }

    /// <summary>True once this client has said anything.</summary>
    public bool HasSpoken => Connection.RemoteNumber > 0;

    /// <summary>When the client's newest state came; null before the first.</summary>
    public Instant? LastStateAt => HasSpoken ? Connection.LastRemoteStateAt : null;

    /// <summary>When the echo acknowledgement will next change.</summary>
    internal Instant EchoAckDeadline => echoAck.NextDeadline;

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();

    /// <summary>Takes up what was agreed. It is known before the first screen is sent, so all frames speak one language.</summary>
    internal void AdoptFeatures()
    {
        bool isGodwit = Connection.Features.Has(Features.ExtendedScreen);
        differ.Peer = isGodwit ? DisplayCapabilities.GodwitPeer : DisplayCapabilities.StockPeer;
        echoAck.MayWait = isGodwit;
    }

    /// <summary>Notes that the screen may have changed.</summary>
    internal void MarkScreenChanged()
    {
        screenChanged = true;
        Connection.MarkLocalChanged();
    }

    /// <summary>Reads the next event of the user that was not executed yet.</summary>
    internal bool TryRead(out UserEvent userEvent) => Connection.Remote.TryRead(ref executed, out userEvent);

    /// <summary>Releases what was executed, and expects the screen to answer it.</summary>
    /// <param name="hadEvents">States without events are never echo-acknowledged (spec 03 section 4).</param>
    /// <param name="now">The time of this turn.</param>
    internal void Executed(bool hadEvents, Instant now)
    {
        Connection.Remote.Release(executed);
        if (hadEvents)
        {
            echoAck.Note(Connection.RemoteNumber, now);
        }
    }

    internal void UpdateEchoAck(Instant now)
    {
        if (echoAck.Update(now, screenChanged))
        {
            Connection.Local.EchoAck = echoAck.Value;
            Connection.MarkLocalChanged();
        }

        screenChanged = false;
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
