using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// Takes connections, at a TCP port or at a path of the file system, without waiting. Owns its descriptor, and the file that it made: that one goes with it.
/// </summary>
public sealed unsafe class StreamListener : IDisposable
{
    // Programs that open many connections at once (browsers through SOCKS) while the loop is busy; the system's own limit may be less.
    private const int Backlog = 128;

    // S_IXUSR and everything of group and others: what is left is 0600.
    private const uint OthersMask = 0x7F;

    private readonly SpareDescriptor spare = new();
    private (ulong Device, ulong Inode) file;

    private StreamListener(int descriptor, string? path)
    {
        Descriptor = descriptor;
        Path = path;
    }

    /// <summary>The descriptor to poll: readable if somebody waits. -1 after <see cref="Dispose"/>.</summary>
    public int Descriptor { get; private set; }

    /// <summary>The file of a local socket; null for TCP.</summary>
    public string? Path { get; }

    /// <summary>The address and port that it is bound to; the default value for a local socket.</summary>
    public UdpAddress LocalAddress
    {
        get
        {
            Span<byte> name = stackalloc byte[LocalName.Size];
            uint length = (uint)name.Length;
            fixed (byte* start = name)
            {
                return Libc.GetSocketName(Descriptor, start, &length) == 0
                    ? UdpAddress.FromSocketAddress(name[..(int)Math.Min(length, (uint)name.Length)])
                    : default;
            }
        }
    }

    /// <summary>Listens at a TCP port. IPv6 is IPv6 alone: whoever wants both makes two.</summary>
    /// <param name="address">One of this machine's addresses, or an unspecified one; port 0 takes a free one.</param>
    /// <exception cref="PlatformException">The port is in use, not permitted, or the address is none of this machine's.</exception>
    public static StreamListener Listen(in UdpAddress address)
    {
        string attempt = $"cannot listen on {address.ToEndpointString()}";
        Span<byte> name = stackalloc byte[UdpAddress.SocketAddressSize];
        int length = address.WriteSocketAddress(name, address.Family);
        bool isIPv6 = address.Family == IpFamily.IPv6;
        var listener = new StreamListener(Open(isIPv6 ? Libc.FamilyIPv6 : Libc.FamilyIPv4, attempt), path: null);
        try
        {
            // A port whose last connections are still dying may be used again at once.
            listener.SetOption(Libc.LevelSocket, Libc.SocketReuseAddress, attempt);
            if (isIPv6)
            {
                listener.SetOption(Libc.LevelIPv6, Libc.IPv6Only, attempt);
            }

            fixed (byte* start = name)
            {
                Require(Libc.Bind(listener.Descriptor, start, (uint)length), attempt);
            }

            Require(Libc.Listen(listener.Descriptor, Backlog), attempt);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Listens at a path. The file is for its owner only, from the first moment on.</summary>
    /// <param name="path">Where; the folder must be there.</param>
    /// <param name="replaces">True removes a socket that is there already (<c>StreamLocalBindUnlink</c> of ssh). Other files are never removed.</param>
    /// <exception cref="PlatformException">The path is too long, exists, has no folder, or may not be made.</exception>
    public static StreamListener Listen(string path, bool replaces)
    {
        ArgumentNullException.ThrowIfNull(path);
        string attempt = $"cannot listen at {path}";
        LocalName.Require(path);
        if (replaces)
        {
            RemoveSocket(path);
        }

        var listener = new StreamListener(Open(Libc.FamilyLocal, attempt), path);
        try
        {
            listener.BindPath(path, attempt);
            Require(Libc.Listen(listener.Descriptor, Backlog), attempt);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>The next connection.</summary>
    /// <returns>Null if nobody waits, or none can be had; see the other form.</returns>
    public StreamSocket? TryAccept() => TryAccept(out _);

    /// <summary>The next connection.</summary>
    /// <param name="result">
    /// Without a connection: WouldBlock if nobody waits. Failed if none can be had now; for want of descriptors, whoever waited is turned away.
    /// </param>
    public StreamSocket? TryAccept(out IoResult result)
    {
        StreamSocket? accepted = StreamSocket.Accept(Descriptor, out int errno);
        result = accepted is null ? IoResult.FromErrno(errno) : IoResult.Of(0);
        if (SpareDescriptor.IsWantedFor(errno))
        {
            spare.TurnAway(Descriptor);
        }

        return accepted;
    }

    /// <summary>Stops listening. Its file is removed if it is still the one that was made.</summary>
    public void Dispose()
    {
        FileDescriptor.Close(Descriptor);
        Descriptor = -1;
        spare.Dispose();
        if (Path is not null && file != default && FileAt(Path, out uint _) == file)
        {
            Remove(Path);
        }

        file = default;
    }

    private static int Open(int family, string attempt)
    {
        int descriptor = Libc.OpenSocket(family, Libc.SocketStream, blocking: false);
        return descriptor >= 0 ? descriptor : throw new PlatformException(attempt, Libc.Errno);
    }

    private static void Require(int result, string attempt)
    {
        if (result != 0)
        {
            throw new PlatformException(attempt, Libc.Errno);
        }
    }

    private static void RemoveSocket(string path)
    {
        if (FileAt(path, out uint kind) != default && kind == Libc.ModeSocket)
        {
            Remove(path);
        }
    }

    private static void Remove(string path)
    {
        fixed (byte* text = NativeText.Encode(path))
        {
            _ = Libc.Unlink(text); // If it stays, binding says why.
        }
    }

    // Which file a path names; the default value if none.
    private static (ulong Device, ulong Inode) FileAt(string path, out uint kind)
    {
        Libc.FileStatus status;
        fixed (byte* text = NativeText.Encode(path))
        {
            if (Libc.GetPathStatus(text, &status) != 0)
            {
                kind = 0;
                return default;
            }
        }

        kind = (uint)(status.Mode & Libc.ModeKindMask);
        return (status.Device, status.Inode);
    }

    private void BindPath(string path, string attempt)
    {
        Span<byte> name = stackalloc byte[LocalName.Size];
        uint length = LocalName.Write(path, name);
        int error;
        fixed (byte* start = name)
        {
            uint before = Libc.SetFileModeMask(OthersMask);
            error = Libc.Bind(Descriptor, start, length) == 0 ? 0 : Libc.Errno;
            _ = Libc.SetFileModeMask(before);
        }

        if (error == 0)
        {
            file = FileAt(path, out _);
            return;
        }

        throw error switch
        {
            Errno.AddressInUse => new PlatformException(error, $"{attempt}: there is a file of that name already"),
            Errno.NoEntry => new PlatformException(error, $"{attempt}: there is no folder {Folder(path)}"),
            _ => new PlatformException(attempt, error),
        };
    }

    private static string Folder(string path) => path.LastIndexOf('/') switch
    {
        < 0 => ".",
        0 => "/",
        var slash => path[..slash],
    };

    private void SetOption(int level, int name, string attempt)
    {
        int value = 1;
        Require(Libc.SetSocketOption(Descriptor, level, name, &value, sizeof(int)), attempt);
    }
}
