using Godwit.Crypto;

namespace Godwit.Transport.Tests.Support;

/// <summary>Reads along on both links and lists the instructions.</summary>
internal sealed class WireTap
{
    private readonly Dictionary<Direction, DatagramCipher> ciphers = [];
    private readonly Dictionary<Direction, FragmentAssembler> assemblers = [];
    private readonly Instant start;

    public WireTap(ReadOnlyMemory<byte> keyOctets, Instant start)
    {
        this.start = start;
        using var key = SessionKey.FromBytes(keyOctets.Span);
        ciphers[Direction.ToServer] = new DatagramCipher(key, Direction.ToClient);
        ciphers[Direction.ToClient] = new DatagramCipher(key, Direction.ToServer);
        assemblers[Direction.ToServer] = new FragmentAssembler();
        assemblers[Direction.ToClient] = new FragmentAssembler();
    }

    public List<Sighting> Seen { get; } = [];

    public List<(long Time, Direction Direction, int Length, ulong Sequence, PacketHeader Header, FragmentHeader Fragment)> Packets { get; } = [];

    public List<(long Time, Direction Direction, ControlKind Kind, int Length)> Controls { get; } = [];

    public IEnumerable<Sighting> FromClient => Seen.Where(sighting => sighting.Direction == Direction.ToServer);

    public IEnumerable<Sighting> FromServer => Seen.Where(sighting => sighting.Direction == Direction.ToClient);

    public void Watch(Instant now, Direction direction, ReadOnlyMemory<byte> datagram)
    {
        var copy = datagram.ToArray();
        Assert.Equal(OpenOutcome.Opened, ciphers[direction].TryOpen(copy, out var sequence, out var text));
        var body = text[PacketHeader.Length..];
        if (ControlPacket.Begins(body))
        {
            Packets.Add((now - start, direction, datagram.Length, sequence, PacketHeader.Read(text), default));
            Controls.Add((now - start, direction, (ControlKind)(body[0] & 15), datagram.Length));
            return;
        }

        if (PackedInstruction.Begins(body))
        {
            Packets.Add((now - start, direction, datagram.Length, sequence, PacketHeader.Read(text), default));
            WatchPacked(now, direction, sequence, body);
            return;
        }

        Packets.Add((now - start, direction, datagram.Length, sequence, PacketHeader.Read(text), FragmentHeader.Read(body)));
        if (assemblers[direction].Add(body, out var message) != FragmentOutcome.Complete)
        {
            return;
        }

        if (PackedInstruction.Begins(message))
        {
            WatchPacked(now, direction, sequence, message);
            return;
        }

        var inflated = new ReusableBuffer();
        Assert.True(Zlib.TryInflate(message, inflated));
        Assert.True(Instruction.TryRead(inflated.Written, out var instruction));
        Seen.Add(new Sighting(
            now - start,
            direction,
            sequence,
            instruction.OldNumber,
            instruction.NewNumber,
            instruction.AckNumber,
            instruction.ThrowawayNumber,
            instruction.Diff.Length,
            instruction.Chaff.Length,
            instruction.Hello));
    }

    // What is deflated stays so: the length of its diff is not known here.
    private void WatchPacked(Instant now, Direction direction, ulong sequence, ReadOnlySpan<byte> message)
    {
        Assert.True(PackedInstruction.TryRead(message, HasLossReports, out var packed));
        Seen.Add(new Sighting(
            now - start,
            direction,
            sequence,
            packed.OldNumber,
            packed.NewNumber,
            packed.AckNumber,
            packed.ThrowawayNumber,
            packed.Content.Length,
            packed.Padding.Length,
            null,
            packed.ContinuesHistory,
            IsPacked: true,
            packed.LossReport));
    }

    /// <summary>True if the ends agreed on loss reports.</summary>
    public bool HasLossReports { get; set; }

    internal sealed record Sighting(
        long Time, Direction Direction, ulong Sequence, ulong Old, ulong New, ulong Ack, ulong Throwaway, int DiffLength, int ChaffLength, Hello? Hello,
        bool ContinuesHistory = false, bool IsPacked = false, ulong? LossReport = null)
    {
        public string Numbers =>
            $"{(Direction == Direction.ToServer ? 'C' : 'S')} {Old}->{(New == StateNumber.Shutdown ? "MAX" : New)} ack {(Ack == StateNumber.Shutdown ? "MAX" : Ack)} thr {Throwaway}{(DiffLength > 0 ? " diff" : "")}";
    }
}
