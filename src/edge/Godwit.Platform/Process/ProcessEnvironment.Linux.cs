namespace Godwit.Platform;

/// <summary>What only Linux knows.</summary>
public static unsafe partial class ProcessEnvironment
{
    /// <summary>A path that starts our own program file again, even if it was replaced on the disk meanwhile.</summary>
    public static string SelfPath => "/proc/self/exe";
}
