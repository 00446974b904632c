namespace Godwit.Transport;

/// <summary>The reserved numbers of states (spec 02 section 7).</summary>
public static class StateNumber
{
    /// <summary>The object both sides start with.</summary>
    public const ulong Initial = 0;

    /// <summary>The last state of a side that shuts down.</summary>
    public const ulong Shutdown = ulong.MaxValue;
}
