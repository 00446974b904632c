using Godwit.Crypto;

namespace Godwit.Transport;

/// <content>From a datagram to the peer's object, in the order a datagram goes through it.</content>
public sealed partial class Connection<TLocal, TRemote>
{
    private readonly ReplayWindow replays = new();

    /// <summary>Takes a received datagram.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="ecn">The congestion bits of its IP header, if known.</param>
    /// <param name="datagram">The whole UDP payload; decrypted in place, so its content is lost.</param>
    public DatagramOutcome HandleDatagram(Instant now, Ecn ecn, Span<byte> datagram)
    {
        Counters.DatagramsReceived++;
        switch (cipher.TryOpen(datagram, out var sequence, out var text))
        {
            case OpenOutcome.Opened when text.Length >= PacketHeader.Length:
                break;
            case OpenOutcome.Opened:
                Counters.TooShort++;
                return DatagramOutcome.Dropped;
            case OpenOutcome.Reflected:
                Counters.Reflected++;
                return DatagramOutcome.Dropped;
            default:
                Counters.Forged++;
                return DatagramOutcome.Dropped;
        }

        var expected = replays.Next;
        if (!replays.TryTake(sequence))
        {
            Counters.Replayed++;
            return DatagramOutcome.Dropped;
        }

        Counters.OctetsReceived += datagram.Length;
        var outcome = DatagramOutcome.Authentic;
        if (sequence >= expected)
        {
            outcome |= DatagramOutcome.Newest;
            HandleInSequence(now, ecn, sequence - expected, PacketHeader.Read(text));
        }
        else
        {
            Counters.OutOfSequence++;
            sender.HandleLatePacket();
        }

        ReceivedNumber = sequence;
        var body = text[PacketHeader.Length..];
        if (readsStreams && BeginsStreams(body))
        {
            return outcome | DatagramOutcome.Streams;
        }

        return outcome | (readsPaths && ControlPacket.Begins(body)
            ? HandleControl(now, body, datagram.Length, (outcome & DatagramOutcome.Newest) != 0)
            : HandleFragment(now, body));
    }

    // Only what is newer than everything before may move clocks and addresses: a replay must not (spec 01 section 6).
    private void HandleInSequence(Instant now, Ecn ecn, ulong gap, PacketHeader header)
    {
        Counters.SequenceGaps += (long)Math.Min(gap, long.MaxValue);
        sender.HandlePacket(gap);
        echo.Hold(now, header.Timestamp, ecn);
        Rtt.HandleReply(now, header.Reply);
        if (tuning.BacksOff && LastHeard is { } heard && sender.HasUnacknowledgedContent)
        {
            // Both the peer and the answer to what we sent were missing for longer than any round trip.
            var silence = now - Instant.Max(heard, sender.UnacknowledgedSince);
            if (silence > Math.Max(InterruptionMin, 2 * Rtt.Smoothed))
            {
                sender.PresumeLost(now);
            }
        }

        LastHeard = now;
        HasPeer = true;
    }

    private DatagramOutcome HandleFragment(Instant now, ReadOnlySpan<byte> body)
    {
        if (readsPacked && PackedInstruction.Begins(body))
        {
            return HandlePacked(now, body);
        }

        if (body.Length < FragmentHeader.Length)
        {
            Counters.TooShort++;
            return 0;
        }

        var outcome = assembler.Add(body, out var compressed);
        Counters.FragmentGroupsDiscarded = assembler.GroupsDiscarded;
        return outcome == FragmentOutcome.Complete ? HandleMessage(now, compressed) : 0;
    }

    private DatagramOutcome HandleMessage(Instant now, ReadOnlySpan<byte> compressed)
    {
        if (readsPacked && PackedInstruction.Begins(compressed))
        {
            return HandlePacked(now, compressed);
        }

        incoming.Clear();
        if (!Zlib.TryInflate(compressed, incoming))
        {
            Counters.NotInflatable++;
            return 0;
        }

        if (!Instruction.TryRead(incoming.Written, out var instruction))
        {
            Counters.Malformed++;
            return 0;
        }

        if (instruction.ProtocolVersion != Instruction.CurrentVersion)
        {
            Counters.WrongVersion++;
            return 0;
        }

        return HandleInstruction(now, instruction, history: []);
    }

    private DatagramOutcome HandleInstruction(Instant now, in Instruction instruction, byte[] history)
    {
        // The acknowledgement counts even if the state is a duplicate or its base unknown.
        var outcome = sender.HandleAcknowledgement(now, instruction.AckNumber) ? DatagramOutcome.Acknowledged : 0;
        LastRoundTripAt = sender.AcknowledgedAt;
        if (outcome != 0)
        {
            mtu.NoteAcknowledged(now, AcknowledgedNumber, Rtt.Smoothed, IsPathLossy);
        }

        negotiation.HandleInstruction(instruction, AcknowledgedNumber);
        // The last state must get through, or the session would outlive its client.
        if (!AcceptsStates && instruction.NewNumber != StateNumber.Shutdown)
        {
            return outcome;
        }

        switch (receiver.Receive(now, instruction, history))
        {
            case ReceiveOutcome.Advanced:
                sender.HandlePeerState(now, instruction.Diff.Length, instruction.NewNumber == StateNumber.Shutdown);
                return outcome | DatagramOutcome.StateAdvanced;
            case ReceiveOutcome.Duplicate:
                Counters.DuplicateStates++;
                if (tuning.AnswersDuplicates && !instruction.Diff.IsEmpty && instruction.NewNumber == RemoteNumber)
                {
                    sender.HandlePeerRepeat(now);
                }

                break;
            case ReceiveOutcome.UnknownBase:
                Counters.UnknownBases++;
                break;
            case ReceiveOutcome.BadNumbers:
                Counters.BadNumbers++;
                break;
            case ReceiveOutcome.Full:
                Counters.StatesRefused++;
                break;
            case ReceiveOutcome.BadDiff:
                Counters.BadDiffs++;
                break;
            default:
                break;
        }

        return outcome;
    }
}
