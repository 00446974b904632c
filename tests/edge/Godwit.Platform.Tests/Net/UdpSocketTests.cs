using Godwit.Platform.Native;

namespace Godwit.Platform.Tests.Net;

public class UdpSocketTests
{
    private readonly byte[] buffer = new byte[2048];

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void SendTo_Loopback_ArrivesMarkedWithSender(IpFamily family)
    {
        using var server = UdpSocket.Bind(Loopback(family), PortRange.Any);
        using var client = UdpSocket.Open(family);

        Assert.Equal(new IoResult(IoStatus.Done, 5, 0), client.SendTo(server.LocalAddress, "hello"u8));
        Assert.Equal("hello"u8, Receive(server, out var from, out var ecn));
        Assert.Equal(client.LocalAddress.Port, from.Port);
        Assert.Equal(Loopback(family).WithPort(from.Port), from);
        Assert.Equal(Ecn.Capable0, ecn);

        _ = server.SendTo(from, "back"u8);
        Assert.Equal("back"u8, Receive(client, out var sender, out _));
        Assert.Equal(server.LocalAddress, sender);
    }

    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void KeepErrors_NobodyListensAnyMore_TellsWhereAndTheSocketGoesOn(IpFamily family)
    {
        UdpAddress target;
        using (var server = UdpSocket.Bind(Loopback(family), PortRange.Any))
        {
            target = server.LocalAddress;
        }

        using var client = UdpSocket.Open(family);
        client.KeepErrors();
        Assert.False(client.TryReceiveError(out _, out _));
        Assert.True(client.SendTo(target, "hello"u8).IsDone);
        var poller = new Poller();
        var index = poller.Add(client.Descriptor, PollEvents.Readable);
        _ = poller.Wait(Limits.PatienceMilliseconds);
        Assert.True(poller.CanRead(index));
        Assert.True(client.TryReceiveError(out var to, out var reporter, out var error));
        Assert.Equal((target, target.WithPort(0), IoStatus.Failed, NetworkFault.PortUnreachable), (to, reporter, error.Status, error.Fault));
        Assert.False(client.TryReceiveError(out _, out _));
        _ = poller.Wait(0);
        Assert.False(poller.CanRead(index));
        Assert.True(client.SendTo(target, "again"u8).IsDone);
    }

    [Theory]
    [InlineData(IpFamily.IPv4, 0)]
    [InlineData(IpFamily.IPv4, 1)]
    [InlineData(IpFamily.IPv4, 2)]
    [InlineData(IpFamily.IPv4, 3)]
    [InlineData(IpFamily.IPv6, 0)]
    [InlineData(IpFamily.IPv6, 1)]
    [InlineData(IpFamily.IPv6, 2)]
    [InlineData(IpFamily.IPv6, 3)]
    public void Receive_MarkedDatagram_TellsEcn(IpFamily family, int mark)
    {
        using var server = UdpSocket.Bind(Loopback(family), PortRange.Any);
        using var client = UdpSocket.Open(family);
        Mark(client, family, 0xB8 | mark); // Some DSCP in front, which must not matter.

        _ = client.SendTo(server.LocalAddress, "x"u8);
        _ = Receive(server, out _, out var ecn);
        Assert.Equal((Ecn)mark, ecn);
    }

    [Theory]
    [InlineData("127.0.0.5", true)]
    [InlineData("127.0.0.5", false)]
    [InlineData("::1", true)]
    public void SendTo_FromTheAddressThatWasSpokenTo_AnswersFromThere(string spokenTo, bool isDualStack)
    {
        using var server = UdpSocket.Bind(isDualStack ? UdpAddress.AnyIPv6(0) : UdpAddress.AnyIPv4(0), PortRange.Any);
        Assert.True(UdpAddress.TryParse(spokenTo, server.LocalAddress.Port, out var target));
        using var client = UdpSocket.Open(target.Family);
        _ = client.SendTo(target, "x"u8);
        Assert.Equal("x"u8, Receive(server, out var from, out _));
        Assert.Equal(target.WithPort(0), server.ReceivedAt);

        Assert.True(server.SendTo(from, server.ReceivedAt, "back"u8).IsDone);
        Assert.Equal("back"u8, Receive(client, out var sender, out var ecn));
        Assert.Equal(target, sender);
        Assert.Equal(Ecn.Capable0, ecn);

        // An address that this machine does not have (any more): from any.
        _ = UdpAddress.TryParse(target.Family == IpFamily.IPv4 ? "192.0.2.77" : "2001:db8::77", 0, out var gone);
        Assert.True(server.SendTo(from, gone, "still"u8).IsDone);
        Assert.Equal("still"u8, Receive(client, out _, out _));
    }

    [Fact]
    public void SourceTowards_Loopback_IsLoopback()
    {
        Assert.Equal(UdpAddress.LoopbackIPv4(0), UdpSocket.SourceTowards(UdpAddress.LoopbackIPv4(9)));
        Assert.Equal(UdpAddress.LoopbackIPv6(0), UdpSocket.SourceTowards(UdpAddress.LoopbackIPv6(9)));
        Assert.Equal(default, UdpSocket.SourceTowards(default));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("169.254.3.4", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("128.0.0.1", false)]
    [InlineData("::1", true)]
    [InlineData("::", true)]
    [InlineData("fe80::1", true)]
    [InlineData("febf::1", true)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", true)]
    [InlineData("fd77::1", false)]
    [InlineData("2001:db8::1", false)]
    public void IsLocal_OnlyWhatMeansSomethingElseElsewhere(string text, bool isLocal)
    {
        Assert.True(UdpAddress.TryParse(text, 1, out var address));
        Assert.Equal(isLocal, address.IsLocal);
        var octets = new byte[16];
        Assert.Equal(address, UdpAddress.FromNetworkOctets(octets.AsSpan(0, address.WriteNetworkOctets(octets)), 1));
    }

    [Fact]
    public void HostAddresses_List_HoldsNoLocalOnesAndIsBounded()
    {
        Assert.All(HostAddresses.List(7, 16), address => Assert.True(!address.IsLocal && address.Port == 7));
        Assert.Empty(HostAddresses.List(7, 0));
    }

    [Fact]
    public void Bind_AnyIPv6_TakesBothFamiliesAndShowsIPv4AsIPv4()
    {
        using var server = UdpSocket.Bind(UdpAddress.AnyIPv6(0), PortRange.Any);
        var port = server.LocalAddress.Port;
        using var four = UdpSocket.Open(IpFamily.IPv4);
        using var six = UdpSocket.Open(IpFamily.IPv6);
        Mark(four, IpFamily.IPv4, 3);

        _ = four.SendTo(UdpAddress.LoopbackIPv4(port), "4"u8);
        Assert.Equal("4"u8, Receive(server, out var from, out var ecn));
        Assert.Equal("127.0.0.1", from.ToString());
        Assert.Equal(Ecn.CongestionExperienced, ecn);
        Assert.True(server.SendTo(from, "answer"u8).IsDone);
        Assert.Equal("answer"u8, Receive(four, out var sender, out ecn));
        Assert.Equal(UdpAddress.LoopbackIPv4(port), sender);
        Assert.Equal(Ecn.Capable0, ecn); // Also what a dual-stack socket sends to IPv4 is marked.

        _ = six.SendTo(UdpAddress.LoopbackIPv6(port), "6"u8);
        Assert.Equal("6"u8, Receive(server, out from, out _));
        Assert.Equal(IpFamily.IPv6, from.Family);
    }

    [Fact]
    public void BindAny_Default_IsIPv4OnAllAddresses()
    {
        using var socket = UdpSocket.BindAny(PortRange.Any);
        Assert.Equal(IpFamily.IPv4, socket.Family);
        Assert.True(socket.LocalAddress.IsUnspecified);
        Assert.NotEqual(0, socket.LocalAddress.Port);
    }

    [Fact]
    public void Bind_FirstPortsBusy_TakesNextThenFails()
    {
        // Needs three neighbouring free ports: look for some below the range the system chooses from.
        for (ushort low = 20_000; low < 30_000; low += 3)
        {
            try
            {
                using var first = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), new(low, low));
                using var second = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), new((ushort)(low + 1), (ushort)(low + 1)));
                using (var third = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), new(low, (ushort)(low + 2))))
                {
                    Assert.Equal(low + 2, third.LocalAddress.Port);
                }

                var error = Assert.Throws<PlatformException>(() => UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), new(low, (ushort)(low + 1))));
                Assert.Equal(Errno.AddressInUse, error.ErrorNumber);
                Assert.Contains($"from {low} to {low + 1} on 127.0.0.1: Address already in use", error.Message, StringComparison.Ordinal);
                return;
            }
            catch (PlatformException)
            {
                // Somebody else has one of the three.
            }
        }

        Assert.Fail("No three neighbouring ports are free.");
    }

    [Fact]
    public void Bind_AddressOfNobody_FailsOnceWithItsReason()
    {
        _ = UdpAddress.TryParse("192.0.2.1", 0, out var address); // TEST-NET-1: never ours.
        var error = Assert.Throws<PlatformException>(() => UdpSocket.Bind(address, PortRange.Default));
        Assert.Equal(Errno.AddressNotAvailable, error.ErrorNumber);
    }

    [Fact]
    public void SendTo_TooLarge_SaysMessageTooLong()
    {
        using var client = UdpSocket.Open(IpFamily.IPv4);
        Assert.Equal(IoStatus.MessageTooLong, client.SendTo(UdpAddress.LoopbackIPv4(9), new byte[70_000]).Status);
    }

    [Fact]
    public void SendTo_OtherFamily_FailsWithText()
    {
        using var client = UdpSocket.Open(IpFamily.IPv4);
        var result = client.SendTo(UdpAddress.LoopbackIPv6(9), "x"u8);
        Assert.Equal(IoStatus.Failed, result.Status);
        Assert.NotEqual("", result.ErrorText);
    }

    [Fact]
    public void Receive_NothingThere_WouldBlock()
    {
        using var socket = UdpSocket.BindAny(PortRange.Any);
        Assert.Equal(IoStatus.WouldBlock, socket.Receive(buffer, out _, out _, out _).Status);
    }

    [Fact]
    public void Receive_LargerThanBuffer_SaysTruncated()
    {
        using var server = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
        using var client = UdpSocket.Open(IpFamily.IPv4);
        _ = client.SendTo(server.LocalAddress, new byte[101]);
        _ = client.SendTo(server.LocalAddress, new byte[100]);
        Wait(server);
        Assert.Equal(100, server.Receive(buffer.AsSpan(0, 100), out _, out _, out var truncated).Count);
        Assert.True(truncated);
        Wait(server);
        Assert.Equal(100, server.Receive(buffer.AsSpan(0, 100), out _, out _, out truncated).Count);
        Assert.False(truncated);
    }

    [Fact]
    public void Receive_EmptyDatagram_IsDoneWithZero()
    {
        using var server = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
        using var client = UdpSocket.Open(IpFamily.IPv4);
        _ = client.SendTo(server.LocalAddress, []);
        Assert.Equal(0, Receive(server, out _, out _).Length);
    }

    [Fact]
    public void SendToAndReceive_ManyDatagrams_AllocateNothing()
    {
        using var server = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
        using var client = UdpSocket.Open(IpFamily.IPv4);
        var to = server.LocalAddress;
        Exchange(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Exchange(int count)
        {
            for (var i = 0; i < count; i++)
            {
                _ = client.SendTo(to, "0123456789"u8);
                while (!server.Receive(buffer, out _, out _, out _).IsDone)
                {
                }
            }
        }
    }

    [Fact]
    public void Adopt_SocketAndKeyHandedToChild_ChildAnswers()
    {
        using var server = UdpSocket.Bind(UdpAddress.AnyIPv6(0), PortRange.Any);
        var key = Pipe.Create();
        var child = ChildProcess.Start(Probe.Options("udp", descriptors: [new(7, server.Descriptor), new(8, key.ReadEnd)]));
        _ = FileDescriptor.WriteText(key.WriteEnd, "-secret\n");
        using var client = UdpSocket.Open(IpFamily.IPv4);
        _ = client.SendTo(UdpAddress.LoopbackIPv4(server.LocalAddress.Port), "hello"u8);

        Assert.Equal("hello-secret"u8, Receive(client, out _, out _));
        Assert.Equal(new ExitStatus(0, 0), child.Wait());
        FileDescriptor.Close(key.ReadEnd);
        FileDescriptor.Close(key.WriteEnd);
    }

    [Fact]
    public void Adopt_NotASocket_Throws()
    {
        var pipe = Pipe.Create();
        _ = Assert.Throws<PlatformException>(() => UdpSocket.Adopt(pipe.ReadEnd));
        FileDescriptor.Close(pipe.ReadEnd);
        FileDescriptor.Close(pipe.WriteEnd);
    }

    private static UdpAddress Loopback(IpFamily family) =>
        family == IpFamily.IPv4 ? UdpAddress.LoopbackIPv4(0) : UdpAddress.LoopbackIPv6(0);

    private static unsafe void Mark(UdpSocket socket, IpFamily family, int trafficClass)
    {
        var (level, name) = family == IpFamily.IPv4 ? (Libc.LevelIPv4, Libc.IPv4Tos) : (Libc.LevelIPv6, Libc.IPv6TrafficClass);
        Assert.Equal(0, Libc.SetSocketOption(socket.Descriptor, level, name, &trafficClass, sizeof(int)));
    }

    private static void Wait(UdpSocket socket)
    {
        var poller = new Poller();
        _ = poller.Add(socket.Descriptor, PollEvents.Readable);
        Assert.Equal(1, poller.Wait(Limits.PatienceMilliseconds));
    }

    private ReadOnlySpan<byte> Receive(UdpSocket socket, out UdpAddress from, out Ecn ecn)
    {
        Wait(socket);
        var result = socket.Receive(buffer, out from, out ecn, out var truncated);
        Assert.True(result.IsDone, result.ErrorText);
        Assert.False(truncated);
        return buffer.AsSpan(0, result.Count);
    }
}
