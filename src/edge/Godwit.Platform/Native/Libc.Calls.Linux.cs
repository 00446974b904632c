using System.Runtime.InteropServices;

namespace Godwit.Platform.Native;

/// <summary>Calls that only Linux has or that other systems need in another form. Another system's file offers the same names.</summary>
internal static unsafe partial class Libc
{
    private const int GetDumpableRequest = 3;
    private const int SetDumpableRequest = 4;
    private const uint BasicStatus = 0x7FF;
    private const int SocketNonBlocking = 0x800;
    private const int SocketCloseOnExec = 0x80000;
    private const nuint GetWindowSizeRequest = 0x5413;
    private const nuint SetWindowSizeRequest = 0x5414;

    [LibraryImport(Library, EntryPoint = "getrandom", SetLastError = true)]
    public static partial nint GetRandom(byte* buffer, nuint length, uint flags);

    [LibraryImport(Library, EntryPoint = "signalfd", SetLastError = true)]
    public static partial int SignalDescriptor(int fd, void* set, int flags);

    /// <summary>Whether a crash of this process may be written anywhere, and who may look into it (PR_SET_DUMPABLE).</summary>
    public static int SetDumpable(bool may) => ProcessControl(SetDumpableRequest, may ? 1u : 0u, 0, 0, 0);

    public static int GetDumpable() => ProcessControl(GetDumpableRequest, 0, 0, 0, 0);

    /// <summary>A pipe with close-on-exec ends.</summary>
    public static int MakePipe(int* ends) => Pipe2(ends, OpenCloseOnExec);

    /// <summary>A close-on-exec socket.</summary>
    public static int OpenSocket(int family, int type, bool blocking) =>
        Socket(family, type | SocketCloseOnExec | (blocking ? 0 : SocketNonBlocking), 0);

    /// <summary>The next connection of a listening socket: non-blocking, close-on-exec.</summary>
    public static int AcceptConnection(int fd) => Accept4(fd, null, null, SocketCloseOnExec | SocketNonBlocking);

    /// <summary>Owner, kind and size of an open file. statx, because its structure is the same on every machine and in every C library.</summary>
    public static int GetFileStatus(int fd, FileStatus* status)
    {
        const int EmptyPath = 0x1000; // AT_EMPTY_PATH: the descriptor itself.
        byte empty = 0;
        return Statx(fd, &empty, EmptyPath, BasicStatus, status);
    }

    /// <summary>The same of what a path names; a link is not followed.</summary>
    public static int GetPathStatus(byte* path, FileStatus* status)
    {
        const int WorkingFolder = -100; // AT_FDCWD
        const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
        return Statx(WorkingFolder, path, NoFollow, BasicStatus, status);
    }

    public static int GetWindowSize(int fd, WinSize* size) => IoControl(fd, GetWindowSizeRequest, size);

    public static int SetWindowSize(int fd, WinSize* size) => IoControl(fd, SetWindowSizeRequest, size);

    [LibraryImport(Library, EntryPoint = "pipe2", SetLastError = true)]
    private static partial int Pipe2(int* ends, int flags);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true)]
    private static partial int Statx(int folder, byte* path, int flags, uint mask, FileStatus* status);

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "accept4", SetLastError = true)]
    private static partial int Accept4(int fd, byte* address, uint* length, int flags);

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    private static partial int ProcessControl(int request, nuint argument, nuint third, nuint fourth, nuint fifth);

    // Variadic in C. On Linux (x64, Arm64) a variadic argument travels like a named one; on Apple Arm64 it does not.
    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int IoControl(int fd, nuint request, void* argument);
}
