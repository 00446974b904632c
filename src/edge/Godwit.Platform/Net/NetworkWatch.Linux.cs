using System.Runtime.InteropServices;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>By rtnetlink(7).</summary>
public sealed unsafe partial class NetworkWatch
{
    private const int FamilyNetlink = 16;
    private const int SocketRaw = 3;
    private const int NetlinkAddressSize = 12;
    private const int GroupsOffset = 8;

    // RTMGRP_IPV4_IFADDR, RTMGRP_IPV4_ROUTE, RTMGRP_IPV6_IFADDR, RTMGRP_IPV6_ROUTE.
    private const uint Groups = 0x10 | 0x40 | 0x100 | 0x400;

    /// <summary>Begins to watch. A system that does not let us (a container, a sandbox) gives a watch that never becomes ready.</summary>
    public static NetworkWatch Open()
    {
        var descriptor = Libc.OpenSocket(FamilyNetlink, SocketRaw, blocking: false);
        if (descriptor >= 0)
        {
            Span<byte> name = stackalloc byte[NetlinkAddressSize];
            name.Clear();
            Libc.WriteFamily(name, FamilyNetlink, NetlinkAddressSize);
            MemoryMarshal.Write(name[GroupsOffset..], Groups);
            fixed (byte* start = name)
            {
                if (Libc.Bind(descriptor, start, NetlinkAddressSize) == 0)
                {
                    return new NetworkWatch(descriptor);
                }
            }
        }

        FileDescriptor.Close(descriptor);
        return new NetworkWatch(-1);
    }
}
