using System.Text;
using Godwit.Link;
using Godwit.Platform;

namespace Godwit.Cli.Demo.Tests;

/// <summary>Real sockets on loopback, virtual time: on loopback a datagram has arrived when its send returns.</summary>
public sealed class LinkRelayTests : IDisposable
{
    private const long Millisecond = 1000;

    private readonly UdpSocket client = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
    private readonly UdpSocket server = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);

    [Fact]
    public void Service_BothWays_DeliversAfterTheDelayAndNotBefore()
    {
        using LinkRelay relay = Relay(new LinkDirection { DelayMilliseconds = 50 }, new LinkDirection { DelayMilliseconds = 20 });
        Send(client, relay, "key");
        relay.Service(0);
        relay.Service(49 * Millisecond);
        Assert.Empty(Receive(server, out _));
        relay.Service(50 * Millisecond);
        Assert.Equal(["key"], Receive(server, out UdpAddress from));
        Assert.Equal(relay.OuterAddress, from);

        Answer(from, "screen");
        relay.Service(100 * Millisecond);
        Assert.InRange(relay.NextDue, 119 * Millisecond, 120 * Millisecond);
        Assert.Empty(Receive(client, out _));
        relay.Service(120 * Millisecond);
        Assert.Equal(["screen"], Receive(client, out UdpAddress relayAddress));
        Assert.Equal(relay.ClientPort, relayAddress.Port);
        Assert.Equal(long.MaxValue, relay.NextDue);
    }

    [Fact]
    public void Service_LossyWay_LosesWhatTheModelLoses()
    {
        using LinkRelay relay = Relay(new LinkDirection { Loss = 0.5 }, new LinkDirection());
        var model = new LinkModel(new LinkDirection { Loss = 0.5 }, Seed);
        var expected = new List<string>();
        for (int i = 0; i < 50; i++)
        {
            Send(client, relay, $"{i}");
            if (model.TryAdmit(0, LinkRelay.HeaderBytes + 1, out _))
            {
                expected.Add($"{i}");
            }
        }

        relay.Service(0);
        Assert.Equal(expected, Receive(server, out _));
        Assert.Equal(50, relay.Up.Offered);
        Assert.Equal(expected.Count, relay.Up.Delivered);
    }

    [Fact]
    public void Counters_Bytes_IncludeTheHeaders()
    {
        using LinkRelay relay = Relay(new LinkDirection(), new LinkDirection());
        Send(client, relay, "12345");
        relay.Service(0);
        Assert.Equal(5 + LinkRelay.HeaderBytes, relay.Up.OfferedBytes);
    }

    [Fact]
    public void Roam_ServerSeesAnotherAddress_AndTheOldOneIsGone()
    {
        using LinkRelay relay = Relay(new LinkDirection(), new LinkDirection());
        Send(client, relay, "before");
        relay.Service(0);
        Receive(server, out UdpAddress old);

        relay.Roam();
        Assert.Equal(1, relay.RoamCount);
        Answer(old, "too late");
        relay.Service(Millisecond);
        Assert.Empty(Receive(client, out _));
        Assert.Equal(0, relay.ReceivedSinceRoam);

        Send(client, relay, "after");
        relay.Service(2 * Millisecond);
        Assert.Equal(["after"], Receive(server, out UdpAddress current));
        Assert.NotEqual(old, current);
        Answer(current, "found");
        relay.Service(3 * Millisecond);
        Assert.Equal(["found"], Receive(client, out _));
        Assert.Equal(1, relay.ReceivedSinceRoam);
    }

    [Fact]
    public void Service_FromAStranger_DoesNotReachTheClient()
    {
        using LinkRelay relay = Relay(new LinkDirection(), new LinkDirection());
        using UdpSocket stranger = UdpSocket.Bind(UdpAddress.LoopbackIPv4(0), PortRange.Any);
        Send(client, relay, "hello");
        relay.Service(0);
        stranger.SendTo(relay.OuterAddress, "forged"u8);
        relay.Service(Millisecond);
        Assert.Empty(Receive(client, out _));
        Assert.Equal(0, relay.Down.Offered);
    }

    [Fact]
    public void Service_ServerGone_DoesNotThrow()
    {
        using LinkRelay relay = Relay(new LinkDirection(), new LinkDirection());
        server.Dispose();
        for (int i = 0; i < 3; i++)
        {
            Send(client, relay, "anybody?");
            relay.Service(i * Millisecond);
        }

        Assert.Equal(3, relay.Up.Delivered);
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }

    private const ulong Seed = 5;

    private LinkRelay Relay(LinkDirection up, LinkDirection down) => new(new LinkProfile("test", up, down), Seed, server.LocalAddress);

    private static void Send(UdpSocket from, LinkRelay relay, string text) =>
        Assert.True(from.SendTo(UdpAddress.LoopbackIPv4((ushort)relay.ClientPort), Encoding.ASCII.GetBytes(text)).IsDone);

    private void Answer(UdpAddress to, string text) => server.SendTo(to, Encoding.ASCII.GetBytes(text));

    private static List<string> Receive(UdpSocket socket, out UdpAddress from)
    {
        var texts = new List<string>();
        byte[] buffer = new byte[2048];
        from = default;
        IoResult result;
        while ((result = socket.Receive(buffer, out UdpAddress sender, out _, out _)).IsDone)
        {
            from = sender;
            texts.Add(Encoding.ASCII.GetString(buffer.AsSpan(0, result.Count)));
        }

        return texts;
    }
}
