namespace Godwit.Terminal;

/// <summary>The context beyond the previous code point that three cluster rules of UAX #29 look back for.</summary>
internal enum GraphemeRun : byte
{
    /// <summary>No code point came yet (GB1).</summary>
    Start,

    /// <summary>None of the following.</summary>
    None,

    /// <summary>A pictograph and extenders, if any (GB11).</summary>
    Pictograph,

    /// <summary>The same and a ZERO WIDTH JOINER: another pictograph may follow (GB11).</summary>
    PictographJoined,

    /// <summary>An Indic consonant and extenders, if any (GB9c).</summary>
    Conjunct,

    /// <summary>The same with a linker among the extenders: another consonant may follow (GB9c).</summary>
    ConjunctLinked,

    /// <summary>A regional indicator that waits for its second half (GB12, GB13).</summary>
    HalfFlag,
}
