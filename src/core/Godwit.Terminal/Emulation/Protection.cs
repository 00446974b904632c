namespace Godwit.Terminal;

/// <summary>Which erasing functions spare protected cells; as in xterm the last of DECSCA and SPA decides.</summary>
internal enum Protection : byte
{
    /// <summary>Nothing was protected yet.</summary>
    Off,

    /// <summary>SPA: ED, EL and ECH spare protected cells, and so do the selective ones.</summary>
    Iso,

    /// <summary>DECSCA: only DECSED, DECSEL and DECSERA spare protected cells.</summary>
    Dec,
}
