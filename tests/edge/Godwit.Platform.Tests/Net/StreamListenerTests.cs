namespace Godwit.Platform.Tests.Net;

public class StreamListenerTests
{
    [Fact]
    public void TryAccept_NobodyWaits_WouldBlock()
    {
        using StreamListener listener = StreamListener.Listen(UdpAddress.LoopbackIPv4(0));
        Assert.Null(listener.TryAccept(out IoResult result));
        Assert.Equal(IoStatus.WouldBlock, result.Status);
        Assert.NotEqual(0, listener.LocalAddress.Port);
    }

    [Fact]
    public void Listen_PortInUse_SaysWhichAndWhy()
    {
        using StreamListener first = StreamListener.Listen(UdpAddress.LoopbackIPv4(0));
        var failure = Assert.Throws<PlatformException>(() => StreamListener.Listen(first.LocalAddress));
        Assert.Equal($"cannot listen on 127.0.0.1:{first.LocalAddress.Port}: Address already in use", failure.Message);
    }

    [Fact]
    public void Listen_ForeignAddress_SaysSo()
    {
        Assert.True(UdpAddress.TryParse("192.0.2.1", 0, out UdpAddress foreign));
        var failure = Assert.Throws<PlatformException>(() => StreamListener.Listen(foreign));
        Assert.Equal("cannot listen on 192.0.2.1:0: Cannot assign requested address", failure.Message);
    }

    [Fact]
    public void Listen_PortOfAConnectionThatEnded_IsFreeAtOnce()
    {
        UdpAddress address;
        using (StreamListener first = StreamListener.Listen(UdpAddress.LoopbackIPv4(0)))
        {
            address = first.LocalAddress;
            using StreamSocket client = StreamSocket.BeginConnect(address, out _)!;
            using StreamSocket server = Streams.Accept(first);
            Streams.Finish(client);
            server.Dispose(); // The side that closes first keeps the port in TIME_WAIT.
            _ = Streams.ReadToEnd(client, out _);
        }

        using StreamListener second = StreamListener.Listen(address);
        Assert.Equal(address, second.LocalAddress);
    }

    [Fact]
    public void Listen_AnyIPv6_LeavesIPv4ToOthers()
    {
        using StreamListener six = StreamListener.Listen(UdpAddress.AnyIPv6(0));
        using StreamListener four = StreamListener.Listen(UdpAddress.AnyIPv4(six.LocalAddress.Port));
        Assert.Equal(six.LocalAddress.Port, four.LocalAddress.Port);
    }

    [Fact]
    public void Listen_Path_IsForItsOwnerAndGoesWithTheListener()
    {
        using var folder = new ScratchDirectory();
        string path = folder.Path + "/socket";
        using (StreamListener listener = StreamListener.Listen(path, replaces: false))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(path, listener.Path);
            using StreamSocket client = StreamSocket.BeginConnect(path, out IoResult result)!;
            Assert.True(result.IsDone);
            Assert.True(client.FinishConnect().IsDone);
            using StreamSocket server = Streams.Accept(listener);
            _ = server.Write("hello"u8);
            server.ShutdownWrite();
            Assert.Equal("hello", Streams.ReadToEnd(client, out _));
        }

        Assert.False(File.Exists(path));
        Assert.Null(StreamSocket.BeginConnect(path, out IoResult gone));
        Assert.Equal(NetworkFault.NoSuchFile, gone.Fault);
    }

    [Fact]
    public void Listen_PathOfADeadSocket_IsReplacedOnlyWhenAsked()
    {
        using var folder = new ScratchDirectory();
        string path = folder.Path + "/socket";
        StreamListener dead = StreamListener.Listen(path, replaces: false);
        FileDescriptor.Close(dead.Descriptor); // As a killed process leaves it.
        Assert.Null(StreamSocket.BeginConnect(path, out IoResult refused));
        Assert.Equal(NetworkFault.PortUnreachable, refused.Fault);

        var failure = Assert.Throws<PlatformException>(() => StreamListener.Listen(path, replaces: false));
        Assert.Equal($"cannot listen at {path}: there is a file of that name already", failure.Message);
        Assert.True(File.Exists(path)); // Of the failed attempt nothing is removed.

        using StreamListener alive = StreamListener.Listen(path, replaces: true);
        using StreamSocket? client = StreamSocket.BeginConnect(path, out _);
        Assert.NotNull(client);
    }

    [Fact]
    public void Dispose_FileIsAnotherOnesNow_IsLeftAlone()
    {
        using var folder = new ScratchDirectory();
        string path = folder.Path + "/socket";
        StreamListener first = StreamListener.Listen(path, replaces: false);
        using StreamListener second = StreamListener.Listen(path, replaces: true);
        first.Dispose();
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void Listen_PathOfAFileThatIsNoSocket_IsNeverRemoved()
    {
        using var folder = new ScratchDirectory();
        folder.AddFile("precious", "text", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Throws<PlatformException>(() => StreamListener.Listen(folder.Path + "/precious", replaces: true));
        Assert.Equal("text", File.ReadAllText(folder.Path + "/precious"));
    }

    [Fact]
    public void Listen_NoFolder_NamesIt()
    {
        using var folder = new ScratchDirectory();
        var failure = Assert.Throws<PlatformException>(() => StreamListener.Listen(folder.Path + "/none/socket", replaces: true));
        Assert.Equal($"cannot listen at {folder.Path}/none/socket: there is no folder {folder.Path}/none", failure.Message);
    }

    [Fact]
    public void Listen_PathTooLong_SaysTheLimit()
    {
        string path = "/tmp/" + new string('x', 103); // 108 octets: one too many.
        var failure = Assert.Throws<PlatformException>(() => StreamListener.Listen(path, replaces: false));
        Assert.StartsWith("the path of a socket must be shorter than 108 octets", failure.Message, StringComparison.Ordinal);
        Assert.Null(StreamSocket.BeginConnect(path, out IoResult result));
        Assert.Equal(IoStatus.Failed, result.Status);
        Assert.Null(StreamSocket.BeginConnect("", out _));
        Assert.Null(StreamSocket.BeginConnect("/tmp/a\0b", out _));
    }

    [Fact]
    public void BeginConnectAbstract_SomebodyListens_Connects()
    {
        string name = $"/tmp/godwit-test-{Guid.NewGuid():N}";
        using var listener = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        listener.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint("\0" + name));
        listener.Listen();
        using StreamSocket? client = StreamSocket.BeginConnectAbstract(name, out IoResult result);
        Assert.NotNull(client);
        Assert.True(result.IsDone);
    }

    [Fact]
    public void BeginConnect_ListenersQueueIsFull_FailsAtOnce()
    {
        using var folder = new ScratchDirectory();
        string path = folder.Path + "/socket";
        using StreamListener listener = StreamListener.Listen(path, replaces: false);
        var waiting = new List<StreamSocket>();
        StreamSocket? next;
        IoResult result;
        while ((next = StreamSocket.BeginConnect(path, out result)) is not null)
        {
            waiting.Add(next);
            Assert.True(waiting.Count < 5000);
        }

        Assert.Equal(IoStatus.Failed, result.Status);
        waiting.ForEach(socket => socket.Dispose());
    }
}
