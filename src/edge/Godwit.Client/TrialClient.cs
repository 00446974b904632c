using Godwit.Crypto;
using Godwit.Platform;
using Godwit.Prediction;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>
/// A client without a terminal, for <c>godwit doctor</c>: takes the way that a session takes, and notes what happens on it. Its owner has the loop:
/// <see cref="AddTo"/>, wait until <see cref="NextDeadline"/> at most, <see cref="Turn"/>.
/// </summary>
public sealed class TrialClient : IDisposable
{
    /// <summary>Columns of the terminal that there is none of: a screen that does not fit one datagram.</summary>
    public const int Columns = 160;

    /// <summary>Its rows.</summary>
    public const int Rows = 50;

    // A burst is finished in one turn.
    private const int DatagramsPerTurnMax = 64;

    private readonly ClientSession session;
    private readonly ClientSockets sockets;
    private readonly byte[] datagram = new byte[DatagramCipher.MaxDatagramLength];
    private readonly byte[] latest = new byte[DatagramCipher.MaxDatagramLength];
    private int latestLength;

    private TrialClient(ClientSession session, ClientSockets sockets)
    {
        this.session = session;
        this.sockets = sockets;
        session.Connection.SetPathCount(sockets.Candidates.Count);
    }

    /// <summary>True once the server has answered what was said to it.</summary>
    public bool IsAnswered => session.IsConnected || session.Connection.AcknowledgedNumber > 0;

    /// <summary>True if all that was typed has reached the server.</summary>
    public bool IsAllAcknowledged => !session.HasUnsentInput;

    /// <summary>True if the session is over, at the wish of either end.</summary>
    public bool IsOver => session.IsFinished(Now());

    /// <summary>The server said that the session is over, and nobody here did.</summary>
    public bool IsEnded => !session.IsClosing && session.Connection.Phase(Now()) is ConnectionPhase.PeerClosing or ConnectionPhase.Closed;

    /// <summary>Why the latest datagram that could not leave this machine could not.</summary>
    public NetworkFault SendFault { get; private set; }

    /// <summary>What somebody on the way, or the host, says of datagrams that he did not deliver (ICMP).</summary>
    public NetworkFault ReportedFault { get; private set; }

    /// <summary>Datagrams that came and were not made with this key.</summary>
    public long Unauthentic => session.Connection.Counters.Forged;

    /// <summary>Instructions in another version of the protocol.</summary>
    public long WrongVersion => session.Connection.Counters.WrongVersion;

    /// <summary>Octets of the largest datagram that came.</summary>
    public int LargestReceived { get; private set; }

    /// <summary>Octets of the largest datagram that was sent.</summary>
    public int LargestSent { get; private set; }

    /// <summary>Octets that the path is believed to carry from here to the server.</summary>
    public int SizeLimit => session.Connection.MaxDatagramSize;

    /// <summary>Octets that are tried at most, either way.</summary>
    public static int SizeTried => ConnectionOptions.DatagramSizeStart;

    /// <summary>When the latest authentic datagram came; null for never.</summary>
    public Instant? LastHeard => session.Connection.LastHeard;

    /// <summary>The row of the cursor on the server's screen, from 0.</summary>
    public int CursorRow => session.Connection.Remote.Screen.CursorRow;

    /// <summary>Round trips, and datagrams that got lost, since the last <see cref="BeginMeasurement"/>.</summary>
    public TrialFigures Figures { get; private set; } = new(default, 0, null);

    /// <summary>The server's address that datagrams go to now.</summary>
    public UdpAddress Path => sockets.Candidates[session.Connection.CurrentPath];

    /// <summary>Begins a session; its first datagram leaves in the first <see cref="Turn"/>.</summary>
    /// <param name="keyText">The session's key, valid.</param>
    /// <param name="server">The server's address and port.</param>
    /// <param name="others">Further addresses of it; may hold the first one too.</param>
    /// <exception cref="PlatformException">No socket is to be had, or the key is none.</exception>
    public static TrialClient Start(string keyText, UdpAddress server, IReadOnlyList<UdpAddress> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (SessionKey.TryParse(keyText, out SessionKey? key) != SessionKeyStatus.Valid || key is null)
        {
            throw new PlatformException("the session's key is not one");
        }

        using (key)
        {
            var seed = new byte[ConnectionOptions.ChaffSeedLength];
            SecureRandom.Fill(seed);
            var sockets = new ClientSockets(server);
            foreach (UdpAddress other in others)
            {
                sockets.AddCandidate(other.WithPort(server.Port));
            }

            var options = new ClientOptions { Columns = Columns, Rows = Rows, Prediction = new PredictionOptions { Display = PredictionDisplay.Never } };
            return new TrialClient(new ClientSession(key, options, seed, Now()), sockets);
        }
    }

    /// <summary>Watches the sockets.</summary>
    public void AddTo(Poller poller)
    {
        ArgumentNullException.ThrowIfNull(poller);
        foreach (UdpSocket socket in sockets.All)
        {
            poller.Add(socket.Descriptor, PollEvents.Readable);
        }
    }

    /// <summary>When the next turn is due if nothing arrives.</summary>
    public Instant NextDeadline(Instant now) => session.NextDeadline(now);

    /// <summary>Takes what has arrived and sends what is due.</summary>
    public void Turn(Instant now)
    {
        foreach (UdpSocket socket in sockets.All)
        {
            Receive(now, socket);
        }

        session.Update(now);
        while (session.TryTransmit(now, datagram, out int length))
        {
            int path = session.Connection.Path;
            Span<byte> sent = datagram.AsSpan(0, length);
            LargestSent = Math.Max(LargestSent, length);
            sent.CopyTo(latest);
            latestLength = length;
            IoResult result = sockets.Send(path, sent);
            if (result.Status == IoStatus.MessageTooLong)
            {
                session.Connection.MaxDatagramSize = ConnectionOptions.DatagramSizeFallback;
            }
            else if (result.Status == IoStatus.Failed && path == session.Connection.CurrentPath)
            {
                SendFault = result.Fault;
            }
        }
    }

    /// <summary>Types.</summary>
    public void Type(Instant now, ReadOnlySpan<byte> octets) => _ = session.HandleInput(now, octets, out _);

    /// <summary>Sends the latest datagram once more: the server drops it as a replay, but a counter on the way counts it.</summary>
    /// <returns>False if it could not leave.</returns>
    public bool Repeat() => latestLength > 0 && sockets.Send(session.Connection.CurrentPath, latest.AsSpan(0, latestLength)).IsDone;

    /// <summary>Forgets the figures and begins anew.</summary>
    public void BeginMeasurement() => Figures = new TrialFigures(DatagramsSoFar(), session.Connection.Counters.DatagramsSent, session.Connection.OutboundLoss);

    /// <summary>Ends the session: the server is told.</summary>
    public void BeginShutdown(Instant now) => session.BeginShutdown(now, "");

    /// <summary>What the session says of itself.</summary>
    public SessionReport Report(Instant now) => session.Report(now, Path.ToEndpointString());

    /// <inheritdoc/>
    public void Dispose()
    {
        sockets.Dispose();
        session.Dispose();
    }

    private static Instant Now() => new(MonotonicClock.Milliseconds);

    private (long Came, long Missing) DatagramsSoFar()
    {
        ConnectionCounters counters = session.Connection.Counters;
        return (counters.DatagramsReceived - counters.Forged, counters.SequenceGaps - counters.OutOfSequence);
    }

    private void Receive(Instant now, UdpSocket socket)
    {
        for (int count = 0; count < DatagramsPerTurnMax; count++)
        {
            IoResult result = socket.Receive(datagram, out UdpAddress from, out Platform.Ecn ecn, out bool isTruncated);
            if (result.Status == IoStatus.Failed)
            {
                continue; // It is told below what it was.
            }

            if (!result.IsDone)
            {
                break;
            }

            if (!isTruncated)
            {
                Handle(now, from, (Transport.Ecn)ecn, datagram.AsSpan(0, result.Count));
            }
        }

        for (int count = 0; count < DatagramsPerTurnMax && socket.TryReceiveError(out UdpAddress to, out IoResult error); count++)
        {
            ReportedFault = sockets.PathOf(to) == session.Connection.CurrentPath ? error.Fault : ReportedFault;
        }
    }

    private void Handle(Instant now, in UdpAddress from, Transport.Ecn ecn, Span<byte> received)
    {
        int length = received.Length;
        DatagramOutcome outcome = session.HandleDatagram(now, ecn, received);
        if (!outcome.HasFlag(DatagramOutcome.Authentic))
        {
            return;
        }

        LargestReceived = Math.Max(LargestReceived, length);
        if (outcome.HasFlag(DatagramOutcome.Newest))
        {
            session.Connection.NoteNewestPath(now, sockets.PathOf(from));
            Figures.NoteDatagram(now, session.Connection.Rtt, session.Connection.OutboundLoss, session.Connection.Counters.DatagramsSent);
        }

        Figures.NoteTotals(DatagramsSoFar());
    }
}
