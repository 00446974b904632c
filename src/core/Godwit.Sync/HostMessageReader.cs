using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>
/// Walks a HostMessage (spec 03 section 3.3):
/// <code>
/// HostMessage = repeated { 1: Instruction }
/// Instruction = 2: { 4: bytes }  |  3: { 5: width, 6: height }  |  7: { 8: echo ack }  |  1000: { 1: exit status }
///             |  1001: piece of an event (<see cref="EventPiece"/>)  |  1002: { 1: bells so far }  |  1003: <see cref="ProgramState"/>
/// </code>
/// The first of these in an instruction acts, in this order; unknown fields are skipped, anywhere.
/// </summary>
public ref struct HostMessageReader
{
    private ProtoReader reader;

    /// <summary>Reads from an authenticated but untrusted message.</summary>
    public HostMessageReader(ReadOnlySpan<byte> message) => reader = new ProtoReader(message);

    /// <summary>True if the message is not well formed; what was read before that point stands.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Reads the next instruction; those that do nothing are passed over.</summary>
    /// <returns>False at the end, or if the rest is malformed.</returns>
    public bool TryRead(out HostInstruction instruction)
    {
        instruction = default;
        while (!IsMalformed && reader.Read())
        {
            if (reader.Tag != WireTags.Instruction)
            {
                continue;
            }

            instruction = ReadInstruction(reader.Bytes);
            if (!IsMalformed && instruction.Kind != HostInstructionKind.Unknown)
            {
                return true;
            }
        }

        IsMalformed |= reader.IsMalformed;
        return false;
    }

    private HostInstruction ReadInstruction(ReadOnlySpan<byte> message)
    {
        var kind = HostInstructionKind.Unknown;
        ReadOnlySpan<byte> body = default;
        var fields = new ProtoReader(message);
        while (fields.Read())
        {
            HostInstructionKind candidate = KindOf(fields.Tag);
            if (candidate != HostInstructionKind.Unknown && (kind == HostInstructionKind.Unknown || candidate <= kind))
            {
                kind = candidate;
                body = fields.Bytes;
            }
        }

        IsMalformed |= fields.IsMalformed;
        return kind switch
        {
            HostInstructionKind.Bytes => new HostInstruction { Kind = kind, Bytes = ReadBytes(body) },
            HostInstructionKind.Resize => ReadResize(body),
            HostInstructionKind.EchoAck => new HostInstruction { Kind = kind, EchoAck = ReadNumber(body, WireTags.EchoAckNumber) },
            HostInstructionKind.ExitStatus => new HostInstruction { Kind = kind, ExitStatus = (byte)ReadNumber(body, WireTags.ExitStatusCode) },
            HostInstructionKind.Event => ReadEvent(body),
            HostInstructionKind.Bell => new HostInstruction { Kind = kind, BellCount = (uint)ReadNumber(body, WireTags.BellCount) },
            HostInstructionKind.Program => ReadProgram(body),
            _ => default,
        };
    }

    private static HostInstructionKind KindOf(uint tag) => tag switch
    {
        WireTags.HostBytes => HostInstructionKind.Bytes,
        WireTags.Resize => HostInstructionKind.Resize,
        WireTags.EchoAck => HostInstructionKind.EchoAck,
        WireTags.ExitStatus => HostInstructionKind.ExitStatus,
        WireTags.Event => HostInstructionKind.Event,
        WireTags.Bell => HostInstructionKind.Bell,
        WireTags.Program => HostInstructionKind.Program,
        _ => HostInstructionKind.Unknown,
    };

    private ReadOnlySpan<byte> ReadBytes(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> bytes = default;
        var fields = new ProtoReader(body);
        while (fields.Read())
        {
            bytes = fields.Tag == WireTags.HostString ? fields.Bytes : bytes;
        }

        IsMalformed |= fields.IsMalformed;
        return bytes;
    }

    private HostInstruction ReadResize(ReadOnlySpan<byte> body)
    {
        IsMalformed |= !SizeReader.TryRead(body, out int columns, out int rows);
        return new HostInstruction { Kind = HostInstructionKind.Resize, Columns = columns, Rows = rows };
    }

    private HostInstruction ReadEvent(ReadOnlySpan<byte> body)
    {
        ulong number = 0, kind = 0, flags = 0, canceled = 0;
        ReadOnlySpan<byte> name = default, text = default;
        var fields = new ProtoReader(body);
        while (fields.Read())
        {
            switch (fields.Tag)
            {
                case WireTags.EventNumber: number = fields.Number; break;
                case WireTags.EventKind: kind = fields.Number; break;
                case WireTags.EventFlags: flags = fields.Number; break;
                case WireTags.EventCanceled: canceled = fields.Number; break;
                case WireTags.EventName: name = fields.Bytes; break;
                case WireTags.EventText: text = fields.Bytes; break;
            }
        }

        IsMalformed |= fields.IsMalformed;
        var piece = new EventPiece
        {
            Number = number,
            Kind = kind <= byte.MaxValue ? (TerminalEventKind)kind : 0,
            Flags = unchecked((uint)flags),
            Name = name,
            Text = text,
            Canceled = canceled,
        };
        return new HostInstruction { Kind = HostInstructionKind.Event, Event = piece };
    }

    private HostInstruction ReadProgram(ReadOnlySpan<byte> body)
    {
        IsMalformed |= !ProgramState.TryRead(body, out ProgramState program);
        return new HostInstruction { Kind = HostInstructionKind.Program, Program = program };
    }

    private ulong ReadNumber(ReadOnlySpan<byte> body, uint tag)
    {
        ulong value = 0;
        var fields = new ProtoReader(body);
        while (fields.Read())
        {
            value = fields.Tag == tag ? fields.Number : value;
        }

        IsMalformed |= fields.IsMalformed;
        return value;
    }
}
