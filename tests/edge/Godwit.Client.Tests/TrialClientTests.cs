using Godwit.Client.Tests.Support;
using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Client.Tests;

/// <summary>The client's sockets against a real server.</summary>
public sealed class TrialClientTests
{
    /// <summary>RFC 8305: nobody waits for the address that does not work.</summary>
    [Fact]
    public void Start_FirstAddressIsDead_TheNextOneIsTriedSoon()
    {
        (int port, string key, _) = RealSession.StartServer("exec sleep 100");
        using TrialClient client = TrialClient.Start(key, Address("127.0.0.9", port), [Address("127.0.0.8", port), Address("127.0.0.1", port)]);
        long start = MonotonicClock.Milliseconds;
        while (!client.IsAnswered && MonotonicClock.Milliseconds < start + 5000)
        {
            var poller = new Poller();
            client.AddTo(poller);
            Instant now = new(MonotonicClock.Milliseconds);
            poller.Wait((int)Math.Clamp(client.NextDeadline(now) - now, 0, 100));
            client.Turn(new(MonotonicClock.Milliseconds));
        }

        // Two intervals, where a silence that is found out would take a second and more.
        Assert.InRange(MonotonicClock.Milliseconds - start, 2 * PathProber.RaceInterval, PathProber.Patience - 1);
        Assert.Equal(Address("127.0.0.1", port), client.Path);
    }

    private static UdpAddress Address(string text, int port) =>
        UdpAddress.TryParse(text, (ushort)port, out UdpAddress address) ? address : throw new ArgumentException(text, nameof(text));
}
