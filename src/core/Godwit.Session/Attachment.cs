using Godwit.Crypto;

using Godwit.Sync;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>One client of a session: its key, its transport, and how far its input has been executed.</summary>
public sealed class Attachment : IDisposable
{
    private readonly EchoAckClock echoAck = new();
    private readonly SessionKey key;
    private long executed;

    internal Attachment(SessionKey key, ServerOptions options, Emulator emulator, FrameDiffer frames, ulong random, Instant now)
    {
        this.key = key;
        var connection = options.Connection with { ChaffSeed = random };
        Connection = new(key, connection, now, ScreenState.ForServer(emulator, frames), new UserInputState());
    }

    /// <summary>The transport to this client.</summary>
    public Connection<ScreenState, UserInputState> Connection { get; }

    /// <summary>When the echo acknowledgement will next change.</summary>
    internal Instant EchoAckDeadline => echoAck.NextDeadline;

    /// <inheritdoc/>
    public void Dispose()
    {
        Connection.Dispose();
        key.Dispose();
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
        if (echoAck.Update(now))
        {
            Connection.Local.EchoAck = echoAck.Value;
        }
    }

    /// <summary>Tells how the command ended, if this client can understand it.</summary>
    internal void PublishExit(int? status)
    {
        if (Connection.PeerFeatures is { } features && features.HasFlag(Features.ExitStatus))
        {
            Connection.Local.ExitStatus = status;
        }
    }
}
