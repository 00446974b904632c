using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>What only Linux knows.</summary>
public static unsafe partial class ProcessEnvironment
{
    /// <summary>The link to a process's own program file.</summary>
    public const string SelfLink = "/proc/self/exe";

    /// <summary>
    /// A path that starts our own program file again, even if it was replaced on the disk meanwhile: the link names a file that is not there
    /// then (<see cref="SelfLink"/>, which another program must not be given). While it is, its own name is better: under valgrind and its like the link leads to the tool.
    /// </summary>
    public static string SelfPath => File.ResolveLinkTarget(SelfLink, returnFinalTarget: false) is { Exists: true, FullName: var path } ? path : SelfLink;

    /// <summary>
    /// Keeps this process's memory to itself, for as long as a key is in it: no core dump, also not to a program that the kernel hands dumps to, which
    /// <see cref="SetCoreLimit"/> does not stop (core(5)); and no other process of the user may read it (ptrace(2)). A program that is executed later is free of it.
    /// </summary>
    public static void ProtectMemory() => _ = Libc.SetDumpable(false);

    /// <summary>True if <see cref="ProtectMemory"/> took effect.</summary>
    public static bool IsMemoryProtected => Libc.GetDumpable() != 1;
}
