using System.Buffers;

namespace Godwit.Transport;

/// <summary>
/// An <see cref="Instruction"/> between two ends that agreed on <see cref="PeerFeatures.Packed"/>, in 5 octets and more instead of about 31,
/// and outside of the zlib stream, so that the base of the difference is known before it is inflated (docs/wire-protocol.md):
/// flags and length of the padding, new, new − old, old − throwaway, ack and the loss report as varints, padding, content.
/// </summary>
internal ref struct PackedInstruction
{
    /// <summary>Octets of padding at most: what four bits hold.</summary>
    public const int PaddingMax = 15;

    // The first octet of a zlib stream and of a fragment's group number never has the highest bit.
    private const byte Marker = 0x80;
    private const byte Deflated = 0x40;
    private const byte Continues = 0x20;
    private const byte Reserved = 0x10;
    private const byte PaddingMask = 0x0f;

    /// <summary>The state the diff starts from.</summary>
    public ulong OldNumber;

    /// <summary>The state after the diff.</summary>
    public ulong NewNumber;

    /// <summary>The newest state of ours that the peer holds.</summary>
    public ulong AckNumber;

    /// <summary>The peer's states below this one are not needed any more; never above <see cref="OldNumber"/>.</summary>
    public ulong ThrowawayNumber;

    /// <summary>The content is a raw deflate stream.</summary>
    public bool IsDeflated;

    /// <summary>The history of the base goes on; else the new state's history begins with this diff.</summary>
    public bool ContinuesHistory;

    /// <summary>Share of the peer's datagrams that got lost lately, in 1/127; null if both ends have not agreed on <see cref="PeerFeatures.LossReport"/>.</summary>
    public ulong? LossReport;

    /// <summary>Random padding.</summary>
    public ReadOnlySpan<byte> Padding;

    /// <summary>The diff, as it is or deflated; may be empty.</summary>
    public ReadOnlySpan<byte> Content;

    /// <summary>Octets of the whole, without padding.</summary>
    public readonly int UnpaddedLength =>
        1 + ProtoWriter.VarintLength(NewNumber) + ProtoWriter.VarintLength(NewNumber - OldNumber) + ProtoWriter.VarintLength(OldNumber - ThrowawayNumber)
        + ProtoWriter.VarintLength(AckNumber) + (LossReport is { } report ? ProtoWriter.VarintLength(report) : 0) + Content.Length;

    /// <summary>True if a message, or a datagram's body behind its timestamps, is of this form.</summary>
    public static bool Begins(ReadOnlySpan<byte> message) => !message.IsEmpty && (message[0] & Marker) != 0;

    /// <summary>Reads a message.</summary>
    /// <param name="message">What <see cref="Begins"/> said yes to; must outlive the view.</param>
    /// <param name="packed">The view.</param>
    /// <param name="hasReport">True if both ends agreed on <see cref="PeerFeatures.LossReport"/>.</param>
    /// <returns>False if it ends early or has a bit that is not known.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, bool hasReport, out PackedInstruction packed)
    {
        packed = default;
        var flags = message[0];
        var rest = message[1..];
        var padding = flags & PaddingMask;
        if ((flags & Reserved) != 0
            || !ProtoReader.TryReadVarint(ref rest, out var newNumber)
            || !ProtoReader.TryReadVarint(ref rest, out var newer)
            || !ProtoReader.TryReadVarint(ref rest, out var kept)
            || !ProtoReader.TryReadVarint(ref rest, out var ack)
            || !TryReadReport(hasReport, ref rest, out packed.LossReport)
            || rest.Length < padding)
        {
            return false;
        }

        packed.NewNumber = newNumber;
        packed.OldNumber = unchecked(newNumber - newer);
        packed.ThrowawayNumber = unchecked(packed.OldNumber - kept);
        packed.AckNumber = ack;
        packed.IsDeflated = (flags & Deflated) != 0;
        packed.ContinuesHistory = (flags & Continues) != 0;
        packed.Padding = rest[..padding];
        packed.Content = rest[padding..];
        return true;
    }

    /// <summary>Writes everything but the content, which must follow.</summary>
    public readonly void WriteHead(IBufferWriter<byte> output)
    {
        var head = output.GetSpan(1);
        head[0] = (byte)(Marker | (IsDeflated ? Deflated : 0) | (ContinuesHistory ? Continues : 0) | Padding.Length);
        output.Advance(1);
        ProtoWriter.WriteVarint(output, NewNumber);
        ProtoWriter.WriteVarint(output, NewNumber - OldNumber);
        ProtoWriter.WriteVarint(output, OldNumber - ThrowawayNumber);
        ProtoWriter.WriteVarint(output, AckNumber);
        if (LossReport is { } report)
        {
            ProtoWriter.WriteVarint(output, report);
        }

        output.Write(Padding);
    }

    private static bool TryReadReport(bool hasReport, ref ReadOnlySpan<byte> rest, out ulong? report)
    {
        report = null;
        if (!hasReport)
        {
            return true;
        }

        if (!ProtoReader.TryReadVarint(ref rest, out var value))
        {
            return false;
        }

        report = value;
        return true;
    }
}
