using System.Runtime.InteropServices;
using System.Text;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>The place of a local socket in the file system, as the system takes it: <c>struct sockaddr_un</c> (unix(7)).</summary>
internal static class LocalName
{
    /// <summary>Room for every name: the family, then the path with its end.</summary>
    public const int Size = PathOffset + PathRoom;

    private const int PathOffset = sizeof(ushort);
    private const int PathRoom = 108;

    /// <summary>True if the path fits, and says what it seems to: a zero would end it early.</summary>
    public static bool Fits(string path) => path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(path) < PathRoom;

    /// <summary>Ends the attempt if the path does not fit.</summary>
    /// <exception cref="PlatformException">It says what the limit is.</exception>
    public static void Require(string path)
    {
        if (!Fits(path))
        {
            throw new PlatformException(
                path.Length == 0 ? "the path of a socket is empty" : $"the path of a socket must be shorter than {PathRoom} octets: {path}");
        }
    }

    /// <summary>Writes the name.</summary>
    /// <param name="path">One that fits.</param>
    /// <param name="name">At least <see cref="Size"/> octets.</param>
    /// <returns>Octets written.</returns>
    public static uint Write(string path, Span<byte> name) =>
        (uint)(PathOffset + WritePath(path, name) + 1);

    /// <summary>
    /// Writes a name that is in no file system: an abstract one, which begins with a zero and ends where its length says. The X server of Linux listens
    /// at such a name too.
    /// </summary>
    /// <param name="path">One that fits; the zero is not part of it.</param>
    /// <param name="name">At least <see cref="Size"/> octets.</param>
    /// <returns>Octets written.</returns>
    public static uint WriteAbstract(string path, Span<byte> name)
    {
        int length = WritePath(path, name);
        name.Slice(PathOffset, length).CopyTo(name[(PathOffset + 1)..]);
        name[PathOffset] = 0;
        return (uint)(PathOffset + 1 + length);
    }

    private static int WritePath(string path, Span<byte> name)
    {
        name.Clear();
        ushort family = Libc.FamilyLocal;
        MemoryMarshal.Write(name, in family);
        return Encoding.UTF8.GetBytes(path, name[PathOffset..]);
    }
}
