using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>
/// Walks a UserMessage (spec 03 section 2.2):
/// <code>
/// UserMessage  = repeated { 1: Instruction }
/// Instruction  = 2: { 4: keys }  |  3: { 5: width, 6: height }  |  1001: facts (<see cref="TerminalFactsFormat"/>)
/// </code>
/// The first of these in an instruction acts, in this order, and nothing else in it; unknown fields are skipped, anywhere.
/// </summary>
public ref struct UserMessageReader
{
    private ProtoReader reader;

    /// <summary>Reads from an authenticated but untrusted message.</summary>
    public UserMessageReader(ReadOnlySpan<byte> message) => reader = new ProtoReader(message);

    /// <summary>True if the message is not well formed; what was read before that point stands.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Reads the next event; instructions that do nothing are passed over.</summary>
    /// <returns>False at the end, or if the rest is malformed.</returns>
    public bool TryRead(out UserEvent userEvent)
    {
        userEvent = default;
        while (!IsMalformed && reader.Read())
        {
            if (reader.Tag == WireTags.Instruction && TryReadInstruction(reader.Bytes, out userEvent))
            {
                return true;
            }
        }

        IsMalformed |= reader.IsMalformed;
        return false;
    }

    private bool TryReadInstruction(ReadOnlySpan<byte> instruction, out UserEvent userEvent)
    {
        ReadOnlySpan<byte> keystroke = default;
        ReadOnlySpan<byte> resize = default;
        ReadOnlySpan<byte> facts = default;
        bool hasKeystroke = false;
        bool hasResize = false;
        bool hasFacts = false;
        var fields = new ProtoReader(instruction);
        while (fields.Read())
        {
            if (fields.Tag == WireTags.Keystroke)
            {
                keystroke = fields.Bytes;
                hasKeystroke = true;
            }
            else if (fields.Tag == WireTags.Resize)
            {
                resize = fields.Bytes;
                hasResize = true;
            }
            else if (fields.Tag == WireTags.Facts)
            {
                facts = fields.Bytes;
                hasFacts = true;
            }
        }

        IsMalformed |= fields.IsMalformed;
        userEvent = default;
        if (IsMalformed || !(hasKeystroke || hasResize || hasFacts))
        {
            return false;
        }

        userEvent = hasKeystroke ? UserEvent.Typed(ReadKeys(keystroke)) : hasResize ? ReadResize(resize) : ReadFacts(facts);
        return !IsMalformed && (!hasKeystroke || !userEvent.Octets.IsEmpty);
    }

    private ReadOnlySpan<byte> ReadKeys(ReadOnlySpan<byte> keystroke)
    {
        ReadOnlySpan<byte> keys = default;
        var fields = new ProtoReader(keystroke);
        while (fields.Read())
        {
            keys = fields.Tag == WireTags.Keys ? fields.Bytes : keys;
        }

        IsMalformed |= fields.IsMalformed;
        return keys;
    }

    private UserEvent ReadFacts(ReadOnlySpan<byte> facts)
    {
        IsMalformed |= !TerminalFactsFormat.TryRead(facts, out TerminalFacts read);
        return UserEvent.Reported(read);
    }

    private UserEvent ReadResize(ReadOnlySpan<byte> resize)
    {
        IsMalformed |= !SizeReader.TryRead(resize, out int columns, out int rows);
        return UserEvent.Resize(columns, rows);
    }
}
