using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// A non-blocking, close-on-exec stream of octets: a TCP connection, a local one (unix(7)), or one end of a socket pair or pipe. What a forwarding
/// carries.
/// </summary>
/// <remarks>
/// Owns its descriptor. Reading and writing do not allocate and do not throw. A write to a socket never raises SIGPIPE; one to a pipe that nobody reads
/// does, as ever, so whoever hands over a pipe has to ignore or collect that signal.
/// </remarks>
public sealed unsafe partial class StreamSocket : IDisposable
{
    private readonly bool isSocket;

    private StreamSocket(int descriptor, bool isSocket)
    {
        Descriptor = descriptor;
        this.isSocket = isSocket;
    }

    /// <summary>The descriptor to poll; -1 after <see cref="Dispose"/> or <see cref="Reset"/>.</summary>
    public int Descriptor { get; private set; }

    /// <summary>This end's address; the default value if it is no TCP connection.</summary>
    public UdpAddress LocalAddress
    {
        get
        {
            Span<byte> name = stackalloc byte[LocalName.Size];
            uint length = (uint)name.Length;
            fixed (byte* start = name)
            {
                return Libc.GetSocketName(Descriptor, start, &length) == 0 ? Address(name, length) : default;
            }
        }
    }

    /// <summary>The other end's address; the default value if it is no TCP connection, or not connected.</summary>
    public UdpAddress PeerAddress
    {
        get
        {
            Span<byte> name = stackalloc byte[LocalName.Size];
            uint length = (uint)name.Length;
            fixed (byte* start = name)
            {
                return Libc.GetPeerName(Descriptor, start, &length) == 0 ? Address(name, length) : default;
            }
        }
    }

    /// <summary>Reads once.</summary>
    /// <param name="buffer">Receives what is there; not empty.</param>
    /// <returns>Done, WouldBlock, Closed when the other end has said all, or Failed (a reset).</returns>
    public IoResult Read(Span<byte> buffer) => FileDescriptor.Read(Descriptor, buffer);

    /// <summary>Writes once, perhaps only a part.</summary>
    /// <param name="bytes">What to write.</param>
    /// <returns>Done with the count taken, WouldBlock, or Failed: nobody reads any more.</returns>
    public IoResult Write(ReadOnlySpan<byte> bytes)
    {
        if (!isSocket)
        {
            return FileDescriptor.Write(Descriptor, bytes); // send(2) is for sockets only.
        }

        fixed (byte* start = bytes)
        {
            while (true)
            {
                nint count = Libc.SendTo(Descriptor, start, (nuint)bytes.Length, Libc.SendNoSignal, null, 0);
                if (count >= 0)
                {
                    return IoResult.Of(count);
                }

                if (Libc.Errno != Errno.Interrupted)
                {
                    return IoResult.FromErrno(Libc.Errno);
                }
            }
        }
    }

    /// <summary>Tells the other end that nothing more comes; it may go on sending. Nothing happens if it is no socket.</summary>
    public void ShutdownWrite() => _ = Libc.Shutdown(Descriptor, Libc.ShutdownWrite);

    /// <summary>Sends small pieces at once (TCP_NODELAY): who forwards must not wait for more. Nothing happens if it is no TCP connection.</summary>
    public void SetNoDelay()
    {
        int value = 1;
        _ = Libc.SetSocketOption(Descriptor, Libc.LevelTcp, Libc.TcpNoDelay, &value, sizeof(int));
    }

    /// <summary>
    /// Closes so that the other end sees a broken TCP connection and not the end of the data (RST). Local sockets have no such thing: there the other
    /// end is told of it only if it sent what was not read.
    /// </summary>
    public void Reset()
    {
        var linger = new Libc.Linger { IsOn = 1, Seconds = 0 };
        _ = Libc.SetSocketOption(Descriptor, Libc.LevelSocket, Libc.SocketLinger, &linger, (uint)sizeof(Libc.Linger));
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        FileDescriptor.Close(Descriptor);
        Descriptor = -1;
    }

    // The name may be a local socket's, which is longer; the kernel says how long it would be.
    private static UdpAddress Address(ReadOnlySpan<byte> name, uint length) =>
        UdpAddress.FromSocketAddress(name[..(int)Math.Min(length, (uint)name.Length)]);
}
