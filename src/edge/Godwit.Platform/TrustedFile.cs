using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// Reads files that decide what this process does: only what nobody but the user and root can have written, as ssh does with its own configuration.
/// </summary>
public static unsafe class TrustedFile
{
    /// <summary>Reads a whole file. Never waits: what is no regular file is refused.</summary>
    /// <param name="path">The file; a link is followed, and what it leads to is judged.</param>
    /// <param name="lengthMax">Octets; a longer file is refused.</param>
    /// <param name="problem">Why it is refused, as the rest of a sentence that begins with the path; empty if it was read or is not there.</param>
    /// <returns>What is in it; null if it is refused or not there.</returns>
    public static byte[]? Read(string path, int lengthMax, out string problem)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            problem = "is no path";
            return null;
        }

        int descriptor;
        fixed (byte* name = NativeText.Encode(path))
        {
            descriptor = Libc.Open(name, Libc.OpenReadOnly | Libc.OpenNonBlocking | Libc.OpenNoControllingTerminal | Libc.OpenCloseOnExec, 0);
        }

        if (descriptor < 0)
        {
            problem = Libc.Errno is Errno.NoEntry or Errno.NotDirectory ? "" : CannotRead(Libc.Errno);
            return null;
        }

        // Of the open file, so that nobody can put another one in its place between the question and the reading.
        Libc.FileStatus status;
        problem = Libc.GetFileStatus(descriptor, &status) != 0 ? CannotRead(Libc.Errno) : Judge(status, lengthMax);
        byte[]? bytes = problem.Length == 0 ? ReadWhole(descriptor, (int)status.Size, out problem) : null;
        FileDescriptor.Close(descriptor);
        return bytes;
    }

    private static string Judge(in Libc.FileStatus status, int lengthMax) =>
        (status.Mode & Libc.ModeKindMask) != Libc.ModeRegularFile ? "is not a regular file"
        : status.Owner != 0 && status.Owner != ProcessEnvironment.UserId ? "belongs to another user, so it is not read"
        : (status.Mode & Libc.ModeWritableByOthers) != 0 ? "can be written by other users, so it is not read; chmod go-w helps"
        : status.Size > (ulong)lengthMax ? $"is larger than {lengthMax} octets"
        : "";

    private static byte[]? ReadWhole(int descriptor, int size, out string problem)
    {
        // One octet more than there are, to see the end.
        var buffer = new byte[size + 1];
        int length = 0;
        IoResult result = default;
        while (length < buffer.Length && (result = FileDescriptor.Read(descriptor, buffer.AsSpan(length))).IsDone)
        {
            length += result.Count;
        }

        problem = result.Status == IoStatus.Closed ? "" : result.IsDone ? "was written while it was read" : CannotRead(result.ErrorNumber);
        return problem.Length == 0 ? buffer[..length] : null;
    }

    private static string CannotRead(int errno) => $"cannot be read: {PlatformException.Describe(errno)}";
}
