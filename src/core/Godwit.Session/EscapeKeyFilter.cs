using System.Buffers;

namespace Godwit.Session;

/// <summary>
/// Takes the client's own commands out of what the user types (spec 04 section 4.2). Fed with each chunk as it was read; a
/// command ends the chunk early, and the caller goes on with the rest.
/// </summary>
public sealed class EscapeKeyFilter
{
    private const byte ControlZ = 0x1A;
    private const byte ControlL = 0x0C;
    private const byte LineFeed = 0x0A;
    private const byte CarriageReturn = 0x0D;

    private readonly EscapeKey key;
    private bool afterNewline;

    /// <summary>A filter for one client.</summary>
    public EscapeKeyFilter(EscapeKey key) => this.key = key;

    /// <summary>True after the escape key was typed and before the key that follows it: the help line shows.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Filters typed octets up to and including the first command.</summary>
    /// <param name="typed">Octets from the user's terminal.</param>
    /// <param name="output">Receives the octets that are for the server.</param>
    /// <param name="consumed">How much of <paramref name="typed"/> was looked at.</param>
    /// <returns>The command that ended the chunk, or <see cref="ClientCommand.None"/>.</returns>
    public ClientCommand Filter(ReadOnlySpan<byte> typed, IBufferWriter<byte> output, out int consumed)
    {
        for (consumed = 0; consumed < typed.Length;)
        {
            byte octet = typed[consumed++];
            ClientCommand command = IsPending ? AfterEscape(octet, output) : Ground(octet, output);
            if (command != ClientCommand.None)
            {
                return command;
            }
        }

        return ClientCommand.None;
    }

    private ClientCommand Ground(byte octet, IBufferWriter<byte> output)
    {
        if (key.IsEnabled && octet == key.Key && (key.IsControl || afterNewline))
        {
            IsPending = true;
            return ClientCommand.None;
        }

        afterNewline = octet is LineFeed or CarriageReturn;
        Send(octet, output);
        return octet == ControlL ? ClientCommand.Redraw : ClientCommand.None;
    }

    private ClientCommand AfterEscape(byte octet, IBufferWriter<byte> output)
    {
        IsPending = false;
        afterNewline = false;
        if (octet == '.')
        {
            return ClientCommand.Quit;
        }

        if (octet == ControlZ)
        {
            return ClientCommand.Suspend;
        }

        Send(key.Key, output);
        if (!key.IsPassKey(octet))
        {
            Send(octet, output);
        }

        return ClientCommand.None;
    }

    private static void Send(byte octet, IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = octet;
        output.Advance(1);
    }
}
