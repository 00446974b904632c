using System.Globalization;
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

    /// <summary>
    /// Opens the writing end of a pipe once more, so that writing to it does not wait, and those who have the same open file see no difference
    /// (O_NONBLOCK belongs to the open file). A reading end cannot be had so: it would not be told of an end that was before it.
    /// </summary>
    /// <param name="descriptor">Any descriptor.</param>
    /// <returns>A close-on-exec descriptor that the caller owns; -1 if it is no pipe, nobody reads it, or it may not be opened.</returns>
    public static unsafe int TryReopenToWrite(int descriptor)
    {
        Libc.FileStatus status;
        if (Libc.GetFileStatus(descriptor, &status) != 0 || (status.Mode & Libc.ModeKindMask) != Libc.ModePipe)
        {
            return -1;
        }

        fixed (byte* path = NativeText.Encode(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}")))
        {
            return Libc.Open(path, Libc.OpenWriteOnly | Libc.OpenNonBlocking | Libc.OpenCloseOnExec, 0);
        }
    }
}
