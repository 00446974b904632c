using System.Buffers;

namespace Godwit.Transport;

/// <summary>
/// A datagram's body that is not part of the synchronised objects: about the path itself. Between two ends that agreed on
/// <see cref="PeerFeatures.Paths"/> (docs/wire-protocol.md). Nothing in it allocates, and each has at most one answer.
/// </summary>
internal ref struct ControlPacket
{
    /// <summary>Octets of <see cref="Addresses"/> at most: 16 addresses of 19 octets.</summary>
    public const int AddressesMax = 16 * 19;

    /// <summary>Octets of a body without padding at most.</summary>
    public const int LengthMax = 1 + (3 * 10) + AddressesMax;

    private const byte Marker = 0x90;
    private const byte MarkerMask = 0xf0;

    /// <summary>What it is.</summary>
    public ControlKind Kind;

    /// <summary>The probe's number, or the version of the addresses.</summary>
    public ulong Number;

    /// <summary>Probe reply: octets of the datagram that held the probe.</summary>
    public ulong Size;

    /// <summary>Addresses: milliseconds that the client may be silent at most.</summary>
    public ulong SilenceMax;

    /// <summary>Addresses: how often the client's address has changed, as the server saw it.</summary>
    public ulong Moves;

    /// <summary>Addresses: the list, in the form of <c>AddressList</c>; not looked at here.</summary>
    public ReadOnlySpan<byte> Addresses;

    /// <summary>True if a datagram's body behind its timestamps is of this form.</summary>
    public static bool Begins(ReadOnlySpan<byte> body) => !body.IsEmpty && (body[0] & MarkerMask) == Marker;

    /// <summary>Reads a body.</summary>
    /// <param name="body">What <see cref="Begins"/> said yes to; must outlive the view.</param>
    /// <param name="packet">The view.</param>
    /// <returns>False if it ends early, is too long, or is of a kind that is not known.</returns>
    public static bool TryRead(ReadOnlySpan<byte> body, out ControlPacket packet)
    {
        packet = default;
        packet.Kind = (ControlKind)(body[0] & ~MarkerMask);
        var rest = body[1..];
        if (!ProtoReader.TryReadVarint(ref rest, out packet.Number))
        {
            return false;
        }

        switch (packet.Kind)
        {
            case ControlKind.Probe:
            case ControlKind.AddressesHeld:
                return true;
            case ControlKind.ProbeReply:
                return ProtoReader.TryReadVarint(ref rest, out packet.Size);
            case ControlKind.Addresses:
                if (!ProtoReader.TryReadVarint(ref rest, out packet.SilenceMax) || !ProtoReader.TryReadVarint(ref rest, out packet.Moves))
                {
                    return false;
                }

                packet.Addresses = rest;
                return rest.Length <= AddressesMax;
            default:
                return false;
        }
    }

    /// <summary>Writes the body without padding.</summary>
    public readonly void Write(IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = (byte)(Marker | (byte)Kind);
        output.Advance(1);
        ProtoWriter.WriteVarint(output, Number);
        if (Kind == ControlKind.ProbeReply)
        {
            ProtoWriter.WriteVarint(output, Size);
        }
        else if (Kind == ControlKind.Addresses)
        {
            ProtoWriter.WriteVarint(output, SilenceMax);
            ProtoWriter.WriteVarint(output, Moves);
            output.Write(Addresses);
        }
    }
}
