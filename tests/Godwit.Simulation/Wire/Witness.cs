using Godwit.Crypto;
using Godwit.Transport;

namespace Godwit.Simulation.Wire;

/// <summary>
/// Reads every datagram that one end sends and holds it to the rules: no sequence number twice, numbers and acknowledgements that only go up,
/// bases that the receiver may still have, one content per state number, and nothing that makes a stock receiver abort (spec 02 section 7, spec
/// 03 section 5). It has its own copy of every state, made from all that was sent, lost or not.
/// </summary>
internal abstract class Witness : IDisposable
{
    private readonly DatagramCipher cipher;
    private readonly FragmentAssembler assembler = new();
    private readonly Dictionary<(ulong Group, int Index), int> fragments = [];
    private readonly SortedDictionary<ulong, byte[]?> histories = new() { [StateNumber.Initial] = [] };
    private (ulong Old, ulong New) latestStep;
    private byte[] latestDiff = [];
    private ulong nextSequence;
    private ulong newest;
    private ulong acknowledged;
    private ulong thrown;

    protected Witness(WireRules rules, SessionKey key, Direction sending)
    {
        Rules = rules;
        cipher = new DatagramCipher(key, sending == Direction.ToServer ? Direction.ToClient : Direction.ToServer);
    }

    protected WireRules Rules { get; }

    /// <summary>Instructions seen.</summary>
    public long Instructions { get; private set; }

    /// <summary>True once the sender knows what its peer is: then it may not ask a stock peer any more.</summary>
    public bool SenderHasDecided { get; set; }

    /// <summary>True if packed instructions of this direction hold loss reports.</summary>
    public bool HasLossReports { get; set; }

    /// <summary>What the latest datagram was, for a trace.</summary>
    public string Latest { get; private set; } = "";

    public void Dispose() => cipher.Dispose();

    /// <summary>Looks at a datagram as it is sent.</summary>
    public void See(ReadOnlySpan<byte> datagram)
    {
        Span<byte> copy = stackalloc byte[datagram.Length];
        datagram.CopyTo(copy);
        Require(datagram.Length <= Rules.DatagramMax, $"a datagram of {datagram.Length} octets");
        Require(cipher.TryOpen(copy, out ulong sequence, out Span<byte> text) == OpenOutcome.Opened, "a datagram that does not open");
        Require(sequence >= nextSequence, $"sequence number {sequence} again: the key and nonce were used before");
        nextSequence = sequence + 1;
        Require(PacketHeader.Read(text).Timestamp != PacketHeader.None, "a timestamp that means none");
        ReadOnlySpan<byte> body = text[PacketHeader.Length..];
        Latest = "";
        if (ControlPacket.Begins(body))
        {
            Require(!Rules.ReceiverIsStock, "a control packet to a stock peer");
            Require(ControlPacket.TryRead(body, out ControlPacket control), "a control packet that cannot be read");
            Latest = $"{control.Kind} {control.Number}";
        }
        else if (PackedInstruction.Begins(body))
        {
            SeePacked(body);
        }
        else
        {
            SeeFragment(body);
        }
    }

    /// <summary>The receiver's state <paramref name="number"/> is made from <paramref name="from"/>; if it was made before, it must be the same.</summary>
    protected abstract void Apply(ulong from, ulong number, ReadOnlySpan<byte> diff, bool isKnown);

    /// <summary>States below are not needed any more.</summary>
    protected abstract void Forget(ulong below);

    protected void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new SimulationFault($"{Rules.Name}: {fault}");
        }
    }

    private void SeeFragment(ReadOnlySpan<byte> body)
    {
        Require(body.Length >= FragmentHeader.Length, "a body shorter than a fragment's header");
        FragmentHeader header = FragmentHeader.Read(body);
        var hash = default(HashCode);
        hash.AddBytes(body);
        int digest = hash.ToHashCode();
        if (!fragments.TryAdd((header.Group, header.Index), digest))
        {
            Require(fragments[(header.Group, header.Index)] == digest, $"fragment {header.Group}:{header.Index} with another content: a stock peer aborts");
        }

        if (fragments.Count > 4096)
        {
            fragments.Clear();
        }

        if (assembler.Add(body, out ReadOnlySpan<byte> message) != FragmentOutcome.Complete)
        {
            Latest = $"fragment {header.Group}:{header.Index}";
            return;
        }

        if (PackedInstruction.Begins(message))
        {
            SeePacked(message);
            return;
        }

        var inflated = new ReusableBuffer();
        Require(Zlib.TryInflate(message, inflated), "a message that does not inflate");
        Require(Instruction.TryRead(inflated.Written, out Instruction instruction), "an instruction that cannot be read");
        Require(instruction.ProtocolVersion == Instruction.CurrentVersion, "another protocol version");
        Require(instruction.Hello is null || !Rules.ReceiverIsStock || !SenderHasDecided, "a Hello to a peer that is known to be stock");
        SeeInstruction(instruction, []);
    }

    private void SeePacked(ReadOnlySpan<byte> message)
    {
        Require(!Rules.ReceiverIsStock, "a packed instruction to a stock peer");
        Require(PackedInstruction.TryRead(message, HasLossReports, out PackedInstruction packed), "a packed instruction that cannot be read");
        Require(histories.TryGetValue(packed.OldNumber, out byte[]? history), $"the base {packed.OldNumber} was never sent");
        var instruction = new Instruction
        {
            ProtocolVersion = Instruction.CurrentVersion,
            OldNumber = packed.OldNumber,
            NewNumber = packed.NewNumber,
            AckNumber = packed.AckNumber,
            ThrowawayNumber = packed.ThrowawayNumber,
            Diff = packed.Content,
        };
        history = packed.ContinuesHistory ? history : [];

        // Null: sent in two ways, so what the receiver has is not known. A sender may not count on it.
        Require(history is not null, $"the history of state {packed.OldNumber} is not known to the sender");
        var inflated = new ReusableBuffer();
        if (packed.IsDeflated)
        {
            Require(Zlib.TryInflateAfter(history, packed.Content, inflated), "a packed instruction that does not inflate");
            instruction.Diff = inflated.Written[history!.Length..];
        }

        SeeInstruction(instruction, DiffHistory.Extend(history!, instruction.Diff));
    }

    private void SeeInstruction(in Instruction instruction, byte[] history)
    {
        (ulong old, ulong number) = (instruction.OldNumber, instruction.NewNumber);
        Latest = $"{Number(old)}->{Number(number)} ack {Number(instruction.AckNumber)} thr {Number(instruction.ThrowawayNumber)} {(instruction.Diff.IsEmpty ? "empty" : $"diff {instruction.Diff.Length}")}";
        Instructions++;
        Require(instruction.ThrowawayNumber <= old && old <= number, $"numbers out of order: {Latest}");
        Require(histories.ContainsKey(old), $"a base that was never sent, or thrown away: {Latest}");
        Require(instruction.AckNumber >= acknowledged, $"an acknowledgement that goes back from {Number(acknowledged)}: {Latest}");
        Require(instruction.ThrowawayNumber >= thrown, $"a throwaway number that goes back from {thrown}: {Latest}");
        bool isKnown = histories.ContainsKey(number);
        Require(isKnown || number == newest + 1 || number == StateNumber.Shutdown, $"a number was left out: {Latest}");
        if (!isKnown)
        {
            histories[number] = history;
            newest = number;
        }
        else if (old != number && histories[number] is { } earlier && !earlier.AsSpan().SequenceEqual(history))
        {
            histories[number] = null;
        }

        if ((old != number || !instruction.Diff.IsEmpty) && !IsRepeat(old, number, instruction.Diff))
        {
            Apply(old, number, instruction.Diff, isKnown);
        }

        acknowledged = instruction.AckNumber;
        if (instruction.ThrowawayNumber > thrown)
        {
            thrown = instruction.ThrowawayNumber;
            while (histories.First().Key < thrown)
            {
                histories.Remove(histories.First().Key);
            }

            Forget(thrown);
        }
    }

    // The same again, as in an outage: there is nothing to find out.
    private bool IsRepeat(ulong old, ulong number, ReadOnlySpan<byte> diff)
    {
        bool repeats = (old, number) == latestStep && diff.SequenceEqual(latestDiff);
        if (!repeats)
        {
            latestStep = (old, number);
            latestDiff = diff.ToArray();
        }

        return repeats;
    }

    private static string Number(ulong number) => number == StateNumber.Shutdown ? "MAX" : number.ToString(null, null);
}
