using Godwit.Crypto;

namespace Godwit.Transport;

/// <content>
/// The path itself: probes, further addresses of the server, and how long the client may be silent. Paths are numbers here; the owner of the
/// sockets knows what they stand for.
/// </content>
public sealed partial class Connection<TLocal, TRemote>
{
    // A message about paths that is not answered is repeated so often, each time after twice the time; then it waits until the peer is heard again.
    private const int AddressesTriesMax = 6;
    private const int AddressesRetry = 300;

    // An own change of address is the reason for what the server sees within this time.
    private const int OwnMoveTime = 60_000;

    private const double LossyShare = 0.1;

    private readonly PathProber prober = new();
    private readonly ReusableBuffer control = new();
    private readonly int silenceMax;
    private byte[] addresses = [];
    private ulong addressesVersion;
    private ulong addressesHeld;
    private ulong moves;
    private Instant addressesDue = Instant.Never;
    private int addressesTries;
    private Instant ownMoveAt = new(long.MinValue / 2);
    private bool owesHeld;
    private bool owesReply;
    private ulong replyNumber;
    private int replySize;
    private ulong probeNumber;
    private int controlSize;

    /// <summary>
    /// Client: the path that the datagram made last is for, and after a datagram that was <see cref="DatagramOutcome.Newest"/> the path to tell
    /// <see cref="NoteNewestPath"/>. A server has one path: the address of its peer.
    /// </summary>
    public int Path { get; private set; }

    /// <summary>Client: the path that everything but probes takes.</summary>
    public int CurrentPath => prober.Current;

    /// <summary>Client: what the server said last of its further addresses, in its own form (<see cref="AddressList"/>); empty before that.</summary>
    public ReadOnlySpan<byte> AdvertisedAddresses => isServer ? default : addresses;

    /// <summary>Client: changes whenever <see cref="AdvertisedAddresses"/> may have.</summary>
    public ulong AdvertisedVersion => isServer ? 0 : addressesHeld;

    /// <summary>
    /// Since when something of ours waits for an answer that the peer gives at once; never if nothing does. Null with a peer that gives its
    /// answers when it likes, as a stock one does.
    /// </summary>
    public Instant? AwaitingSince => sender.Heartbeat.IsAgreed ? sender.AwaitingSince : null;

    /// <summary>The latest time at which nothing spoke against the path; null before the first round trip.</summary>
    public Instant? ReachableAt(Instant now) => AwaitingSince switch
    {
        null => LastRoundTripAt,
        { } since when since == Instant.Never => now,
        { } since => since,
    };

    private bool HasPaths => Features is { Bits: var bits } && (bits & PeerFeatures.Paths) != 0;

    /// <summary>Server: tells the client at which other addresses it can be reached. To be called again when they change.</summary>
    /// <param name="list">In the form of <see cref="AddressList"/>.</param>
    public void Advertise(ReadOnlySpan<byte> list)
    {
        if (list.Length <= ControlPacket.AddressesMax && !(addressesVersion > 0 && list.SequenceEqual(addresses)))
        {
            addresses = list.ToArray();
            RenewAddresses();
        }
    }

    /// <summary>Server: the client's address is another one. What was on its way to the old one counts as lost.</summary>
    public void NotePeerMoved(Instant now)
    {
        moves++;
        PathChanges++;
        RenewAddresses();
        sender.PresumeLost(now);
    }

    /// <summary>Client: there are so many candidates for the server's address.</summary>
    public void SetPathCount(int count) => prober.SetCount(count);

    /// <summary>Client: the newest authentic datagram came along this path; what follows is sent there, if the path in use was not heard lately.</summary>
    /// <param name="now">The time of its arrival.</param>
    /// <param name="path">The number of the path; negative if it is none of those known.</param>
    public void NoteNewestPath(Instant now, int path)
    {
        var before = prober.Current;
        prober.NoteNewest(now, path, Rtt.Smoothed);
        if (prober.Current != before)
        {
            ownMoveAt = LastHeard ?? ownMoveAt;
            PathChanges++;
            MaxDatagramSize = mtu.Largest;
        }
    }

    /// <summary>Client: this machine has another address, or sends from another port. Tries every path at once.</summary>
    public void NoteOwnMove(Instant now, bool isNewNetwork)
    {
        ownMoveAt = now;
        if (isNewNetwork)
        {
            sender.Heartbeat.NoteNetworkChanged();
            sender.PresumeLost(now);
            sender.RequestAnswer(now);
            prober.Suspect(now);
            PathChanges++;
            MaxDatagramSize = mtu.Largest;
        }
    }

    private void RenewAddresses()
    {
        addressesVersion++;
        addressesTries = 0;
        addressesDue = new Instant(long.MinValue / 2);
    }

    private DatagramOutcome HandleControl(Instant now, ReadOnlySpan<byte> body, int datagramLength, bool isNewest)
    {
        if (!ControlPacket.TryRead(body, out var packet))
        {
            Counters.Malformed++;
            return 0;
        }

        switch (packet.Kind)
        {
            // Only to the address that is believed, and only once however many come in one turn.
            case ControlKind.Probe when isNewest:
                owesReply = true;
                replyNumber = packet.Number;
                replySize = datagramLength;
                break;
            case ControlKind.ProbeReply:
                mtu.NoteProbed(now, (int)Math.Min(packet.Size, DatagramCipher.MaxDatagramLength));
                break;
            case ControlKind.Addresses when !isServer:
                HandleAddresses(now, packet);
                break;
            case ControlKind.AddressesHeld when isServer && packet.Number == addressesVersion && addressesHeld < addressesVersion:
                addressesHeld = packet.Number;
                sender.Heartbeat.Agree(silenceMax);
                sender.RestartHeartbeat(now);
                break;
            default:
                break;
        }

        return 0;
    }

    private void HandleAddresses(Instant now, in ControlPacket packet)
    {
        owesHeld = true;
        if (packet.Number <= addressesHeld)
        {
            return;
        }

        if (packet.Moves > moves && addressesHeld > 0 && now - ownMoveAt > OwnMoveTime)
        {
            sender.Heartbeat.NoteMappingLost();
        }

        moves = packet.Moves;
        addressesHeld = packet.Number;
        if (!packet.Addresses.SequenceEqual(addresses))
        {
            addresses = packet.Addresses.ToArray();
        }

        sender.Heartbeat.Agree((long)Math.Min(packet.SilenceMax, HeartbeatPolicy.IntervalMax));
        sender.RestartHeartbeat(now);
    }

    // Puts the next control packet into the buffer for it, or a try for a stock peer into the fragmenter; false if none is due.
    private bool TryBeginControl(Instant now)
    {
        Path = prober.Current;
        if (!HasPeer || IsFinished(now))
        {
            return false;
        }

        if (HasPaths && TryChooseControl(now, out var packet))
        {
            control.Clear();
            packet.Write(control);
            return true;
        }

        return !isServer && TryProbe(now);
    }

    private bool TryChooseControl(Instant now, out ControlPacket packet)
    {
        packet = default;
        controlSize = 0;
        if (owesReply)
        {
            owesReply = false;
            packet.Kind = ControlKind.ProbeReply;
            packet.Number = replyNumber;
            packet.Size = (ulong)replySize;
            return true;
        }

        if (owesHeld)
        {
            owesHeld = false;
            packet.Kind = ControlKind.AddressesHeld;
            packet.Number = addressesHeld;
            return true;
        }

        if (mtu.TryProbe(now, Rtt.Rto, IsPathLossy, out controlSize))
        {
            packet.Kind = ControlKind.Probe;
            packet.Number = ++probeNumber;
            return true;
        }

        if (AddressesDeadline > now)
        {
            return false;
        }

        packet.Kind = ControlKind.Addresses;
        packet.Number = addressesVersion;
        packet.SilenceMax = (ulong)silenceMax;
        packet.Moves = moves;
        packet.Addresses = addresses;
        addressesDue = now + Math.Max(AddressesRetry, 2 * Rtt.Rto << addressesTries);
        addressesTries++;
        return true;
    }

    private Instant AddressesDeadline =>
        isServer && addressesHeld < addressesVersion && addressesTries < AddressesTriesMax ? addressesDue : Instant.Never;

    // A probe of ours is a small packet of its own; for a stock server an instruction that says nothing new.
    private bool TryProbe(Instant now)
    {
        UpdateSilence();
        if (!prober.TryNext(now, !HasPaths, Rtt.Smoothed, out var path))
        {
            return false;
        }

        var isCurrent = path == prober.Current;
        if (!HasPaths && isCurrent)
        {
            // The path in use gets the real retries.
            return prober.TryNext(now, isStock: true, Rtt.Smoothed, out path) && BeginKeepAlive(path);
        }

        if (!HasPaths)
        {
            return BeginKeepAlive(path);
        }

        if (isCurrent && sender.RequestSmallRepeat(now))
        {
            return false;
        }

        Path = path;
        control.Clear();
        new ControlPacket { Kind = ControlKind.Probe, Number = ++probeNumber }.Write(control);
        return true;
    }

    private bool BeginKeepAlive(int path)
    {
        Path = path;
        control.Clear();
        outgoing.Clear();
        new Instruction
        {
            ProtocolVersion = Instruction.CurrentVersion,
            OldNumber = AcknowledgedNumber,
            NewNumber = AcknowledgedNumber,
            AckNumber = RemoteNumber,
            ThrowawayNumber = AcknowledgedNumber,
            Chaff = chaff.Next(),
            Hello = negotiation.HelloFor(AcknowledgedNumber, isNew: false),
        }.Write(outgoing);
        instructionLimit = mtu.Limit;
        return TryBeginFragments();
    }

    private void UpdateSilence()
    {
        var since = sender.AwaitingSince;
        prober.SetSilence(since == Instant.Never ? since : Instant.Max(since, LastHeard ?? since));
    }

    private Instant PathDeadline(Instant now)
    {
        if (HasPaths && (owesReply || owesHeld))
        {
            return now;
        }

        var next = HasPaths ? Instant.Min(AddressesDeadline, mtu.ProbeDeadline) : Instant.Never;
        if (isServer)
        {
            return next;
        }

        UpdateSilence();
        return Instant.Min(next, prober.Deadline(!HasPaths, Rtt.Smoothed));
    }

    private int WriteControl(Span<byte> body)
    {
        // A probe for a size is filled up with zeros.
        var length = Math.Max(control.Length, controlSize - DatagramCipher.Overhead - PacketHeader.Length);
        control.Written.CopyTo(body);
        body[control.Length..length].Clear();
        control.Clear();
        controlSize = 0;
        return length;
    }

    // Where much gets lost, large datagrams are not to blame. Judged by the other direction: a black hole in ours looks like loss in ours.
    private bool IsPathLossy => sender.InboundLoss >= LossyShare;

    private void BeginSizing(Instant now, bool isNew)
    {
        if (!HasPaths)
        {
            mtu.RaiseUnprobed(now);
        }

        instructionLimit = mtu.LimitFor(now, Rtt.Rto, isNew, IsPathLossy);
    }

    private void NoteSize(Instant now, ulong number)
    {
        var isCut = fragmenter.Length > instructionLimit - DatagramOverhead;
        mtu.NoteSent(now, number, isCut ? instructionLimit : fragmenter.Length + DatagramOverhead, isCut);
    }
}
