using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// A stream socket with a place in the file system (unix(7)), and who is at its other end. Owns the descriptor, and a listening one its file.
/// </summary>
public sealed unsafe class LocalSocket : IDisposable
{
    private const int Backlog = 16;
    private const string UnreadySuffix = "~";

    private readonly SpareDescriptor? spare;
    private string? boundTo;

    private LocalSocket(int descriptor, string? boundTo)
    {
        Descriptor = descriptor;
        this.boundTo = boundTo;
        spare = boundTo is null ? null : new SpareDescriptor();
    }

    /// <summary>For <see cref="Poller"/> and <see cref="FileDescriptor"/>.</summary>
    public int Descriptor { get; }

    /// <summary>
    /// Listens at a path that does not exist yet. The file is for its owner only; so must the folder be. It gets its name once somebody listens: a file of that
    /// name at which nobody does is abandoned (<see cref="TryConnect"/>).
    /// </summary>
    /// <exception cref="PlatformException">The path is too long, exists, or cannot be made.</exception>
    public static LocalSocket Listen(string path)
    {
        string unready = path + UnreadySuffix;
        int descriptor = Open(unready);
        Span<byte> name = stackalloc byte[LocalName.Size];
        uint length = LocalName.Write(unready, name);
        fixed (byte* start = name)
        {
            if (Libc.Bind(descriptor, start, length) != 0)
            {
                throw Fail(descriptor, $"cannot make the socket {path}");
            }
        }

        var socket = new LocalSocket(descriptor, unready);
        try
        {
            File.SetUnixFileMode(unready, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            if (Libc.Listen(descriptor, Backlog) != 0)
            {
                throw new PlatformException($"cannot listen at {path}", Libc.Errno);
            }

            if (Path.Exists(path))
            {
                throw new PlatformException($"cannot make the socket {path}", Errno.AddressInUse);
            }

            File.Move(unready, path, overwrite: true); // One step: there is never a moment with both names.
            socket.boundTo = path;
            return socket;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new PlatformException($"cannot protect the socket {path}");
        }
        catch (PlatformException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects, and never waits: a listener that is stopped may have a full queue.</summary>
    /// <param name="path">Where somebody listens.</param>
    /// <param name="isAbandoned">True if the file is there and nobody listens any more: whoever made it was killed.</param>
    /// <returns>Null if there is no connection.</returns>
    /// <exception cref="PlatformException">The path is too long, or no socket is to be had.</exception>
    public static LocalSocket? TryConnect(string path, out bool isAbandoned)
    {
        isAbandoned = false;
        int descriptor = Open(path);
        Span<byte> name = stackalloc byte[LocalName.Size];
        uint length = LocalName.Write(path, name);
        fixed (byte* start = name)
        {
            if (Libc.Connect(descriptor, start, length) == 0)
            {
                return new LocalSocket(descriptor, boundTo: null);
            }
        }

        isAbandoned = Libc.Errno == Errno.ConnectionRefused;
        FileDescriptor.Close(descriptor);
        return null;
    }

    /// <summary>The next connection; it does not block.</summary>
    /// <returns>Null if nobody waits, or no descriptor is to be had: then it is closed at once.</returns>
    public LocalSocket? TryAccept()
    {
        int accepted = Libc.AcceptConnection(Descriptor);
        if (accepted < 0 && SpareDescriptor.IsWantedFor(Libc.Errno))
        {
            spare?.TurnAway(Descriptor);
        }

        return accepted >= 0 ? new LocalSocket(accepted, boundTo: null) : null;
    }

    /// <summary>Who connected, or who listens, as the kernel noted it then.</summary>
    /// <param name="processId">Its process.</param>
    /// <param name="userId">Its effective user.</param>
    public bool TryGetPeer(out int processId, out uint userId)
    {
        Libc.PeerCredentials peer;
        uint length = (uint)sizeof(Libc.PeerCredentials);
        bool isKnown = Libc.GetSocketOption(Descriptor, Libc.LevelSocket, Libc.SocketPeerCredentials, &peer, &length) == 0;
        (processId, userId) = isKnown ? (peer.ProcessId, peer.UserId) : (0, uint.MaxValue);
        return isKnown && peer.ProcessId > 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        FileDescriptor.Close(Descriptor);
        spare?.Dispose();
        try
        {
            if (boundTo is not null)
            {
                File.Delete(boundTo);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The folder is gone, and the file with it.
        }
    }

    private static int Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        LocalName.Require(path);
        int descriptor = Libc.OpenSocket(Libc.FamilyLocal, Libc.SocketStream, blocking: false);
        return descriptor >= 0 ? descriptor : throw new PlatformException("cannot make a socket", Libc.Errno);
    }

    private static PlatformException Fail(int descriptor, string attempt)
    {
        var failure = new PlatformException(attempt, Libc.Errno);
        FileDescriptor.Close(descriptor);
        return failure;
    }
}
