namespace Godwit.Terminal;

/// <summary>How mouse events are written. The values are the DEC private mode numbers.</summary>
public enum MouseEncoding : ushort
{
    /// <summary>One octet a coordinate.</summary>
    Default = 0,

    /// <summary>UTF-8 coordinates.</summary>
    Utf8 = 1005,

    /// <summary>SGR form.</summary>
    Sgr = 1006,

    /// <summary>urxvt form.</summary>
    Urxvt = 1015,

    /// <summary>SGR form with pixels.</summary>
    SgrPixels = 1016,
}
