using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Godwit.Platform.Tests.Net;

public class TcpRelayTests
{
    [Fact]
    public void Run_ServerAnswersAfterHalfClose_AllOctetsBothWays()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = (ushort)((IPEndPoint)listener.LocalEndpoint).Port;
        var received = "";
        var answer = new string('a', 300_000);
        var server = new Thread(() =>
        {
            using var peer = listener.AcceptTcpClient();
            using var stream = peer.GetStream();
            received = new StreamReader(stream).ReadToEnd(); // To the half-close.
            stream.Write(Encoding.ASCII.GetBytes(answer));
        });
        server.Start();

        var input = Pipe.Create();
        var output = Pipe.Create();
        _ = FileDescriptor.WriteText(input.WriteEnd, "SSH-2.0-test");
        FileDescriptor.Close(input.WriteEnd);
        var copied = new MemoryStream();
        var reader = new Thread(() => Drain(output.ReadEnd, copied));
        reader.Start();

        // Nobody listens on the first address, the second answers.
        using var relay = TcpRelay.Connect([UdpAddress.LoopbackIPv6(port), UdpAddress.LoopbackIPv4(port)]);
        Assert.Equal("127.0.0.1", relay.Address.ToString());
        relay.Run(input.ReadEnd, output.WriteEnd);
        reader.Join();
        server.Join();
        Assert.Equal("SSH-2.0-test", received);
        Assert.Equal(answer, Encoding.ASCII.GetString(copied.ToArray()));
        FileDescriptor.Close(input.ReadEnd);
        FileDescriptor.Close(output.ReadEnd);
    }

    [Fact]
    public void Connect_NobodyListens_SaysWhy()
    {
        using var taken = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = (ushort)((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var error = Assert.Throws<PlatformException>(() => TcpRelay.Connect([UdpAddress.LoopbackIPv4(port)]));
        Assert.Contains("Connection refused", error.Message, StringComparison.Ordinal);
    }

    private static void Drain(int descriptor, MemoryStream into)
    {
        var buffer = new byte[4096];
        IoResult result;
        while ((result = FileDescriptor.Read(descriptor, buffer)).IsDone)
        {
            into.Write(buffer, 0, result.Count);
        }
    }
}
