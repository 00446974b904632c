namespace Godwit.Platform;

/// <summary>What only Linux knows.</summary>
public static unsafe partial class ProcessEnvironment
{
    private const string Self = "/proc/self/exe";

    /// <summary>
    /// A path that starts our own program file again, even if it was replaced on the disk meanwhile: the link names a file that is not there
    /// then. While it is, its own name is better: under valgrind and its like the link leads to the tool.
    /// </summary>
    public static string SelfPath => File.ResolveLinkTarget(Self, returnFinalTarget: false) is { Exists: true, FullName: var path } ? path : Self;
}
