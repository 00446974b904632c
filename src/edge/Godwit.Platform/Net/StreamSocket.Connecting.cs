using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>How stream sockets come to be: connected without waiting, accepted (<see cref="StreamListener"/>), or taken over.</summary>
public sealed unsafe partial class StreamSocket
{
    /// <summary>Begins a TCP connection.</summary>
    /// <param name="address">Where to, with a port.</param>
    /// <param name="result">
    /// Done if it is there already; WouldBlock if it is on its way: wait until the descriptor is writable, then <see cref="FinishConnect"/>. Else why there
    /// is none (<see cref="IoResult.Fault"/>).
    /// </param>
    /// <returns>Null if there is no connection and will be none.</returns>
    public static StreamSocket? BeginConnect(in UdpAddress address, out IoResult result)
    {
        Span<byte> name = stackalloc byte[UdpAddress.SocketAddressSize];
        int length = address.WriteSocketAddress(name, address.Family);
        if (length == 0)
        {
            result = IoResult.FromErrno(Errno.AddressFamily);
            return null;
        }

        return BeginConnect(address.Family == IpFamily.IPv6 ? Libc.FamilyIPv6 : Libc.FamilyIPv4, name[..length], out result);
    }

    /// <summary>Connects to a local socket. It never waits: if the listener's queue is full the result is Failed, and a later try may succeed.</summary>
    /// <param name="path">Where somebody listens.</param>
    /// <param name="result">As with an address. A path that is too long is Failed as well.</param>
    /// <returns>Null if there is no connection and will be none.</returns>
    public static StreamSocket? BeginConnect(string path, out IoResult result) => BeginConnectLocal(path, isAbstract: false, out result);

    /// <summary>The same for a name that is in no file system (unix(7): abstract).</summary>
    /// <param name="name">Without the zero that such a name begins with.</param>
    /// <param name="result">As with a path.</param>
    /// <returns>Null if there is no connection and will be none.</returns>
    public static StreamSocket? BeginConnectAbstract(string name, out IoResult result) => BeginConnectLocal(name, isAbstract: true, out result);

    /// <summary>Takes over a connected socket, or one end of a socket pair or pipe.</summary>
    /// <param name="descriptor">Owned by the result. It becomes non-blocking, for everyone who has it, and close-on-exec.</param>
    /// <exception cref="PlatformException">The descriptor is not open.</exception>
    public static StreamSocket FromDescriptor(int descriptor)
    {
        FileDescriptor.SetNonBlocking(descriptor);
        FileDescriptor.SetCloseOnExec(descriptor);
        return new StreamSocket(descriptor, TryTakeError(descriptor, out _));
    }

    /// <summary>Says how a connection that was begun ended.</summary>
    /// <returns>Done; WouldBlock if it is still on its way; or Failed, and why: then dispose of it.</returns>
    public IoResult FinishConnect()
    {
        if (!TryTakeError(Descriptor, out int error))
        {
            return IoResult.FromErrno(Libc.Errno);
        }

        if (error != 0)
        {
            return new IoResult(IoStatus.Failed, 0, error);
        }

        // No error is also what a connection says that is not there yet.
        Span<byte> name = stackalloc byte[LocalName.Size];
        uint length = (uint)name.Length;
        fixed (byte* start = name)
        {
            return Libc.GetPeerName(Descriptor, start, &length) == 0 ? IoResult.Of(0) : IoResult.FromErrno(Errno.Again);
        }
    }

    /// <summary>The next connection of a listening descriptor.</summary>
    /// <param name="listener">The descriptor.</param>
    /// <param name="errno">Why there is none; 0 if there is one.</param>
    internal static StreamSocket? Accept(int listener, out int errno)
    {
        do
        {
            int accepted = Libc.AcceptConnection(listener);
            errno = accepted < 0 ? Libc.Errno : 0;
            if (accepted >= 0)
            {
                return new StreamSocket(accepted, isSocket: true);
            }
        }
        while (errno == Errno.Interrupted);
        return null;
    }

    private static StreamSocket? BeginConnectLocal(string path, bool isAbstract, out IoResult result)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!LocalName.Fits(path))
        {
            result = IoResult.FromErrno(Errno.NameTooLong);
            return null;
        }

        Span<byte> name = stackalloc byte[LocalName.Size];
        uint length = isAbstract ? LocalName.WriteAbstract(path, name) : LocalName.Write(path, name);
        return BeginConnect(Libc.FamilyLocal, name[..(int)length], out result);
    }

    private static StreamSocket? BeginConnect(int family, ReadOnlySpan<byte> name, out IoResult result)
    {
        int descriptor = Libc.OpenSocket(family, Libc.SocketStream, blocking: false);
        if (descriptor < 0)
        {
            result = new IoResult(IoStatus.Failed, 0, Libc.Errno);
            return null;
        }

        fixed (byte* start = name)
        {
            int error = Libc.Connect(descriptor, start, (uint)name.Length) == 0 ? 0 : Libc.Errno;
            if (error is 0 or Errno.InProgress or Errno.Interrupted)
            {
                result = error == 0 ? IoResult.Of(0) : IoResult.FromErrno(Errno.Again);
                return new StreamSocket(descriptor, isSocket: true);
            }

            // EAGAIN is a failure here: a local listener's queue is full, or this machine has no port left. Nothing is on its way.
            result = new IoResult(IoStatus.Failed, 0, error);
        }

        FileDescriptor.Close(descriptor);
        return null;
    }

    // False if it is no socket.
    private static bool TryTakeError(int descriptor, out int error)
    {
        int value = 0;
        uint size = sizeof(int);
        bool isSocket = Libc.GetSocketOption(descriptor, Libc.LevelSocket, Libc.SocketError, &value, &size) == 0;
        error = value;
        return isSocket;
    }
}
