using System.Diagnostics;
using Godwit.Platform.Native;

namespace Godwit.Platform.Tests.Net;

public class StreamSocketTests
{
    [Theory]
    [InlineData(IpFamily.IPv4)]
    [InlineData(IpFamily.IPv6)]
    public void BeginConnect_SomebodyListens_CarriesBothWaysAndHalfCloses(IpFamily family)
    {
        using StreamListener listener = StreamListener.Listen(Loopback(family));
        using StreamSocket client = StreamSocket.BeginConnect(listener.LocalAddress, out IoResult begun)!;
        Assert.True(begun.Status is IoStatus.WouldBlock or IoStatus.Done);
        using StreamSocket server = Streams.Accept(listener);
        Streams.Finish(client);
        client.SetNoDelay();
        Assert.Equal(listener.LocalAddress, client.PeerAddress);
        Assert.Equal(client.LocalAddress, server.PeerAddress);
        Assert.Equal(IoStatus.WouldBlock, client.Read(new byte[1]).Status);

        Assert.Equal(new IoResult(IoStatus.Done, 4, 0), client.Write("ping"u8));
        client.ShutdownWrite();
        Assert.Equal("ping", Streams.ReadToEnd(server, out IoResult last));
        Assert.Equal(IoResult.Closed, last);
        Assert.Equal(4, server.Write("pong"u8).Count);
        server.Dispose();
        Assert.Equal("pong", Streams.ReadToEnd(client, out last));
        Assert.Equal(IoResult.Closed, last);
    }

    [Fact]
    public void BeginConnect_NobodyListens_IsRefused()
    {
        UdpAddress nobody;
        using (StreamListener listener = StreamListener.Listen(UdpAddress.LoopbackIPv4(0)))
        {
            nobody = listener.LocalAddress;
        }

        using StreamSocket? client = StreamSocket.BeginConnect(nobody, out IoResult result);
        if (client is not null)
        {
            Streams.WaitFor(client.Descriptor, PollEvents.Writable);
            result = client.FinishConnect();
        }

        Assert.Equal((IoStatus.Failed, NetworkFault.PortUnreachable), (result.Status, result.Fault));
    }

    [Fact]
    public void BeginConnect_NoAddress_Fails()
    {
        Assert.Null(StreamSocket.BeginConnect(default(UdpAddress), out IoResult result));
        Assert.Equal(IoStatus.Failed, result.Status);
    }

    [Theory]
    [InlineData(Errno.TimedOut, NetworkFault.TimedOut)]
    [InlineData(Errno.NoEntry, NetworkFault.NoSuchFile)]
    [InlineData(Errno.Access, NetworkFault.Forbidden)]
    [InlineData(Errno.HostUnreachable, NetworkFault.HostUnreachable)]
    [InlineData(Errno.NetworkUnreachable, NetworkFault.NetworkUnreachable)]
    [InlineData(Errno.ConnectionReset, NetworkFault.Other)]
    public void Fault_OfAnError_SaysWhatItMeans(int errno, NetworkFault fault) => Assert.Equal(fault, IoResult.FromErrno(errno).Fault);

    [Fact]
    public void FinishConnect_StillOnItsWay_WouldBlock()
    {
        // A listener whose queue is full leaves the next ones waiting for an answer.
        int listener = Libc.OpenSocket(Libc.FamilyIPv4, Libc.SocketStream, blocking: false);
        using StreamSocket owner = StreamSocket.FromDescriptor(listener);
        Assert.Equal(0, Libc.Listen(listener, 0)); // An unbound socket gets a port.
        UdpAddress address = UdpAddress.LoopbackIPv4(owner.LocalAddress.Port);
        var waiting = new List<StreamSocket>();
        IoResult finished = default;
        var clock = Stopwatch.StartNew();
        while (waiting.Count < 64 && finished.Status != IoStatus.WouldBlock)
        {
            waiting.Add(StreamSocket.BeginConnect(address, out _)!);
            var poller = new Poller();
            _ = poller.Add(waiting[^1].Descriptor, PollEvents.Writable);
            _ = poller.Wait(50);
            finished = waiting[^1].FinishConnect();
            Assert.True(clock.ElapsedMilliseconds < Limits.PatienceMilliseconds);
        }

        Assert.Equal(IoStatus.WouldBlock, finished.Status);
        Assert.Equal(default, waiting[^1].PeerAddress);
        waiting.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void Reset_OfTcp_TheOtherEndSeesABrokenConnection()
    {
        using StreamListener listener = StreamListener.Listen(UdpAddress.LoopbackIPv4(0));
        using StreamSocket client = StreamSocket.BeginConnect(listener.LocalAddress, out _)!;
        using StreamSocket server = Streams.Accept(listener);
        Streams.Finish(client);
        server.Reset();
        Assert.Equal(-1, server.Descriptor);
        _ = Streams.ReadToEnd(client, out IoResult last);
        Assert.Equal(new IoResult(IoStatus.Failed, 0, Errno.ConnectionReset), last);

        // And now a write has nowhere to go: no signal, no exception.
        Assert.Equal(IoStatus.Failed, client.Write("more"u8).Status);
    }

    [Fact]
    public void Write_NobodyReads_TakesAPartThenBlocks()
    {
        using var folder = new ScratchDirectory();
        using StreamListener listener = StreamListener.Listen(folder.Path + "/s", replaces: false);
        using StreamSocket client = StreamSocket.BeginConnect(folder.Path + "/s", out _)!;
        using StreamSocket server = Streams.Accept(listener);
        var much = new byte[1 << 20];
        long taken = 0;
        IoResult result;
        while ((result = client.Write(much)).IsDone)
        {
            taken += result.Count;
            Assert.True(taken < 1 << 30);
        }

        Assert.Equal(IoStatus.WouldBlock, result.Status);
        var poller = new Poller();
        int index = poller.Add(client.Descriptor, PollEvents.Writable);
        _ = poller.Wait(0);
        Assert.False(poller.CanWrite(index));
        _ = server.Read(much);
        Assert.Equal(default, client.LocalAddress);
        Assert.Equal(default, server.PeerAddress);
    }

    [Fact]
    public void FromDescriptor_Pipe_ReadsAndWrites()
    {
        Pipe pipe = Pipe.Create();
        using StreamSocket reader = StreamSocket.FromDescriptor(pipe.ReadEnd);
        using StreamSocket writer = StreamSocket.FromDescriptor(pipe.WriteEnd);
        Assert.Equal(IoStatus.WouldBlock, reader.Read(new byte[1]).Status);
        Assert.Equal(3, writer.Write("abc"u8).Count);
        writer.ShutdownWrite();
        writer.SetNoDelay();
        writer.Dispose();
        Assert.Equal("abc", Streams.ReadToEnd(reader, out IoResult last));
        Assert.Equal(IoResult.Closed, last);
    }

    [Fact]
    public void FromDescriptor_Closed_Throws() => Assert.Throws<PlatformException>(() => StreamSocket.FromDescriptor(99_999));

    [Fact]
    public void ReadAndWrite_SteadyPath_DoNotAllocate()
    {
        using StreamListener listener = StreamListener.Listen(UdpAddress.LoopbackIPv4(0));
        using StreamSocket client = StreamSocket.BeginConnect(listener.LocalAddress, out _)!;
        using StreamSocket server = Streams.Accept(listener);
        Streams.Finish(client);
        var buffer = new byte[64];
        Turn(client, server, buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Turn(client, server, buffer);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Turn(StreamSocket client, StreamSocket server, byte[] buffer)
    {
        _ = client.Write("some octets"u8);
        _ = server.Read(buffer);
        _ = server.Read(buffer);
    }

    private static UdpAddress Loopback(IpFamily family) => family == IpFamily.IPv6 ? UdpAddress.LoopbackIPv6(0) : UdpAddress.LoopbackIPv4(0);
}
