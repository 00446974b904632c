namespace Godwit.Client;

/// <summary>What octets from the terminal are, as far as one can tell.</summary>
internal enum ReplyMatch : byte
{
    /// <summary>Not one of the replies: somebody typed them.</summary>
    None,

    /// <summary>The beginning of a reply, or of nothing.</summary>
    Partial,

    /// <summary>A whole reply.</summary>
    Complete,
}
