namespace Godwit.Streams;

/// <summary>Why a stream was ended before its end: the codes of RESET_STREAM and STOP_SENDING. Part of the protocol: never renumbered.</summary>
public static class StreamError
{
    /// <summary>No reason that the other end could use.</summary>
    public const ulong None = 0;

    /// <summary>The one who asked has gone.</summary>
    public const ulong Cancelled = 1;

    /// <summary>Nobody has asked for such a stream.</summary>
    public const ulong NotOffered = 2;

    /// <summary>The target refuses connections.</summary>
    public const ulong Refused = 3;

    /// <summary>The target cannot be reached.</summary>
    public const ulong Unreachable = 4;

    /// <summary>The target does not answer.</summary>
    public const ulong TimedOut = 5;

    /// <summary>The target's name is not known.</summary>
    public const ulong UnknownName = 6;

    /// <summary>The target is a file that is not there.</summary>
    public const ulong NoSuchFile = 7;

    /// <summary>The target may not be used.</summary>
    public const ulong Forbidden = 8;

    /// <summary>There are too many already.</summary>
    public const ulong TooMany = 9;

    /// <summary>The connection behind the stream broke.</summary>
    public const ulong Broken = 10;

    /// <summary>What was said on the stream is not understood.</summary>
    public const ulong Malformed = 11;

    /// <summary>Somebody else listens there.</summary>
    public const ulong InUse = 12;
}
