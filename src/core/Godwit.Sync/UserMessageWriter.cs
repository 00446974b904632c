using System.Buffers;
using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>
/// Writes a UserMessage as stock does: a run of keys is one instruction, a resize is one of its own (spec 03 section 2.2).
/// Keys "ab" are <c>0a 06 12 04 22 02 61 62</c>, resize 80x24 is <c>0a 06 1a 04 28 50 30 18</c>.
/// </summary>
internal readonly ref struct UserMessageWriter
{
    private readonly ProtoWriter writer;

    public UserMessageWriter(IBufferWriter<byte> output) => writer = new ProtoWriter(output);

    public void Write(in UserEvent userEvent)
    {
        if (userEvent.Kind == UserEventKind.Resize)
        {
            SizeWriter.Write(writer, userEvent.Columns, userEvent.Rows);
            return;
        }

        if (userEvent.Facts is { } facts)
        {
            TerminalFactsFormat.Write(writer, facts);
            return;
        }

        int keystroke = ProtoWriter.BytesLength(WireTags.KeysField, userEvent.Octets.Length);
        writer.WriteHeader(WireTags.InstructionField, ProtoWriter.BytesLength(WireTags.KeystrokeField, keystroke));
        writer.WriteHeader(WireTags.KeystrokeField, keystroke);
        writer.WriteBytes(WireTags.KeysField, userEvent.Octets);
    }
}
