using System.Runtime.InteropServices;

namespace Godwit.Platform;

/// <summary>What only Linux has.</summary>
internal sealed unsafe partial class SpawnRecipe
{
    // glibc 2.34 and later. Everything we open is close-on-exec, so without it (older glibc, musl) only descriptors that we
    // ourselves inherited by somebody's mistake stay open.
    private void CloseFrom(int first)
    {
        if (NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "posix_spawn_file_actions_addclosefrom_np", out var function))
        {
            Check(((delegate* unmanaged<void*, int, int>)function)(Actions, first));
        }
    }
}
