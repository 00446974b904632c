using System.Text.Unicode;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>What a process is called.</summary>
public static unsafe class ProcessName
{
    /// <summary>Room for a name: the system keeps 15 octets, and a line feed comes with them.</summary>
    public const int RoomMin = 16;

    private const int LongestPath = 32; // "/proc/", ten digits, "/comm" and a zero.

    /// <summary>Reads the name of a process (<c>comm</c>): its program's, or what it calls itself. Any octets; never throws.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="name">At least <see cref="RoomMin"/> octets.</param>
    /// <returns>The name's length; 0 if there is no such process.</returns>
    public static int Read(int process, Span<byte> name)
    {
        Span<byte> path = stackalloc byte[LongestPath];
        path.Clear();
        _ = Utf8.TryWrite(path, $"/proc/{process}/comm", out _);
        int file;
        fixed (byte* start = path)
        {
            file = Libc.Open(start, Libc.OpenReadOnly | Libc.OpenCloseOnExec, 0);
        }

        if (file < 0)
        {
            return 0;
        }

        var result = FileDescriptor.Read(file, name);
        FileDescriptor.Close(file);
        return result.IsDone && name[result.Count - 1] == '\n' ? result.Count - 1 : result.Count;
    }
}
