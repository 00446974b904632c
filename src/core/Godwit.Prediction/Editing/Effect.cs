namespace Godwit.Prediction;

/// <summary>How much of a key's effect is foreseen.</summary>
internal enum Effect : byte
{
    /// <summary>Nothing: what comes after it is not foreseen either.</summary>
    Unknown,

    /// <summary>Where the cursor goes at first, and no more.</summary>
    CursorOnly,

    /// <summary>All of it.</summary>
    Known,
}
