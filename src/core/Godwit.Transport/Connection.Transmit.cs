using Godwit.Crypto;

namespace Godwit.Transport;

/// <content>From the local object to datagrams, in the order a state goes through it.</content>
public sealed partial class Connection<TLocal, TRemote>
{
    private const int BodyOffset = DatagramCipher.Headroom + PacketHeader.Length;

    // What a datagram holds besides a slice of the instruction.
    private const int DatagramOverhead = DatagramCipher.Overhead + PacketHeader.Length + FragmentHeader.Length;

    private TimestampEcho echo;

    /// <summary>Makes the next datagram that is due. Call until it answers false.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="datagram">The caller's buffer, at least <see cref="MaxDatagramSize"/> octets.</param>
    /// <param name="length">Octets to send.</param>
    public bool TryTransmit(Instant now, Span<byte> datagram, out int length)
    {
        AssertRoom(datagram, MaxDatagramSize);
        length = 0;
        if (isExhausted || (!fragmenter.HasMore && !TryBeginControl(now) && !TryBeginInstruction(now)))
        {
            return false;
        }

        var bodyLength = control.Length > 0 ? WriteControl(datagram[BodyOffset..]) : fragmenter.Next(datagram[BodyOffset..]);
        new PacketHeader(PacketHeader.Now16(now), echo.Take(now)).Write(datagram[DatagramCipher.Headroom..]);
        var size = BodyOffset + bodyLength + DatagramCipher.Tailroom;
        if (cipher.Seal(datagram[..size]) != SealOutcome.Sealed)
        {
            isExhausted = true;
            return false;
        }

        length = size;
        Counters.DatagramsSent++;
        Counters.OctetsSent += size;
        sender.NoteOctets(size);
        if (isServer && LastHeard is { } heard && now - heard > DetachAfter + (2 * (sender.Heartbeat.SilenceMax - HeartbeatPolicy.StockInterval)))
        {
            // What is left of an instruction still leaves: a state's number is not used for nothing.
            HasPeer = false;
        }

        return true;
    }

    private bool TryBeginInstruction(Instant now)
    {
        if (!HasPeer || IsFinished(now) || !sender.TryBuild(now, out var oldNumber, out var newNumber, out var isNew))
        {
            return false;
        }

        if (isNew && sender.Diff.Length > 0)
        {
            prober.NotePresence(now);
        }

        BeginSizing(now, isNew);
        if (!TryBeginInstruction(now, oldNumber, ref newNumber, isNew))
        {
            return false;
        }

        NoteSize(now, newNumber);
        return true;
    }

    private bool TryBeginInstruction(Instant now, ulong oldNumber, ref ulong newNumber, bool isNew)
    {
        var hello = negotiation.HelloFor(newNumber, isNew);
        if (hello is null && Features is { Bits: var bits } && (bits & PeerFeatures.Packed) != 0)
        {
            hasAnsweredShutdown |= RemoteNumber == StateNumber.Shutdown;
            return TryBeginPacked(now, oldNumber, ref newNumber, isNew);
        }

        var instruction = new Instruction
        {
            ProtocolVersion = Instruction.CurrentVersion,
            OldNumber = oldNumber,
            NewNumber = newNumber,
            AckNumber = RemoteNumber,
            ThrowawayNumber = AcknowledgedNumber,
            Diff = sender.Diff.Written,
            Chaff = chaff.Next(),
            Hello = hello,
        };
        hasAnsweredShutdown |= RemoteNumber == StateNumber.Shutdown;
        outgoing.Clear();
        instruction.Write(outgoing);
        if (!TryBeginFragments())
        {
            // Too much for one instruction. Until the object is smaller the peer gets what it needs to keep the session alive: an
            // acknowledgement, in the shape of a state that it holds already.
            Counters.OversizedInstructions++;
            instruction.OldNumber = AcknowledgedNumber;
            instruction.NewNumber = AcknowledgedNumber;
            instruction.Diff = default;
            outgoing.Clear();
            instruction.Write(outgoing);
            if (!TryBeginFragments())
            {
                return false;
            }
        }

        Counters.InstructionsSent++;
        return true;
    }

    private bool TryBeginFragments()
    {
        if (outgoing.Length > Zlib.MessageLengthMax)
        {
            return false;
        }

        fragmenter.Message.Clear();
        Zlib.Deflate(outgoing.Written, fragmenter.Message);
        return fragmenter.Begin(instructionLimit - DatagramOverhead);
    }
}
