namespace Godwit.Terminal;

/// <summary>Modes without much of an effect here that programs set and ask for.</summary>
[Flags]
internal enum KeptModes : byte
{
    /// <summary>All reset.</summary>
    None = 0,

    /// <summary>KAM, ANSI mode 2. The keyboard is never locked.</summary>
    KeyboardAction = 1,

    /// <summary>SRM, ANSI mode 12: no local echo.</summary>
    SendReceive = 2,

    /// <summary>DECSCLM, mode 4.</summary>
    SmoothScroll = 4,

    /// <summary>DECARM, mode 8.</summary>
    AutoRepeat = 8,

    /// <summary>Mode 40: DECCOLM does something.</summary>
    AllowColumnChange = 16,

    /// <summary>What is set after reset.</summary>
    Initial = SendReceive | AutoRepeat,
}
