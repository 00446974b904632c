using System.Buffers;

namespace Godwit.Session;

/// <summary>
/// Takes the client's own commands out of what the user types (spec 04 section 4.2). Fed with each chunk as it was read; a
/// command ends the chunk early, and the caller goes on with the rest. What is pasted in brackets holds no commands.
/// </summary>
public sealed class EscapeKeyFilter
{
    private const byte ControlL = 0x0C;
    private const byte LineFeed = 0x0A;
    private const byte CarriageReturn = 0x0D;

    private readonly EscapeKey key;
    private readonly EscapeMenu menu;
    private readonly ArrayBufferWriter<byte> withheld = new(1);
    private PasteTracker paste;
    private bool afterNewline;
    private bool isContinued;

    /// <summary>A filter for one client.</summary>
    /// <param name="key">The escape key.</param>
    /// <param name="menu">What may follow it.</param>
    public EscapeKeyFilter(EscapeKey key, EscapeMenu menu)
    {
        this.key = key;
        this.menu = menu;
        afterNewline = key.CountsAtStart;
    }

    /// <summary>True after the escape key was typed and before the key that follows it: the help line shows.</summary>
    public bool IsPending { get; private set; }

    /// <summary>True while what comes is pasted.</summary>
    public bool IsPasting => paste.IsInside;

    /// <summary>Filters typed octets up to and including the first command.</summary>
    /// <param name="typed">Octets from the user's terminal: all that was read at once, then what the last call has left of it.</param>
    /// <param name="output">Receives the octets that are for the server.</param>
    /// <param name="consumed">How much of <paramref name="typed"/> was looked at.</param>
    /// <returns>The command that ended the chunk, or <see cref="ClientCommand.None"/>.</returns>
    public ClientCommand Filter(ReadOnlySpan<byte> typed, IBufferWriter<byte> output, out int consumed)
    {
        for (consumed = 0; consumed < typed.Length;)
        {
            ReadOnlySpan<byte> rest = typed[consumed..];
            if (paste.IsInside)
            {
                int pasted = paste.Advance(rest);
                output.Write(rest[..pasted]);
                consumed += pasted;
                continue;
            }

            byte octet = rest[0];
            bool isPress = true;
            int length = 1;
            if (octet == 0x1B && EncodedKey.TryRead(rest, out byte plain, out isPress, out int encoded))
            {
                (octet, length) = (plain, encoded);
            }

            ReadOnlySpan<byte> octets = rest[..length];
            consumed += length;
            ClientCommand command = !isPress ? Released(octets, output) : IsPending ? AfterEscape(octet, octets, IsAlone(typed, octets), output) : Ground(octet, octets, output);
            if (command != ClientCommand.None)
            {
                isContinued = consumed < typed.Length;
                return command;
            }
        }

        isContinued = false;
        return ClientCommand.None;
    }

    // By hand a key comes alone in its read, or at most with the escape key; a paste comes in long ones.
    private bool IsAlone(ReadOnlySpan<byte> typed, ReadOnlySpan<byte> octets) => !isContinued
        && (typed.Length == octets.Length || (typed.Length == withheld.WrittenCount + octets.Length && typed.StartsWith(withheld.WrittenSpan)));

    private ClientCommand Ground(byte octet, ReadOnlySpan<byte> octets, IBufferWriter<byte> output)
    {
        if (key.IsEnabled && octet == key.Key && (key.IsControl || afterNewline))
        {
            IsPending = true;
            withheld.ResetWrittenCount();
            withheld.Write(octets);
            return ClientCommand.None;
        }

        afterNewline = octet is LineFeed or CarriageReturn;
        Pass(octets, output);
        return octet == ControlL ? ClientCommand.Redraw : ClientCommand.None;
    }

    private ClientCommand AfterEscape(byte octet, ReadOnlySpan<byte> octets, bool isAlone, IBufferWriter<byte> output)
    {
        // A modifier on its way to the next key, where the program asked for such reports.
        if (octet == 0 && octets.Length > 1)
        {
            return ClientCommand.None;
        }

        IsPending = false;
        afterNewline = false;
        ClientCommand command = menu.CommandOf(key, octet);
        if (command == ClientCommand.CommandLine && !isAlone)
        {
            // A paste without brackets shall not forward anything.
            command = ClientCommand.None;
        }

        if (command == ClientCommand.None)
        {
            Pass(withheld.WrittenSpan, output);
            if (!key.IsPassKey(octet))
            {
                Pass(octets, output);
            }
        }

        return command;
    }

    /// <summary>The releases of withheld keys are nobody's; all others are the program's.</summary>
    private ClientCommand Released(ReadOnlySpan<byte> octets, IBufferWriter<byte> output)
    {
        if (!IsPending)
        {
            Pass(octets, output);
        }

        return ClientCommand.None;
    }

    private void Pass(ReadOnlySpan<byte> octets, IBufferWriter<byte> output)
    {
        paste.AdvanceAll(octets);
        output.Write(octets);
    }
}
