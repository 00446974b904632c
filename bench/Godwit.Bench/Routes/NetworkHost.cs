using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Godwit.Bench.Meters;
using Godwit.Platform;

namespace Godwit.Bench.Routes;

/// <summary>
/// A network namespace with one interface, <c>tun0</c>, whose packets we read and write. It has no name, so it is gone with the last process in it
/// and nothing is left behind. Needs root.
/// </summary>
internal sealed class NetworkHost : IDisposable
{
    private const string OwnNamespace = "/proc/thread-self/ns/net";
    private const string CongestionSetting = "/proc/sys/net/ipv4/tcp_congestion_control";
    private const int RequestSize = 40; // struct ifreq
    private const int NameSize = 16;
    private const nuint SetTunInterface = 0x400454CA; // TUNSETIFF
    private const nuint SetFlags = 0x8914;
    private const nuint SetAddress = 0x8916;
    private const nuint SetNetmask = 0x891C;
    private const nuint SetQueueLength = 0x8943;
    private const short TunWithoutHeader = 0x1001; // IFF_TUN | IFF_NO_PI
    private const short UpAndRunning = 0x41;

    // Longer than any burst of ours: drops are the link's business.
    private const int QueueLength = 20_000;

    private readonly int space;
    private readonly int control;

    private NetworkHost(int space, int packets, int control)
    {
        this.space = space;
        this.control = control;
        Packets = packets;
    }

    /// <summary>Every read is one IP packet that the host sends, every write one that it receives. Not blocking.</summary>
    public int Packets { get; }

    /// <summary>The file of its namespace, for as long as this process lives.</summary>
    public string SpaceFile => $"/proc/{Environment.ProcessId}/fd/{space}";

    /// <summary>Whether namespaces and TUN devices can be made here.</summary>
    public static bool IsPossible() => CongestionControl() is not null;

    /// <summary>What TCP uses on such a host; null if none can be made here.</summary>
    public static string? CongestionControl()
    {
        try
        {
            using var host = Create("10.9.0.1");
            return host.Enter(() => File.ReadAllText(CongestionSetting).Trim());
        }
        catch (PlatformException)
        {
            return null;
        }
    }

    /// <summary>Makes a host in the network 10.9.0.0/24.</summary>
    /// <exception cref="PlatformException">Not root, or no TUN devices here.</exception>
    public static NetworkHost Create(string address)
    {
        var home = Check(NativeCalls.Open(OwnNamespace, NativeCalls.ReadOnlyCloseOnExec), "open the network namespace");
        var (space, packets, control) = (-1, -1, -1);
        try
        {
            Check(NativeCalls.Unshare(NativeCalls.NewNetwork), "make a network namespace");
            try
            {
                PreferCubic();
                space = Check(NativeCalls.Open(OwnNamespace, NativeCalls.ReadOnlyCloseOnExec), "open the network namespace");
                packets = Check(NativeCalls.Open("/dev/net/tun", NativeCalls.ReadWriteNonBlockingCloseOnExec), "open /dev/net/tun");
                control = Check(NativeCalls.Socket(NativeCalls.InternetFamily, NativeCalls.DatagramSocket, 0), "open a socket");
                Check(NativeCalls.Control(packets, SetTunInterface, Request("tun0", TunWithoutHeader)), "make a TUN device");
            }
            finally
            {
                Check(NativeCalls.SetNamespace(home, NativeCalls.NewNetwork), "go back to the network");
            }

            var host = new NetworkHost(space, packets, control);
            host.Configure("lo", SetFlags, Request("lo", UpAndRunning));
            host.SetHostAddress(address);
            host.Configure("tun0", SetQueueLength, Request("tun0", QueueLength));
            host.Configure("tun0", SetFlags, Request("tun0", UpAndRunning));
            return host;
        }
        catch
        {
            FileDescriptor.Close(control);
            FileDescriptor.Close(packets);
            FileDescriptor.Close(space);
            throw;
        }
        finally
        {
            FileDescriptor.Close(home);
        }
    }

    /// <summary>An IPv4 address as packets have it.</summary>
    public static uint NumberOf(string address) => BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(address).GetAddressBytes());

    /// <summary>Gives the host this address in place of what it had.</summary>
    public void SetHostAddress(string address)
    {
        Configure("tun0", SetAddress, AddressRequest(address));
        Configure("tun0", SetNetmask, AddressRequest("255.255.255.0"));
    }

    /// <summary>Does something with this host as the network of the calling thread; processes that are started then live in it.</summary>
    public T Enter<T>(Func<T> action)
    {
        var home = Check(NativeCalls.Open(OwnNamespace, NativeCalls.ReadOnlyCloseOnExec), "open the network namespace");
        try
        {
            Check(NativeCalls.SetNamespace(space, NativeCalls.NewNetwork), "enter a network namespace");
            return action();
        }
        finally
        {
            Check(NativeCalls.SetNamespace(home, NativeCalls.NewNetwork), "go back to the network");
            FileDescriptor.Close(home);
        }
    }

    public void Dispose()
    {
        FileDescriptor.Close(control);
        FileDescriptor.Close(Packets);
        FileDescriptor.Close(space);
    }

    // What nearly all hosts use; where namespaces may not have it they keep what the machine has. The setting is the namespace's own.
    private static void PreferCubic()
    {
        try
        {
            File.WriteAllText(CongestionSetting, "cubic");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The report names what is used.
        }
    }

    private void Configure(string name, nuint request, byte[] argument) =>
        Check(NativeCalls.Control(control, request, argument), $"configure {name}");

    private static byte[] Request(string name, int value)
    {
        var request = new byte[RequestSize];
        Encoding.ASCII.GetBytes(name, request);
        MemoryMarshal.Write(request.AsSpan(NameSize), value);
        return request;
    }

    // A struct sockaddr_in after the name.
    private static byte[] AddressRequest(string address)
    {
        const int AddressOffset = 4;
        var request = Request("tun0", 0);
        MemoryMarshal.Write(request.AsSpan(NameSize), (ushort)NativeCalls.InternetFamily);
        BinaryPrimitives.WriteUInt32BigEndian(request.AsSpan(NameSize + AddressOffset), NumberOf(address));
        return request;
    }

    private static int Check(int result, string attempt) =>
        result >= 0 ? result : throw new PlatformException($"cannot {attempt}", Marshal.GetLastPInvokeError());
}
