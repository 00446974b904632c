namespace Godwit.Sync;

/// <summary>What the user's side can tell the server (spec 03 section 2.1).</summary>
public enum UserEventKind : byte
{
    /// <summary>One octet read from the user's terminal, uninterpreted.</summary>
    Byte,

    /// <summary>The user's window has a new size.</summary>
    Resize,

    /// <summary>What is known of the user's real terminal (extension 1001, between Godwits).</summary>
    Facts,
}
