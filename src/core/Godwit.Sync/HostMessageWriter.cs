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
}
