namespace Godwit.Terminal;

/// <summary>Which mouse events the program asked for. The values are the DEC private mode numbers.</summary>
public enum MouseReporting : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Presses only (X10).</summary>
    X10 = 9,

    /// <summary>Presses and releases.</summary>
    Normal = 1000,

    /// <summary>Highlight tracking.</summary>
    Highlight = 1001,

    /// <summary>Also motion while a button is down.</summary>
    ButtonMotion = 1002,

    /// <summary>Also motion without a button.</summary>
    AnyMotion = 1003,
}
