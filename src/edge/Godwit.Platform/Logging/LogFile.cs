using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// A file that lines are added to. It is made for its owner only, is never reached through a link, and is opened anew when somebody has moved it away (rotation). One
/// write is one line, so that several sessions may share a file.
/// </summary>
/// <param name="path">Its name.</param>
internal sealed unsafe class LogFile(string path) : IDisposable
{
    private const uint OwnerOnly = 0x180; // 0600

    private int descriptor = -1;
    private Libc.FileStatus opened;

    /// <summary>Opens the file, or another one of its name; what is open stays open if that fails.</summary>
    /// <returns>Why it cannot be opened, as the rest of a sentence that begins with the path; empty if it is open.</returns>
    public string Open()
    {
        int fresh;
        fixed (byte* name = NativeText.Encode(path))
        {
            // Non-blocking, so that a pipe without a reader makes nobody wait.
            const int Flags = Libc.OpenWriteOnly | Libc.OpenAppend | Libc.OpenCreate | Libc.OpenNonBlocking | Libc.OpenNoControllingTerminal | Libc.OpenCloseOnExec;
            fresh = Libc.Open(name, Flags | Libc.OpenNoFollow, OwnerOnly);
        }

        if (fresh < 0)
        {
            return Libc.Errno == Errno.Loop ? "is a link, and no log is written through one" : $"cannot be written: {PlatformException.Describe(Libc.Errno)}";
        }

        Libc.FileStatus status;
        string problem = Libc.GetFileStatus(fresh, &status) != 0 ? $"cannot be written: {PlatformException.Describe(Libc.Errno)}"
            : (status.Mode & Libc.ModeKindMask) != Libc.ModeRegularFile ? "is not a regular file"
            : status.Owner != ProcessEnvironment.UserId ? "belongs to another user"
            : "";
        FileDescriptor.Close(problem.Length > 0 ? fresh : descriptor);
        (descriptor, opened) = problem.Length > 0 ? (descriptor, opened) : (fresh, status);
        return problem;
    }

    /// <summary>Adds a line. A disk that is full costs lines and nothing else.</summary>
    public void Append(ReadOnlySpan<byte> line)
    {
        if (!IsInPlace())
        {
            _ = Open();
        }

        _ = FileDescriptor.Write(descriptor, line);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        FileDescriptor.Close(descriptor);
        descriptor = -1;
    }

    private bool IsInPlace()
    {
        Libc.FileStatus status;
        fixed (byte* name = NativeText.Encode(path))
        {
            return Libc.GetPathStatus(name, &status) == 0 && status.Inode == opened.Inode && status.Device == opened.Device;
        }
    }
}
