using Godwit.Terminal;

namespace Godwit.Sync;

/// <summary>
/// What one event instruction says (docs/wire-protocol.md): a piece of an event, or that an event is not to be delivered after all. A view,
/// of the message it was read from or of the outbox.
/// </summary>
public readonly ref struct EventPiece
{
    /// <summary>Flag: more pieces of this event follow.</summary>
    public const uint MoreFollows = 1;

    /// <summary>Flag: goes on with the event of the piece before.</summary>
    public const uint Continues = 2;

    /// <summary>Number of the piece, from 1 without gaps.</summary>
    public ulong Number { get; init; }

    /// <summary>What happened; unknown values are ignored by the receiver.</summary>
    public TerminalEventKind Kind { get; init; }

    /// <summary><see cref="MoreFollows"/>, <see cref="Continues"/>.</summary>
    public uint Flags { get; init; }

    /// <summary>Name of the event in UTF-8; only in its first piece.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>A slice of the event's text in UTF-8; may end inside a character.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>Number of the first piece of an event that is not to be delivered; 0 if this is a piece of one.</summary>
    public ulong Canceled { get; init; }
}
