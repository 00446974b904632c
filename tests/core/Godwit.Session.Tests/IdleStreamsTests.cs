using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Session.Tests;

/// <summary>What streams cost a session that does not use them: nothing.</summary>
public sealed class IdleStreamsTests
{
    private const long Start = 60_000;
    private const long Hour = 3_600_000;

    private static readonly PeerFeatures Without = Features.Ours with { Bits = Features.Ours.Bits & ~Features.Streams };

    [Fact]
    public void WithoutForwardings_SameDatagramsOctetsAndWakeUps()
    {
        using SessionPair with = Begun(Features.Ours);
        using SessionPair without = Begun(Without);
        Cost cost = IdleHour(with);
        Assert.Equal(IdleHour(without), cost);
        Assert.True(cost.Turns > 100 && cost.Datagrams > 100, $"{cost}");
        Assert.False(Assert.Single(with.Server.Attachments).UsesStreams);
    }

    /// <summary>A forwarding that nobody uses, and a connection on which nobody speaks.</summary>
    [Fact]
    public void WithAnIdleStream_SameDatagramsOctetsAndWakeUps()
    {
        using SessionPair with = Begun(Features.Ours);
        MuxStream stream = with.Client.Streams!.Open()!;
        _ = stream.Write("hello"u8);
        StreamMux server = Assert.Single(with.Server.Attachments).Streams!;
        MuxStream? taken = null;
        Assert.True(with.RunUntil(() => server.TryAccept(out taken), Start));
        Assert.True(taken!.Readable.SequenceEqual("hello"u8));
        taken.Consume(5);
        with.RunFor(Start);
        using SessionPair without = Begun(Without);
        without.RunFor(Start);

        // The heartbeats of the two need not fall into the hour in the same way.
        (Cost cost, Cost other) = (IdleHour(with), IdleHour(without));
        Assert.InRange(cost.Turns, other.Turns - 4, other.Turns + 4);
        Assert.InRange(cost.Datagrams, other.Datagrams - 2, other.Datagrams + 2);
        Assert.InRange(cost.Octets, other.Octets - 200, other.Octets + 200);
    }

    private static SessionPair Begun(PeerFeatures features)
    {
        var pair = new SessionPair(seed: 21, clientFeatures: features);
        pair.Print("$ "u8);
        pair.RunFor(Start);
        return pair;
    }

    private static Cost IdleHour(SessionPair pair)
    {
        int turns = 0;
        Cost before = Now(pair, 0);
        pair.RunUntil(
            () =>
            {
                turns++;
                return false;
            },
            Hour);
        Cost after = Now(pair, turns);
        return new Cost(turns, after.Datagrams - before.Datagrams, after.Octets - before.Octets);
    }

    private static Cost Now(SessionPair pair, int turns)
    {
        SessionReport report = pair.Client.Report(pair.Now, "");
        return new Cost(turns, report.DatagramsSent + report.DatagramsReceived, report.OctetsSent + report.OctetsReceived);
    }

    private sealed record Cost(int Turns, long Datagrams, long Octets);
}
