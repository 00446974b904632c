namespace Godwit.Terminal;

/// <summary>
/// What the cluster rules of UAX #29 want to know about a code point: Grapheme_Cluster_Break, refined where
/// Extended_Pictographic or Indic_Conjunct_Break matter.
/// </summary>
/// <remarks>The first sixteen numbers are those of eng/UnicodeTables/BreakRules.cs.</remarks>
internal enum GraphemeClass : byte
{
    /// <summary>Joins nothing by itself.</summary>
    Other,

    /// <summary>A control, or a code point that is no character: stands alone.</summary>
    Control,

    /// <summary>Joins what is before it, but ends an Indic conjunct (ZERO WIDTH NON-JOINER).</summary>
    Extend,

    /// <summary>ZERO WIDTH JOINER.</summary>
    ZeroWidthJoiner,

    /// <summary>Half of a flag.</summary>
    RegionalIndicator,

    /// <summary>Joins what is after it.</summary>
    Prepend,

    /// <summary>A mark with room of its own, which joins what is before it.</summary>
    SpacingMark,

    /// <summary>Hangul leading consonant.</summary>
    HangulL,

    /// <summary>Hangul vowel.</summary>
    HangulV,

    /// <summary>Hangul final consonant.</summary>
    HangulT,

    /// <summary>Hangul syllable without a final consonant.</summary>
    HangulLV,

    /// <summary>Hangul syllable with a final consonant.</summary>
    HangulLVT,

    /// <summary>May be joined to the next one of its kind by a ZERO WIDTH JOINER.</summary>
    Pictographic,

    /// <summary>May be joined to the next one of its kind by a linker.</summary>
    IndicConsonant,

    /// <summary>An Extend that links Indic consonants (a virama).</summary>
    IndicLinker,

    /// <summary>An Extend that may stand inside an Indic conjunct.</summary>
    IndicExtend,

    /// <summary>CARRIAGE RETURN, a Control that keeps a LINE FEED. Not in the table.</summary>
    CarriageReturn,

    /// <summary>LINE FEED. Not in the table.</summary>
    LineFeed,
}
