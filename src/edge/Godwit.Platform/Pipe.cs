using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>A pipe whose two ends are close-on-exec and blocking. The caller owns and closes both ends.</summary>
/// <param name="ReadEnd">Descriptor to read from.</param>
/// <param name="WriteEnd">Descriptor to write to.</param>
public readonly record struct Pipe(int ReadEnd, int WriteEnd)
{
    /// <summary>Makes a pipe.</summary>
    /// <exception cref="PlatformException">No descriptors left.</exception>
    public static unsafe Pipe Create()
    {
        var ends = stackalloc int[2];
        return Libc.MakePipe(ends) == 0
            ? new(ends[0], ends[1])
            : throw new PlatformException("cannot make a pipe", Libc.Errno);
    }
}
