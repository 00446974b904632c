using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>The streams of one client, in the datagrams of its connection: behind keys and screens, with what these leave.</summary>
/// <typeparam name="TLocal">The object this side owns.</typeparam>
/// <typeparam name="TRemote">The object the peer owns.</typeparam>
internal sealed class SessionStreams<TLocal, TRemote>(Connection<TLocal, TRemote> connection, bool isServer)
    where TLocal : class, ISyncState<TLocal>
    where TRemote : class, ISyncState<TRemote>
{
    // Packets made in one turn: a key waits for less than a millisecond.
    private const int PacketsPerTurnMax = 64;

    private StreamMux? mux;
    private int pathChanges;
    private int packetsInTurn;

    /// <summary>The streams; null until it is known that the peer has them, and with one that has not.</summary>
    public StreamMux? Mux => mux ??= connection.CarriesStreams ? new StreamMux(isServer) : null;

    /// <summary>True once either end has begun to use them.</summary>
    public bool IsUsed => mux is not null;

    /// <summary>A datagram has come.</summary>
    public void Handle(Instant now, DatagramOutcome outcome, ReadOnlySpan<byte> datagram)
    {
        if (outcome.HasFlag(DatagramOutcome.Streams))
        {
            Mux?.HandlePacket(now, connection.ReceivedNumber, datagram[connection.ReceivedBody], connection.NextNumber);
        }
        else if (outcome != DatagramOutcome.Dropped)
        {
            mux?.NoteOther(now, connection.ReceivedNumber);
        }
    }

    /// <summary>Makes the next datagram of streams, when the connection has none.</summary>
    public bool TryTransmit(Instant now, Span<byte> datagram, out int length)
    {
        length = 0;
        if (mux is null || !connection.CarriesStreams || connection.IsFinished(now))
        {
            return false;
        }

        if (pathChanges != connection.PathChanges)
        {
            pathChanges = connection.PathChanges;
            mux.NotePathChanged(now);
        }

        if (packetsInTurn >= PacketsPerTurnMax || !mux.TryWritePacket(now, connection.NextNumber, connection.RoomIn(datagram), out int bodyLength))
        {
            packetsInTurn = 0;
            return false;
        }

        packetsInTurn++;
        return connection.TrySeal(now, datagram, bodyLength, out length);
    }

    /// <summary>When there is something to send, or to do.</summary>
    public Instant NextDeadline(Instant now) => mux is null || !connection.CarriesStreams || connection.IsFinished(now) ? Instant.Never : mux.NextDeadline(now);
}
