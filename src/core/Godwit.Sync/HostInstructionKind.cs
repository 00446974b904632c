namespace Godwit.Sync;

/// <summary>What one instruction of a HostMessage does (spec 03 section 3.3).</summary>
public enum HostInstructionKind : byte
{
    /// <summary>Nothing that we know; skipped.</summary>
    Unknown,

    /// <summary>Bytes for the terminal.</summary>
    Bytes,

    /// <summary>A new size of the screen.</summary>
    Resize,

    /// <summary>A new echo acknowledgement.</summary>
    EchoAck,

    /// <summary>The command ended (extension 1000, between Godwits).</summary>
    ExitStatus,

    /// <summary>A piece of an event (extension 1001, between Godwits).</summary>
    Event,

    /// <summary>How often the bell has rung (extension 1002, between Godwits).</summary>
    Bell,

    /// <summary>What is known of the program (extension 1003, between Godwits).</summary>
    Program,
}
