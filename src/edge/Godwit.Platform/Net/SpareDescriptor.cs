using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// A descriptor kept for the time when there is no other. Then whoever waits at a listener can still be turned away: left alone he would wait, and keep
/// the listener readable, so that its loop never rests. Owns its descriptor.
/// </summary>
internal sealed unsafe class SpareDescriptor : IDisposable
{
    private int descriptor = Open();

    /// <summary>True if it failed for want of descriptors, so that <see cref="TurnAway"/> is the answer.</summary>
    public static bool IsWantedFor(int errno) => errno is Errno.TooManyFiles or Errno.TooManyFilesInSystem;

    /// <summary>Takes the next connection of a listening descriptor and closes it at once.</summary>
    public void TurnAway(int listener)
    {
        Release();
        int accepted = Libc.AcceptConnection(listener);
        if (accepted >= 0)
        {
            FileDescriptor.Close(accepted);
        }

        descriptor = Open();
    }

    public void Dispose() => Release();

    private static int Open()
    {
        fixed (byte* path = "/dev/null"u8)
        {
            return Libc.Open(path, Libc.OpenReadOnly | Libc.OpenCloseOnExec, 0);
        }
    }

    private void Release()
    {
        if (descriptor >= 0)
        {
            FileDescriptor.Close(descriptor);
            descriptor = -1;
        }
    }
}
