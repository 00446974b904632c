using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>Size and modes of a terminal by descriptor; shared by both ends of a pty and the user's terminal.</summary>
internal static unsafe class TerminalDevice
{
    public static bool TryGetSize(int descriptor, out WindowSize size)
    {
        Libc.WinSize native = default;
        var ok = Libc.GetWindowSize(descriptor, &native) == 0;
        size = new(native.Columns, native.Rows, native.PixelWidth, native.PixelHeight);
        return ok;
    }

    /// <summary>The path, or null.</summary>
    public static string? NameOf(int descriptor)
    {
        const int NameSize = 256; // TTY_NAME_MAX is 32 on Linux.
        var name = stackalloc byte[NameSize];
        return Libc.TerminalName(descriptor, name, NameSize) == 0 ? NativeText.Decode(name) : null;
    }

    /// <summary>0 or errno.</summary>
    public static int SetSize(int descriptor, WindowSize size)
    {
        Libc.WinSize native = new()
        {
            Columns = size.Columns,
            Rows = size.Rows,
            PixelWidth = size.PixelWidth,
            PixelHeight = size.PixelHeight,
        };
        return Libc.SetWindowSize(descriptor, &native) == 0 ? 0 : Libc.Errno;
    }

    public static bool TryGetModes(int descriptor, out Libc.Termios modes)
    {
        fixed (Libc.Termios* start = &modes)
        {
            return Libc.GetTerminalModes(descriptor, start) == 0;
        }
    }

    /// <summary>0 or errno.</summary>
    public static int SetModes(int descriptor, int when, Libc.Termios modes)
    {
        while (Libc.SetTerminalModes(descriptor, when, &modes) != 0)
        {
            if (Libc.Errno != Errno.Interrupted)
            {
                return Libc.Errno;
            }
        }

        return 0;
    }
}
