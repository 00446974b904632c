namespace Godwit.Sync;

/// <summary>One instruction of a HostMessage, as read. A view over the message.</summary>
public readonly ref struct HostInstruction
{
    /// <summary>What it does; the other members belong to one kind each.</summary>
    public HostInstructionKind Kind { get; init; }

    /// <summary>Bytes for the terminal.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>New width, as the peer gave it.</summary>
    public int Columns { get; init; }

    /// <summary>New height, as the peer gave it.</summary>
    public int Rows { get; init; }

    /// <summary>The acknowledged user state.</summary>
    public ulong EchoAck { get; init; }

    /// <summary>Exit status, 0–255.</summary>
    public int ExitStatus { get; init; }

    /// <summary>A piece of an event.</summary>
    public EventPiece Event { get; init; }

    /// <summary>Number of bells so far.</summary>
    public uint BellCount { get; init; }

    /// <summary>What is known of the program.</summary>
    public ProgramState Program { get; init; }
}
