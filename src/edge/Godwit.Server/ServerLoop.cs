using Godwit.Crypto;
using Godwit.Platform;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Server;

/// <summary>
/// The server's one loop (design D5): wait; read the clock once; feed what arrived; transmit until empty. Owns the socket,
/// the pty and the child; decides nothing that the session or <see cref="ServerLifetime"/> can decide.
/// </summary>
internal sealed partial class ServerLoop : IDisposable
{
    // Read from the program per turn: large enough that a flood costs few turns, small enough that a key waits under 2 ms.
    private const int OutputPerTurnMax = 128 * 1024;

    // Datagrams taken per turn: a burst after an outage is finished in one turn, a flood from strangers cannot starve the program.
    private const int DatagramsPerTurnMax = 64;

    // The command's status follows the end of its terminal within microseconds; a background process that closed it is not waited for longer.
    private const long ExitGraceMs = 300;

    private readonly ServerSession session;
    private readonly UdpSocket socket;
    private readonly Pty pty;
    private readonly Signals signals;
    private readonly ServerLifetime lifetime;
    private readonly ServerLog log;
    private readonly Func<Pty, ChildProcess> start;
    private readonly Poller poller = new();
    private readonly byte[] buffer = new byte[OutputPerTurnMax / 2];
    private readonly byte[] datagram = new byte[DatagramCipher.MaxDatagramLength];
    private readonly Attachment attachment;
    private UdpAddress peer;
    private ChildProcess? child;
    private Instant hangupAt = Instant.Never;
    private int? exitStatus;
    private bool isOver;

    public ServerLoop(ServerParts parts)
    {
        session = parts.Session;
        socket = parts.Socket;
        pty = parts.Pty;
        signals = parts.Signals;
        lifetime = parts.Lifetime;
        log = parts.Log;
        start = parts.Start;
        attachment = session.Attachments[0];
    }

    public void Dispose()
    {
        // Closing the master is what hangs up on the program.
        pty.Dispose();
        socket.Dispose();
    }

    /// <summary>Runs the session to its end.</summary>
    public void Run()
    {
        int socketIndex = poller.Add(socket.Descriptor, PollEvents.Readable);
        int signalIndex = poller.Add(signals.Descriptor, PollEvents.Readable);
        int ptyIndex = poller.Add(pty.Descriptor, PollEvents.None);
        while (!isOver)
        {
            Instant before = Now();
            poller.SetDescriptor(ptyIndex, IsReadingPty ? pty.Descriptor : -1);
            poller.SetInterest(ptyIndex, PollEvents.Readable | (session.Input.IsEmpty ? PollEvents.None : PollEvents.Writable));
            poller.Wait(Timeout(before));
            Instant now = Now();
            if (poller.CanRead(signalIndex))
            {
                HandleSignals(now);
            }

            if (poller.CanRead(socketIndex))
            {
                ReceiveAll(now);
            }

            if (child is null && session.HasBeenAttached && !session.IsClosing)
            {
                StartCommand(now);
            }

            if (IsReadingPty)
            {
                ServePty(now, poller.CanRead(ptyIndex));
            }

            CheckLifetime(now);
            session.Update(now);
            TransmitAll(now);
            isOver |= session.IsClosing && (session.IsFinished || !attachment.Connection.HasPeer && attachment.Connection.IsFinished);
        }
    }

    private bool IsReadingPty => child is not null && !session.IsClosing && hangupAt == Instant.Never;

    private static Instant Now() => new(MonotonicClock.Milliseconds);

    private long Timeout(Instant now)
    {
        Instant next = Instant.Min(session.NextDeadline(now), lifetime.NextDeadline(now, attachment.Connection.LastRemoteStateAt, session.HasBeenAttached));
        next = Instant.Min(next, hangupAt == Instant.Never || session.IsClosing ? Instant.Never : hangupAt + ExitGraceMs);
        return next == Instant.Never ? -1 : Math.Max(0, next - now);
    }

    private void ReceiveAll(Instant now)
    {
        for (int count = 0; count < DatagramsPerTurnMax; count++)
        {
            IoResult result = socket.Receive(datagram, out UdpAddress from, out Godwit.Platform.Ecn ecn, out bool truncated);
            if (!result.IsDone)
            {
                // A pending error of an earlier send is cleared by this call; there may be datagrams behind it.
                if (result.Status == IoStatus.Failed)
                {
                    continue;
                }

                return;
            }

            if (truncated)
            {
                continue;
            }

            DatagramOutcome outcome = session.HandleDatagram(now, (Godwit.Transport.Ecn)ecn, datagram.AsSpan(0, result.Count), out _);
            if (outcome.HasFlag(DatagramOutcome.Newest) && from != peer)
            {
                log.PeerMoved(peer, from);
                peer = from;
                attachment.Connection.MaxDatagramSize = from.Family == IpFamily.IPv4 ? DatagramSize.IPv4 : DatagramSize.IPv6;
            }
        }
    }

    private void TransmitAll(Instant now)
    {
        while (session.TryTransmit(now, datagram, out int length, out _))
        {
            IoResult result = socket.SendTo(peer, datagram.AsSpan(0, length));
            if (result.Status == IoStatus.MessageTooLong)
            {
                attachment.Connection.MaxDatagramSize = DatagramSize.Fallback;
            }
            else if (result.Status == IoStatus.Failed)
            {
                log.NetworkError(result.ErrorText);
            }
        }
    }

    private void CheckLifetime(Instant now)
    {
        if (lifetime.IsOver(now, attachment.Connection.LastRemoteStateAt, session.HasBeenAttached))
        {
            EndSession(now, "nobody has been in contact for too long");
        }
    }

    /// <summary>Ends the session on our own account: with a word to the client if there is one, at once otherwise.</summary>
    private void EndSession(Instant now, string reason)
    {
        log.Ending(reason);
        if (session.IsClosing || !attachment.Connection.HasPeer)
        {
            isOver = true;
            return;
        }

        session.BeginShutdown(now, exitStatus);
    }
}
