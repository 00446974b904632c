namespace Godwit.Transport;

/// <content>The form of instructions between two ends that agreed on <see cref="PeerFeatures.Packed"/>, out and in.</content>
public sealed partial class Connection<TLocal, TRemote>
{
    /// <summary>
    /// Diffs up to this many octets are sent as they are. There is next to nothing to gain, and the length of what a key or its echo takes
    /// does not depend on which key it was.
    /// </summary>
    private const int PlainDiffMax = 32;

    // Instructions are padded to a multiple of the first and to the second at least: acknowledgements, keys and most echoes have one length, and
    // unlike with random padding it tells no more however often they are repeated.
    private const int PaddedLengthStep = 8;
    private const int PaddedLengthMin = 16;

    private readonly ReusableBuffer deflated = new();
    private CutInstruction cut;

    private bool ReportsLoss => Features is { Bits: var bits } && (bits & PeerFeatures.LossReport) != 0;

    private bool TryBeginPacked(Instant now, ulong oldNumber, ref ulong newNumber, bool isNew)
    {
        sender.PeerIsPacked = true;
        var packed = new PackedInstruction
        {
            OldNumber = oldNumber,
            NewNumber = newNumber,
            AckNumber = RemoteNumber,
            ThrowawayNumber = AcknowledgedNumber,
            LossReport = ReportsLoss ? (ulong)sender.LossReport : null,
            Content = sender.Diff.Written,
        };

        // Only towards the user: what somebody types is neither long nor like what was typed before.
        var history = isServer ? sender.BaseHistory : [];
        packed.ContinuesHistory = history.Length > 0;
        Deflate(history, ref packed);
        if (!isNew && TryRepeatCut(now, packed))
        {
            newNumber = cut.NewNumber;
        }
        else if (!TryBeginFragments(ref packed))
        {
            // See TryBeginInstruction.
            Counters.OversizedInstructions++;
            packed.OldNumber = AcknowledgedNumber;
            packed.NewNumber = AcknowledgedNumber;
            packed.IsDeflated = false;
            packed.Content = default;
            return TryBeginFragments(ref packed);
        }

        if (isServer && newNumber == packed.NewNumber)
        {
            sender.KeepHistory(DiffHistory.Extend(history, sender.Diff.Written));
        }

        return true;
    }

    private void Deflate(ReadOnlySpan<byte> history, ref PackedInstruction packed)
    {
        deflated.Clear();
        if (packed.Content.Length is <= PlainDiffMax or > Zlib.MessageLengthMax)
        {
            return;
        }

        Zlib.DeflateAfter(history, packed.Content, deflated);
        if (deflated.Length < packed.Content.Length)
        {
            packed.IsDeflated = true;
            packed.Content = deflated.Written;
        }
    }

    /// <summary>
    /// Where pieces get lost, one in many is enough to need them all again. So an instruction that did not fit one datagram is sent again as it was: the
    /// peer keeps the pieces that it has, for what both ends say meanwhile fits one datagram and is not part of a group.
    /// </summary>
    private bool TryRepeatCut(Instant now, in PackedInstruction packed)
    {
        if (cut.Group != fragmenter.Group || cut.OldNumber != packed.OldNumber || cut.IsDeflated != packed.IsDeflated || cut.ContinuesHistory != packed.ContinuesHistory
            || cut.ContentLength != packed.Content.Length
            || packed.NewNumber == StateNumber.Shutdown || RemoteNumber == StateNumber.Shutdown
            || !fragmenter.Cut[^packed.Content.Length..].SequenceEqual(packed.Content) || !fragmenter.TryRepeat(instructionLimit - DatagramOverhead)
            || !sender.TryReplaceBuilt(now, cut.NewNumber, acknowledges: cut.AckNumber == packed.AckNumber))
        {
            return false;
        }

        Counters.InstructionsSent++;
        return true;
    }

    private static int PaddingFor(int length)
    {
        var padded = (Math.Max(length, PaddedLengthMin) + PaddedLengthStep - 1) / PaddedLengthStep * PaddedLengthStep;
        return padded - length;
    }

    private bool TryBeginFragments(ref PackedInstruction packed)
    {
        if (packed.Content.Length > Zlib.MessageLengthMax)
        {
            return false;
        }

        var message = fragmenter.Message;
        message.Clear();
        packed.Padding = chaff.Exactly(PaddingFor(packed.UnpaddedLength));
        packed.WriteHead(message);
        packed.Content.CopyTo(message.GetSpan(packed.Content.Length));
        message.Advance(packed.Content.Length);
        if (message.Length <= instructionLimit - DatagramOverhead + FragmentHeader.Length)
        {
            fragmenter.BeginWhole();
        }
        else if (fragmenter.Begin(instructionLimit - DatagramOverhead))
        {
            cut = new CutInstruction(fragmenter.Group, packed.OldNumber, packed.NewNumber, packed.AckNumber, packed.IsDeflated, packed.ContinuesHistory, packed.Content.Length);
        }
        else
        {
            return false;
        }

        Counters.InstructionsSent++;
        return true;
    }

    private DatagramOutcome HandlePacked(Instant now, ReadOnlySpan<byte> message)
    {
        // A peer packs only what it sends after it has seen that we agree, and by then so have we.
        if (!PackedInstruction.TryRead(message, ReportsLoss, out var packed))
        {
            Counters.Malformed++;
            return 0;
        }

        if (packed.LossReport is { } report)
        {
            sender.HandleLossReport(report);
        }

        var instruction = new Instruction
        {
            ProtocolVersion = Instruction.CurrentVersion,
            OldNumber = packed.OldNumber,
            NewNumber = packed.NewNumber,
            AckNumber = packed.AckNumber,
            ThrowawayNumber = packed.ThrowawayNumber,
            Diff = packed.Content,
        };
        byte[]? history = packed.ContinuesHistory ? receiver.HistoryOf(packed.OldNumber) : [];
        if (history is null)
        {
            // The base is not held, so the diff will not be looked at.
            return HandleInstruction(now, instruction, []);
        }

        if (packed.IsDeflated)
        {
            incoming.Clear();
            if (!Zlib.TryInflateAfter(history, packed.Content, incoming))
            {
                Counters.NotInflatable++;
                return 0;
            }

            instruction.Diff = incoming.Written[history.Length..];
        }

        return HandleInstruction(now, instruction, isServer ? [] : DiffHistory.Extend(history, instruction.Diff));
    }

    // What was cut last, besides its octets. The history of a base may become unknown, but never another one.
    private readonly record struct CutInstruction(
        ulong Group, ulong OldNumber, ulong NewNumber, ulong AckNumber, bool IsDeflated, bool ContinuesHistory, int ContentLength);
}
