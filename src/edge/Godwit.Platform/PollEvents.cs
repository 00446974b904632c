using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>What a descriptor is watched for, and what it is ready for. Values are those of poll(2).</summary>
[Flags]
public enum PollEvents
{
    /// <summary>Nothing: only <see cref="Error"/>, <see cref="Hangup"/> and <see cref="Invalid"/> are reported.</summary>
    None = 0,

    /// <summary>A read will not block.</summary>
    Readable = Libc.PollIn,

    /// <summary>A write will not block.</summary>
    Writable = Libc.PollOut,

    /// <summary>An error is pending. Reported even if not asked for; read or write to learn it.</summary>
    Error = Libc.PollError,

    /// <summary>The other end closed. Reported even if not asked for; there may still be something to read.</summary>
    Hangup = Libc.PollHangup,

    /// <summary>The descriptor is not open. Reported even if not asked for; a bug of the caller.</summary>
    Invalid = Libc.PollInvalid,
}
