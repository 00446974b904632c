namespace Godwit.Platform;

/// <summary>How one read, write, send or receive ended.</summary>
public enum IoStatus
{
    /// <summary>Something was done; <see cref="IoResult.Count"/> says how much.</summary>
    Done,

    /// <summary>Nothing to read or no room to write right now. Poll and try again.</summary>
    WouldBlock,

    /// <summary>The other end is gone: end of file, or the last program closed the terminal.</summary>
    Closed,

    /// <summary>The datagram is larger than the path or the socket allows (EMSGSIZE, spec 02 section 4.1). It was not sent.</summary>
    MessageTooLong,

    /// <summary>Another error; <see cref="IoResult.ErrorNumber"/> has it. Not fatal by itself: show it and go on.</summary>
    Failed,
}
