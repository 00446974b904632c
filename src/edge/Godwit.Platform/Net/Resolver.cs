using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>Names to addresses with the C library's resolver, so that hosts, DNS and everything else of nsswitch count as for ssh.</summary>
public static unsafe class Resolver
{
    /// <summary>
    /// The addresses of a host: a numeric literal stands for itself; otherwise the canonical name is looked up first and its
    /// addresses are taken (spec 04 section 2.3). Waits for the network.
    /// </summary>
    /// <param name="host">Name or numeric address.</param>
    /// <param name="service">Port number or service name (<c>22</c>, <c>ssh</c>).</param>
    /// <param name="policy">Which addresses, in which order.</param>
    /// <returns>At least one address, each once, with the port of the service.</returns>
    /// <exception cref="PlatformException">Unknown host or service, or the policy leaves no address.</exception>
    public static IReadOnlyList<UdpAddress> Resolve(string host, string service, FamilyPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(service);
        if (LookUp(host, service, Libc.AddressInfoNumericHost, out var addresses, out _) != 0)
        {
            var error = LookUp(host, service, Libc.AddressInfoCanonicalName, out addresses, out var canonicalName);
            if (error == 0 && canonicalName.Length > 0 && canonicalName != host)
            {
                error = LookUp(canonicalName, service, 0, out addresses, out _);
            }

            if (error != 0)
            {
                throw new PlatformException($"cannot find the address of {host}: {NativeText.Decode(Libc.AddressInfoError(error))}");
            }
        }

        return Select(addresses, policy, host);
    }

    /// <summary>Filters and orders addresses.</summary>
    /// <param name="addresses">In the order of the resolver.</param>
    /// <param name="policy">Which, in which order.</param>
    /// <param name="host">For the error text.</param>
    /// <exception cref="PlatformException">Nothing is left, or <see cref="FamilyPolicy.Auto"/> met both families.</exception>
    internal static IReadOnlyList<UdpAddress> Select(List<UdpAddress> addresses, FamilyPolicy policy, string host)
    {
        var four = addresses.FindAll(static address => address.Family == IpFamily.IPv4);
        var six = addresses.FindAll(static address => address.Family == IpFamily.IPv6);
        List<UdpAddress> selected = policy switch
        {
            FamilyPolicy.Inet => four,
            FamilyPolicy.Inet6 => six,
            FamilyPolicy.PreferInet => [.. four, .. six],
            FamilyPolicy.PreferInet6 => [.. six, .. four],
            FamilyPolicy.Auto when four.Count > 0 && six.Count > 0 =>
                throw new PlatformException($"{host} has IPv4 and IPv6 addresses: choose one with --family"),
            _ => addresses,
        };
        return selected.Count > 0 ? selected : throw new PlatformException($"{host} has no address of the family that was asked for");
    }

    // Returns 0 or an EAI_ code.
    private static int LookUp(string host, string service, int flags, out List<UdpAddress> addresses, out string canonicalName)
    {
        addresses = [];
        canonicalName = "";
        Libc.AddressInfo hints = new() { Flags = flags, SocketType = Libc.SocketStream };
        Libc.AddressInfo* list;
        int error;
        fixed (byte* node = NativeText.Encode(host), port = NativeText.Encode(service))
        {
            error = Libc.GetAddressInfo(node, port, &hints, &list);
        }

        if (error != 0)
        {
            return error;
        }

        canonicalName = NativeText.Decode(list->CanonicalName);
        for (var entry = list; entry != null; entry = entry->Next)
        {
            var address = UdpAddress.FromSocketAddress(new ReadOnlySpan<byte>(entry->Address, (int)entry->AddressLength));
            if (address.Family != IpFamily.None && !addresses.Contains(address))
            {
                addresses.Add(address);
            }
        }

        Libc.FreeAddressInfo(list);
        return 0;
    }
}
