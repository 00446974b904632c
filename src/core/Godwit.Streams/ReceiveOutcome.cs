namespace Godwit.Streams;

/// <summary>What became of octets that came for a stream.</summary>
internal enum ReceiveOutcome
{
    /// <summary>They are held, or were before.</summary>
    Taken,

    /// <summary>There are too many holes: as if they had been lost.</summary>
    Refused,

    /// <summary>They are beyond what was allowed, or contradict an end that was said.</summary>
    Violation,
}
