using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>What only Linux needs.</summary>
public sealed unsafe partial class UdpSocket
{
    // Our datagrams are small; a path with a tiny MTU shall fragment them instead of swallowing them (spec 02 section 3).
    private void DisablePathMtuDiscovery()
    {
        const string Attempt = "cannot switch off path MTU discovery";
        SetOption(Libc.LevelIPv4, Libc.IPv4MtuDiscover, Libc.MtuDiscoverNever, Attempt);
        if (Family == IpFamily.IPv6)
        {
            SetOption(Libc.LevelIPv6, Libc.IPv6MtuDiscover, Libc.MtuDiscoverNever, Attempt);
        }
    }
}
