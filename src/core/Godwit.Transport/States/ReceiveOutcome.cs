namespace Godwit.Transport;

/// <summary>What an instruction did to the list of received states (spec 02 section 9).</summary>
internal enum ReceiveOutcome
{
    /// <summary>A new newest state.</summary>
    Advanced,

    /// <summary>A new state older than the newest; kept as a possible base.</summary>
    StoredOutOfOrder,

    /// <summary>The state is held already.</summary>
    Duplicate,

    /// <summary>Its base is not held.</summary>
    UnknownBase,

    /// <summary>The numbers break the sender's invariants.</summary>
    BadNumbers,

    /// <summary>Too many states are held.</summary>
    Full,

    /// <summary>The object refused the diff.</summary>
    BadDiff,
}
