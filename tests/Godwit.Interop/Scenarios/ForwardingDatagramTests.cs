using System.Net;
using System.Net.Sockets;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Datagrams: each arrives whole and alone, and answers find the way back to the one who asked.</summary>
public sealed class ForwardingDatagramTests
{
    private static readonly int[] Lengths = [1, 2, 500, 1200, 1400, 1473, 4000, 8000];

    [Theory]
    [InlineData("-L")]
    [InlineData("-R")]
    public async Task Udp_OfAllLengths_KeepsBoundaries(string option)
    {
        await using Stage stage = await ForwardingTests.OpenAsync();
        using var target = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        Task echoing = EchoAsync(target);
        int port = FreeUdpPort();
        await ForwardingTests.ConnectAsync(stage, option, $"127.0.0.1:{port}:127.0.0.1:{((IPEndPoint)target.Client.LocalEndPoint!).Port}/udp");
        using var first = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var second = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var listener = new IPEndPoint(IPAddress.Loopback, port);
        await AwaitFirstEchoAsync(first, listener);
        foreach (int length in Lengths)
        {
            await AssertEchoAsync(first, listener, length);
            await AssertEchoAsync(second, listener, length);
        }

        // Several in a row are not put together.
        foreach (int length in Lengths)
        {
            await first.SendAsync(SocketTalk.Noise(length, length), listener, TestContext.Current.CancellationToken);
        }

        foreach (int length in Lengths)
        {
            Assert.Equal(SocketTalk.Noise(length, length), await ReceiveAsync(first));
        }

        target.Dispose();
        await echoing;
    }

    // A remote listener is not there at once; what is sent before is lost, as datagrams are.
    private static async Task AwaitFirstEchoAsync(UdpClient client, IPEndPoint listener)
    {
        await Wait.UntilAsync(
            "the first datagram comes back",
            async () =>
            {
                try
                {
                    await client.SendAsync(new byte[] { 0 }, listener);
                    await Task.Yield();
                    return client.Available > 0;
                }
                catch (SocketException)
                {
                    return false; // Nobody listens yet.
                }
            },
            () => Task.FromResult(""));

        // All of them are taken away: the last one says where it ends.
        await client.SendAsync(new byte[] { 0xFF }, listener);
        while ((await ReceiveAsync(client))[0] != 0xFF)
        {
        }
    }

    private static async Task AssertEchoAsync(UdpClient client, IPEndPoint listener, int length)
    {
        byte[] sent = SocketTalk.Noise(length + 1, length);
        await client.SendAsync(sent, listener, TestContext.Current.CancellationToken);
        Assert.Equal(sent, await ReceiveAsync(client));
    }

    private static async Task<byte[]> ReceiveAsync(UdpClient client)
    {
        using var deadline = new CancellationTokenSource(Wait.Usual);
        while (true)
        {
            try
            {
                return (await client.ReceiveAsync(deadline.Token)).Buffer;
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
            {
                // For a datagram from before somebody listened.
            }
        }
    }

    private static async Task EchoAsync(UdpClient target)
    {
        try
        {
            while (true)
            {
                UdpReceiveResult received = await target.ReceiveAsync();
                await target.SendAsync(received.Buffer, received.RemoteEndPoint);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static int FreeUdpPort()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
    }
}
