namespace Godwit.Terminal;

/// <summary>The states of a progress bar (ConEmu's OSC 9;4); the values are those on the wire.</summary>
public enum ProgressKind : byte
{
    /// <summary>No bar.</summary>
    None = 0,

    /// <summary>A share of the work is done.</summary>
    Normal = 1,

    /// <summary>It failed.</summary>
    Error = 2,

    /// <summary>It works, nobody knows how long.</summary>
    Indeterminate = 3,

    /// <summary>It waits for somebody.</summary>
    Paused = 4,
}
