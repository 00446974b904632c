using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// The fake proxy of spec 04 section 2.3: one TCP connection, copied to and from two descriptors. Owns the socket.
/// </summary>
public sealed unsafe class TcpRelay : IDisposable
{
    private readonly int socket;

    private TcpRelay(int socket, UdpAddress address)
    {
        this.socket = socket;
        Address = address;
    }

    /// <summary>The address that answered.</summary>
    public UdpAddress Address { get; }

    /// <summary>Tries addresses in order until one answers. Waits as long as the system's TCP does.</summary>
    /// <param name="addresses">With ports.</param>
    /// <exception cref="PlatformException">None answered; carries the last error.</exception>
    public static TcpRelay Connect(IReadOnlyList<UdpAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var errno = Errno.AddressNotAvailable;
        Span<byte> name = stackalloc byte[UdpAddress.SocketAddressSize];
        foreach (var address in addresses)
        {
            var length = address.WriteSocketAddress(name, address.Family);
            var socket = Libc.OpenSocket(
                address.Family == IpFamily.IPv6 ? Libc.FamilyIPv6 : Libc.FamilyIPv4,
                Libc.SocketStream,
                blocking: true);
            if (socket >= 0)
            {
                fixed (byte* start = name)
                {
                    if (Connect(socket, start, (uint)length))
                    {
                        return new TcpRelay(socket, address);
                    }
                }
            }

            errno = Libc.Errno;
            FileDescriptor.Close(socket);
        }

        throw new PlatformException(
            addresses.Count == 1 ? $"cannot connect to {addresses[0].ToEndpointString()}" : "cannot connect to any address of the host",
            errno);
    }

    /// <summary>
    /// Copies <paramref name="input"/> to the socket and the socket to <paramref name="output"/> until both directions have ended.
    /// The end of the input is passed on as a half-close; the end of the socket closes <paramref name="output"/>.
    /// </summary>
    /// <param name="input">Usually standard input.</param>
    /// <param name="output">Usually standard output; closed at the end of the socket's data.</param>
    public void Run(int input, int output)
    {
        SignalSource.Ignore(SignalSet.BrokenPipe); // A closed reader is an error of the write, not the end of the process.
        const int BufferSize = 16 * 1024;
        Span<byte> buffer = stackalloc byte[BufferSize];
        var poller = new Poller();
        var upward = poller.Add(input, PollEvents.Readable);
        var downward = poller.Add(socket, PollEvents.Readable);
        bool sending = true, receiving = true;
        while (sending || receiving)
        {
            _ = poller.Wait(-1);
            if (sending && poller.CanRead(upward) && !Copy(input, socket, buffer))
            {
                sending = false;
                poller.SetDescriptor(upward, -1);
                _ = Libc.Shutdown(socket, Libc.ShutdownWrite);
            }

            if (receiving && poller.CanRead(downward) && !Copy(socket, output, buffer))
            {
                receiving = false;
                poller.SetDescriptor(downward, -1);
                FileDescriptor.Close(output);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => FileDescriptor.Close(socket);

    private static bool Connect(int socket, byte* name, uint length)
    {
        if (Libc.Connect(socket, name, length) == 0)
        {
            return true;
        }

        if (Libc.Errno != Errno.Interrupted)
        {
            return false;
        }

        // An interrupted connect goes on in the background: wait for its end and ask how it was.
        var entry = new Libc.PollEntry { Descriptor = socket, Requested = Libc.PollOut };
        while (Libc.Poll(&entry, 1, -1) < 0)
        {
        }

        int error;
        uint size = sizeof(int);
        return Libc.GetSocketOption(socket, Libc.LevelSocket, Libc.SocketError, &error, &size) == 0 && error == 0;
    }

    // False at the end of this direction. A blocking write: ssh and sshd both read steadily, and neither waits for the other here.
    private static bool Copy(int from, int to, Span<byte> buffer)
    {
        var result = FileDescriptor.Read(from, buffer);
        return result.Status == IoStatus.WouldBlock || (result.IsDone && FileDescriptor.WriteAll(to, buffer[..result.Count]).IsDone);
    }
}
