using System.Buffers;
using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>Writes a HostMessage, each part in an instruction of its own, in the order the caller calls (spec 03 section 3.3).</summary>
internal readonly ref struct HostMessageWriter
{
    private readonly ProtoWriter writer;

    public HostMessageWriter(IBufferWriter<byte> output) => writer = new ProtoWriter(output);

    public void WriteEchoAck(ulong number)
    {
        int ack = ProtoWriter.NumberLength(WireTags.EchoAckNumberField, number);
        writer.WriteHeader(WireTags.InstructionField, ProtoWriter.BytesLength(WireTags.EchoAckField, ack));
        writer.WriteHeader(WireTags.EchoAckField, ack);
        writer.WriteNumber(WireTags.EchoAckNumberField, number);
    }

    public void WriteResize(int columns, int rows) => SizeWriter.Write(writer, columns, rows);

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        int host = ProtoWriter.BytesLength(WireTags.HostStringField, bytes.Length);
        writer.WriteHeader(WireTags.InstructionField, ProtoWriter.BytesLength(WireTags.HostBytesField, host));
        writer.WriteHeader(WireTags.HostBytesField, host);
        writer.WriteBytes(WireTags.HostStringField, bytes);
    }

    public void WriteExitStatus(int status)
    {
        int code = ProtoWriter.NumberLength(WireTags.ExitStatusCodeField, (ulong)status);
        writer.WriteHeader(WireTags.InstructionField, ProtoWriter.BytesLength(WireTags.ExitStatusField, code));
        writer.WriteHeader(WireTags.ExitStatusField, code);
        writer.WriteNumber(WireTags.ExitStatusCodeField, (ulong)status);
    }

    public void WriteEvent(in EventPiece piece)
    {
        int length = ProtoWriter.NumberLength(WireTags.EventNumberField, piece.Number)
            + NumberLength(WireTags.EventKindField, (ulong)piece.Kind)
            + NumberLength(WireTags.EventFlagsField, piece.Flags)
            + BytesLength(WireTags.EventNameField, piece.Name)
            + BytesLength(WireTags.EventTextField, piece.Text)
            + NumberLength(WireTags.EventCanceledField, piece.Canceled);
        writer.WriteHeader(WireTags.InstructionField, ProtoWriter.BytesLength(WireTags.EventField, length));
        writer.WriteHeader(WireTags.EventField, length);
        writer.WriteNumber(WireTags.EventNumberField, piece.Number);
        WriteNumber(WireTags.EventKindField, (ulong)piece.Kind);
        WriteNumber(WireTags.EventFlagsField, piece.Flags);
        WriteBytes(WireTags.EventNameField, piece.Name);
        WriteBytes(WireTags.EventTextField, piece.Text);
        WriteNumber(WireTags.EventCanceledField, piece.Canceled);
    }

    public void WriteBell(uint count)
    {
        int number = ProtoWriter.NumberLength(WireTags.BellCountField, count);
        writer.WriteHeader(WireTags.InstructionField, ProtoWriter.BytesLength(WireTags.BellField, number));
        writer.WriteHeader(WireTags.BellField, number);
        writer.WriteNumber(WireTags.BellCountField, count);
    }

    public void WriteProgram(in ProgramState state) => state.Write(writer);

    private static int NumberLength(int field, ulong value) => value == 0 ? 0 : ProtoWriter.NumberLength(field, value);

    private static int BytesLength(int field, ReadOnlySpan<byte> value) => value.IsEmpty ? 0 : ProtoWriter.BytesLength(field, value.Length);

    private void WriteNumber(int field, ulong value)
    {
        if (value != 0)
        {
            writer.WriteNumber(field, value);
        }
    }

    private void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            writer.WriteBytes(field, value);
        }
    }
}
