namespace Godwit.Terminal;

/// <summary>Where the parser is in the well-known DEC state machine (spec 05 section 2; entry, parameter and intermediate states are told apart by what was gathered).</summary>
internal enum ParserState : byte
{
    /// <summary>Text and controls.</summary>
    Ground,

    /// <summary>After ESC, perhaps with intermediates.</summary>
    Escape,

    /// <summary>Inside a CSI sequence.</summary>
    Csi,

    /// <summary>Inside the header of a DCS, which has the form of a CSI sequence.</summary>
    DcsHeader,

    /// <summary>Inside the text of a DCS.</summary>
    DcsText,

    /// <summary>Inside an OSC.</summary>
    Osc,

    /// <summary>Inside SOS, PM or APC, whose text is swallowed.</summary>
    Swallow,
}
