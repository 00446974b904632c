namespace Godwit.Transport;

/// <summary>What a received slice led to.</summary>
internal enum FragmentOutcome
{
    /// <summary>More slices are needed.</summary>
    Incomplete,

    /// <summary>The message is complete.</summary>
    Complete,

    /// <summary>The slice contradicts what is held, or the group is too large: the group was given up.</summary>
    Discarded,
}
