using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>The addresses of this machine at which others may reach it.</summary>
public static unsafe class HostAddresses
{
    private const int InterfacesMax = 1024;
    private const int InterfaceUp = 1;

    /// <summary>
    /// Addresses of interfaces that are up, in the system's order, each once, with a port; without loopback and link-local ones, which mean
    /// something else on another machine. Empty where the system does not tell.
    /// </summary>
    /// <param name="port">The port to put in.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<UdpAddress> List(ushort port, int most)
    {
        List<UdpAddress> found = [];
        Libc.InterfaceAddress* list;
        if (Libc.GetInterfaceAddresses(&list) != 0)
        {
            return found;
        }

        var entry = list;
        for (var count = 0; entry != null && count < InterfacesMax && found.Count < most; count++, entry = entry->Next)
        {
            if (entry->Address == null || (entry->Flags & InterfaceUp) == 0)
            {
                continue;
            }

            var family = Libc.ReadFamily(new ReadOnlySpan<byte>(entry->Address, sizeof(ushort)));
            var length = family == Libc.FamilyIPv6 ? UdpAddress.SocketAddressSize : family == Libc.FamilyIPv4 ? UdpAddress.IPv4SocketAddressSize : 0;
            var address = UdpAddress.FromSocketAddress(new ReadOnlySpan<byte>(entry->Address, length)).WithPort(port);
            if (address.Family != IpFamily.None && !address.IsLocal && !found.Contains(address))
            {
                found.Add(address);
            }
        }

        Libc.FreeInterfaceAddresses(list);
        return found;
    }
}
