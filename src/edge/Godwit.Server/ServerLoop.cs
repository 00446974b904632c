using Godwit.Crypto;
using Godwit.Platform;
using Godwit.Session;
using Godwit.Sync;
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

    // More than a pty gives at once.
    private const int ReadMax = 16 * 1024;

    // Datagrams taken per turn: a burst after an outage is finished in one turn, a flood from strangers cannot starve the program.
    private const int DatagramsPerTurnMax = 64;

    // The command's status follows the end of its terminal within microseconds; a background process that closed it is not waited for longer.
    private const long ExitGraceMs = 300;

    // How long the reason why a command cannot be executed stays on the screen (spec 04 section 3.3).
    private const long FailureShownMs = 3000;

    private readonly Handover handover;
    private readonly ServerSession session;
    private readonly Attachment attachment;
    private readonly UdpSocket socket;
    private readonly Pty pty;
    private readonly LoginEntry login;
    private readonly SignalSource signals;
    private readonly ServerLifetime lifetime;
    private readonly EventLog log;
    private readonly HeapTrim heap = new();
    private readonly ProgramWatch watch;
    private readonly NetworkWatch network = NetworkWatch.Open();
    private readonly ControlSocket control;
    private readonly Instant startedAt;
    private readonly Poller poller = new();
    private readonly byte[] buffer = new byte[ReadMax];
    private readonly SendBatch batch = new(DatagramCipher.MaxDatagramLength);
    private byte[] incoming = new byte[DatagramCipher.MaxDatagramLength];
    private UdpAddress peer;
    private UdpAddress source;
    private UdpAddress answersFrom;
    private ChildProcess? child;
    private bool isHungUp;
    private Instant endAt = Instant.Never;
    private int? exitStatus;
    private Instant? lastOutputAt;
    private bool isOver;

    /// <summary>Opens the pty; the command starts when the client has said its first word.</summary>
    /// <param name="handover">What to run, and the key.</param>
    /// <param name="socket">Bound; owned from now on.</param>
    /// <param name="signals">Owned by the caller.</param>
    /// <param name="log">Where to say what happens.</param>
    /// <param name="lostAfterMs">Silence after which the log calls the client lost, in milliseconds.</param>
    public ServerLoop(Handover handover, UdpSocket socket, SignalSource signals, EventLog log, long lostAfterMs = SilenceWatch.LostAfterMs)
    {
        silence = new SilenceWatch(lostAfterMs);
        this.handover = handover;
        this.socket = socket;
        this.signals = signals;
        this.log = log;
        Instant now = Now();
        startedAt = now;
        string? folder = SessionFolders.Prepare(ProcessEnvironment.Get);
        control = ControlSocket.Open(folder, socket.LocalAddress.Port, out string problem);
        if (problem.Length > 0)
        {
            Note($"godwit ls will not list this session: {problem}.");
        }

        int networkTimeout = TimeoutVariable.Seconds(TimeoutVariable.Network);
        int signalTimeout = TimeoutVariable.Seconds(TimeoutVariable.Signal);
        session = new ServerSession(
            new ServerOptions { Columns = handover.Columns, Rows = handover.Rows, SilenceMax = SilenceMax(networkTimeout, signalTimeout) });
        attachment = Attach(now);
        pty = Pty.Open(new WindowSize((ushort)handover.Columns, (ushort)handover.Rows));
        login = new LoginEntry(pty);
        watch = new ProgramWatch(pty);
        Advertise();
        PrepareForwarding(folder);
        lifetime = new ServerLifetime(now, networkTimeout, signalTimeout, handover.TimeToLive);
    }

    public void Dispose()
    {
        login.Dispose();
        command?.Dispose();
        forwarding.Dispose();

        // Closing the master is what hangs up on the program.
        pty.Dispose();
        control.Dispose();
        network.Dispose();
        socket.Dispose();
        session.Dispose();
    }

    /// <summary>Runs the session to its end.</summary>
    public void Run()
    {
        int socketIndex = poller.Add(socket.Descriptor, PollEvents.Readable);
        int signalIndex = poller.Add(signals.Descriptor, PollEvents.Readable);
        int ptyIndex = poller.Add(pty.Descriptor, PollEvents.None);
        int networkIndex = poller.Add(network.Descriptor, PollEvents.Readable);
        int controlIndex = poller.Add(control.Descriptor, PollEvents.Readable);
        fixedDescriptors = poller.Count;
        LogStart();
        while (!isOver)
        {
            poller.SetDescriptor(ptyIndex, IsServingPty ? pty.Descriptor : -1);
            poller.SetInterest(ptyIndex, session.Input.IsEmpty ? PollEvents.Readable : PollEvents.Readable | PollEvents.Writable);
            WatchStreams();
            poller.Wait(Timeout(Now()));
            Instant now = Now();
            if (poller.CanRead(signalIndex))
            {
                HandleSignals(now);
            }

            if (poller.CanRead(socketIndex))
            {
                ReceiveAll(now);
            }

            if (poller.CanRead(networkIndex))
            {
                HandleNetworkChange(now);
            }

            if (poller.CanRead(controlIndex))
            {
                control.Answer(Facts(now));
            }

            ServeProgram(now, poller.CanRead(ptyIndex));
            ServeStreams(now);
            session.Update(now);
            TransmitAll(now);
            login.Show(attachment.Connection.HasPeer ? peer : default);
            heap.Update(now);
            LogContact(now);
            CheckEnd(now);
        }

        LogEnd();
    }

    private Instant? LastUse =>
        lastOutputAt is { } output && attachment.Connection.LastHeard is { } heard ? Instant.Max(output, heard) : lastOutputAt ?? attachment.Connection.LastHeard;

    private bool IsServingPty => child is not null && !session.IsClosing && !isHungUp;

    private static Instant Now() => new(MonotonicClock.Milliseconds);

    /// <summary>So that a client that is silent on purpose is not taken for one that is gone, two of its signs of life may get lost.</summary>
    private static int SilenceMax(params ReadOnlySpan<int> timeoutsSeconds)
    {
        long silence = HeartbeatPolicy.IntervalMax;
        foreach (int seconds in timeoutsSeconds)
        {
            silence = seconds > 0 ? Math.Min(silence, seconds * 1000L / 3) : silence;
        }

        return (int)silence;
    }

    private Attachment Attach(Instant now)
    {
        if (SessionKey.TryParse(handover.Key, out SessionKey? key) != SessionKeyStatus.Valid || key is null)
        {
            throw new PlatformException("the server was started with a key that is not one");
        }

        using (key)
        {
            var chaffSeed = new byte[ConnectionOptions.ChaffSeedLength];
            SecureRandom.Fill(chaffSeed);
            return session.Attach(key, chaffSeed, now);
        }
    }

    private long Timeout(Instant now)
    {
        Instant next = Instant.Min(session.NextDeadline(now), lifetime.NextDeadline(attachment.LastStateAt, attachment.Connection.HasPeer, LastUse));
        next = Instant.Min(Instant.Min(next, heap.Deadline), Instant.Min(forwarding.Deadline, command?.Deadline ?? Instant.Never));
        next = Instant.Min(Instant.Min(next, LogDeadline), forwarding.AwaitsCookie && cookieBy > now ? cookieBy : Instant.Never);
        next = IsServingPty ? Instant.Min(next, watch.Deadline) : next;
        if (!session.IsClosing)
        {
            next = Instant.Min(next, endAt);
        }

        return next == Instant.Never ? -1 : Math.Max(0, next - now);
    }

    private void ReceiveAll(Instant now)
    {
        for (int count = 0; count < DatagramsPerTurnMax; count++)
        {
            IoResult result = socket.Receive(incoming, out UdpAddress from, out Platform.Ecn ecn, out bool truncated);
            if (result.Status == IoStatus.WouldBlock)
            {
                return;
            }

            // A failed receive has cleared the pending error of an earlier send; there may be datagrams behind it.
            if (result.IsDone && !truncated)
            {
                int size = socket.ReceivedSegment > 0 ? socket.ReceivedSegment : Math.Max(1, result.Count);
                for (int offset = 0; offset < result.Count || offset == 0; offset += size)
                {
                    HandleDatagram(now, from, (Transport.Ecn)ecn, incoming.AsSpan(offset, Math.Min(size, result.Count - offset)));
                    count += offset > 0 ? 1 : 0; // Those that came together count one by one.
                }
            }
        }
    }

    private void HandleDatagram(Instant now, in UdpAddress from, Transport.Ecn ecn, Span<byte> received)
    {
        DatagramOutcome outcome = session.HandleDatagram(now, ecn, received, out _);
        if (outcome.HasFlag(DatagramOutcome.Newest))
        {
            answersFrom = socket.ReceivedAt;
        }

        if (outcome.HasFlag(DatagramOutcome.Newest) && from != peer)
        {
            LogMove(from);
            attachment.Connection.MaxDatagramSize = ConnectionOptions.DatagramSizeStart;
            if (peer.Family != IpFamily.None)
            {
                attachment.Connection.NotePeerMoved(now);
            }

            peer = from;
            source = UdpSocket.SourceTowards(peer);
        }
    }

    private void TransmitAll(Instant now)
    {
        while (session.TryTransmit(now, batch.Room, out int length, out _))
        {
            if (!batch.Fits(length, path: 0))
            {
                Flush(length);
            }

            batch.Add(length, path: 0);
            if (batch.IsFull)
            {
                Flush();
            }
        }

        Flush();
    }

    private void Flush(int next = 0)
    {
        if (batch.IsEmpty)
        {
            return;
        }

        IoResult result = socket.SendSegments(peer, answersFrom, batch.Octets, batch.Size);
        batch.Clear(next);
        if (result.Status == IoStatus.MessageTooLong)
        {
            attachment.Connection.MaxDatagramSize = ConnectionOptions.DatagramSizeFallback;
        }
        else if (result.Status == IoStatus.Failed)
        {
            Note($"cannot send: {result.ErrorText}.");
        }
    }

    private void CheckEnd(Instant now)
    {
        Connection<ScreenState, UserInputState> connection = attachment.Connection;
        Obey(lifetime.Check(now, attachment.LastStateAt, connection.HasPeer, session.IsClosing, LastUse), now, "timeout");
        isOver |= session.IsFinished(now);
    }

    /// <summary>Ends the session on our own account: with a word to the client if there is one, at once otherwise.</summary>
    private void Obey(LifetimeDecision decision, Instant now, string reason)
    {
        endReason ??= decision == LifetimeDecision.Stay ? null : reason;
        if (decision == LifetimeDecision.Exit)
        {
            isOver = true;
        }
        else if (decision == LifetimeDecision.ShutDown)
        {
            session.BeginShutdown(now, exitStatus);
        }
    }
}
