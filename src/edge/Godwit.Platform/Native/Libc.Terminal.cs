using System.Runtime.InteropServices;

namespace Godwit.Platform.Native;

/// <summary>Terminals and pseudo-terminals.</summary>
internal static unsafe partial class Libc
{
    [LibraryImport(Library, EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial int OpenPseudoTerminal(int flags);

    [LibraryImport(Library, EntryPoint = "grantpt", SetLastError = true)]
    public static partial int GrantPseudoTerminal(int fd);

    [LibraryImport(Library, EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int UnlockPseudoTerminal(int fd);

    /// <summary>Returns errno itself.</summary>
    [LibraryImport(Library, EntryPoint = "ptsname_r")]
    public static partial int PseudoTerminalName(int fd, byte* name, nuint length);

    /// <summary>Returns errno itself.</summary>
    [LibraryImport(Library, EntryPoint = "ttyname_r")]
    public static partial int TerminalName(int fd, byte* name, nuint length);

    [LibraryImport(Library, EntryPoint = "isatty", SetLastError = true)]
    public static partial int IsTerminal(int fd);

    [LibraryImport(Library, EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetTerminalModes(int fd, Termios* modes);

    [LibraryImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetTerminalModes(int fd, int when, Termios* modes);

    [LibraryImport(Library, EntryPoint = "tcgetpgrp", SetLastError = true)]
    public static partial int GetForegroundGroup(int fd);

    [LibraryImport(Library, EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(Termios* modes);

    [LibraryImport(Library, EntryPoint = "tcdrain", SetLastError = true)]
    public static partial int DrainTerminal(int fd);

    /// <summary><c>struct winsize</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct WinSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelWidth;
        public ushort PixelHeight;
    }
}
