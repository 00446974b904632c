using Godwit.Crypto;
using Godwit.Platform;
using Godwit.Session;
using Godwit.Sync;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>A client's side of the network in its loop: sockets, ports, addresses, and what tells that they change. Decides nothing that the session can decide.</summary>
internal sealed class ClientNetwork : IDisposable
{
    // A burst after an outage is finished in one turn.
    private const int DatagramsPerTurnMax = 64;

    private readonly ClientSession session;
    private readonly ClientSockets sockets;
    private readonly PortHopPolicy hops;
    private readonly RefusalWatch refusals = new();
    private readonly NetworkWatch watch = NetworkWatch.Open();
    private readonly SendBatch batch = new(DatagramCipher.MaxDatagramLength);
    private byte[] incoming = new byte[DatagramCipher.MaxDatagramLength];
    private bool isGrown;
    private ulong advertisedVersion;
    private int firstIndex;
    private int watched;

    /// <summary>Owns the sockets from now on.</summary>
    public ClientNetwork(ClientSession session, ClientSockets sockets, Instant now)
    {
        this.session = session;
        this.sockets = sockets;
        hops = new PortHopPolicy(now);
        session.Connection.SetPathCount(sockets.Candidates.Count);
        Source = UdpSocket.SourceTowards(sockets.Candidates[0]);
    }

    /// <summary>The server's address that datagrams go to now.</summary>
    public UdpAddress Server => sockets.Candidates[session.Connection.CurrentPath];

    /// <summary>The address of this machine that they leave from.</summary>
    public UdpAddress Source { get; private set; }

    /// <summary>True if the server's own host says, and goes on saying, that nobody listens there any more.</summary>
    public bool IsServerGone(Instant now) => refusals.IsGone(now, session.Connection.LastHeard);

    /// <summary>Watches the sockets, and changes of the network.</summary>
    public void AddTo(Poller poller)
    {
        firstIndex = poller.Count;
        watched = sockets.All.Count;
        foreach (UdpSocket socket in sockets.All)
        {
            poller.Add(socket.Descriptor, PollEvents.Readable);
        }

        poller.Add(watch.Descriptor, PollEvents.Readable);
    }

    /// <summary>Takes what has come.</summary>
    public void Turn(Instant now, Poller poller)
    {
        for (int index = 0; index < watched && index < sockets.All.Count; index++)
        {
            if (poller.CanRead(firstIndex + index))
            {
                Receive(sockets.All[index], now);
            }
        }

        sockets.CloseOldest(hops.PortsToKeep(now, sockets.All.Count));
        if (poller.CanRead(firstIndex + watched))
        {
            HandleNetworkChange(now);
        }
    }

    /// <summary>Sends what is due.</summary>
    public void Transmit(Instant now)
    {
        if (session.UsesStreams && !isGrown)
        {
            isGrown = true;
            batch.Grow();
            incoming = new byte[UdpSocket.BatchMax];
            sockets.Coalesce();
        }

        while (session.TryTransmit(now, batch.Room, out int length))
        {
            int path = session.Connection.Path;
            if (!batch.Fits(length, path))
            {
                Flush(now, length);
            }

            batch.Add(length, path);
            if (batch.IsFull)
            {
                Flush(now);
            }

            if (hops.WantsNewPort(now, session.Connection.ReachableAt(now)))
            {
                Flush(now);
                hops.Hopped(now);
                sockets.Hop();
                session.Connection.NoteOwnMove(now, isNewNetwork: false);
            }
        }

        Flush(now);
    }

    private void Flush(Instant now, int next = 0)
    {
        if (batch.IsEmpty)
        {
            return;
        }

        int path = batch.Path;
        IoResult result = sockets.Send(path, batch.Octets, batch.Size);
        batch.Clear(next);
        if (result.Status == IoStatus.MessageTooLong)
        {
            session.Connection.MaxDatagramSize = ConnectionOptions.DatagramSizeFallback;
        }
        else if (result.Status == IoStatus.Failed)
        {
            HandleSendError(now, path, result);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        watch.Dispose();
        sockets.Dispose();
    }

    private void Receive(UdpSocket socket, Instant now)
    {
        for (int count = 0; count < DatagramsPerTurnMax; count++)
        {
            IoResult result = socket.Receive(incoming, out UdpAddress from, out Platform.Ecn ecn, out bool truncated);
            if (result.Status == IoStatus.Failed)
            {
                continue; // What it was, and for which address, is told below.
            }

            if (!result.IsDone)
            {
                break;
            }

            if (!truncated)
            {
                int size = socket.ReceivedSegment > 0 ? socket.ReceivedSegment : Math.Max(1, result.Count);
                for (int offset = 0; offset < result.Count || offset == 0; offset += size)
                {
                    HandleDatagram(now, from, (Transport.Ecn)ecn, incoming.AsSpan(offset, Math.Min(size, result.Count - offset)));
                    count += offset > 0 ? 1 : 0; // Those that came together count one by one.
                }
            }
        }

        for (int count = 0; count < DatagramsPerTurnMax && socket.TryReceiveError(out UdpAddress to, out UdpAddress reporter, out IoResult error); count++)
        {
            if (error.Fault == NetworkFault.PortUnreachable && reporter == to.WithPort(0) && sockets.PathOf(to) == session.Connection.CurrentPath)
            {
                refusals.Note(now);
            }

            HandleSendError(now, sockets.PathOf(to), error);
        }
    }

    /// <summary>Addresses that are only tried may well not be reached: that is no news.</summary>
    private void HandleSendError(Instant now, int path, IoResult error)
    {
        if (path == session.Connection.CurrentPath)
        {
            session.HandleNetworkError(now, NetworkWords.Of(error));
        }
    }

    private void HandleDatagram(Instant now, in UdpAddress from, Transport.Ecn ecn, Span<byte> received)
    {
        Connection<UserInputState, ScreenState> connection = session.Connection;
        if (session.HandleDatagram(now, ecn, received).HasFlag(DatagramOutcome.Newest))
        {
            connection.NoteNewestPath(now, sockets.PathOf(from));
        }

        if (connection.AdvertisedVersion != advertisedVersion)
        {
            advertisedVersion = connection.AdvertisedVersion;
            var list = new AddressList(connection.AdvertisedAddresses);
            while (list.Read())
            {
                UdpAddress address = UdpAddress.FromNetworkOctets(list.Address, list.Port);
                if (!address.IsLocal)
                {
                    sockets.AddCandidate(address);
                }
            }

            connection.SetPathCount(sockets.Candidates.Count);
        }
    }

    /// <summary>An address or a route of this machine changed: of interest only if datagrams to the server now leave from another address.</summary>
    private void HandleNetworkChange(Instant now)
    {
        watch.Drain();
        UdpAddress newSource = UdpSocket.SourceTowards(sockets.Candidates[session.Connection.CurrentPath]);
        if (newSource != Source)
        {
            Source = newSource;
            hops.Hopped(now);
            sockets.Hop();
            session.Connection.NoteOwnMove(now, isNewNetwork: true);
        }
    }
}
