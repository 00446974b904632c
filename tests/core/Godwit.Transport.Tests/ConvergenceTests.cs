using Godwit.Transport.Tests.Support;

namespace Godwit.Transport.Tests;

/// <summary>The law of the transport: whatever the path did, after some quiet both ends hold the same.</summary>
public sealed class ConvergenceTests
{
    [Fact]
    public void AnyPath_ThenQuiet_BothEndsHoldTheSame()
    {
        var released = Screen.Released;
        for (var seed = 0; seed < 60; seed++)
        {
            using var pair = Pairs.Create(
                seed,
                seed % 3 == 0 ? TransportTuning.Stock : TransportTuning.Default,
                seed % 3 == 1 ? TransportTuning.Stock : TransportTuning.DefaultServer);
            pair.EchoKeys();
            RandomLife.Live(pair, seed, steps: 100);
            pair.Up.Conditions = new() { Delay = 20 };
            pair.Down.Conditions = new() { Delay = 20 };
            pair.RunFor(10_000);
            Assert.True(pair.Client.Local.End == pair.Server.Remote.End, $"seed {seed}: keys");
            Assert.True(pair.Server.Local.Text == pair.Client.Remote.Text, $"seed {seed}: screen");
            Assert.Equal(pair.Server.Local.EchoAck, pair.Client.Remote.EchoAck);
            Assert.Equal(pair.ClientPort, pair.PeerPort);
            Assert.False(pair.Client.HasUnacknowledgedContent);
            Assert.Equal(0, pair.Client.Counters.BadDiffs + pair.Server.Counters.BadDiffs);
            Assert.Equal(0, pair.Client.Counters.BadNumbers + pair.Server.Counters.BadNumbers);
            Assert.Equal(0, pair.Client.Counters.Malformed + pair.Server.Counters.NotInflatable);
        }

        // What the client has acknowledged is given back; that nothing is twice, or used afterwards, the screens see to themselves.
        Assert.True(Screen.Released - released > 60);
    }

    [Fact]
    public void LongSession_PrefixesOfTheKeys_AreReleasedOnBothSides()
    {
        using var pair = Pairs.Default();
        pair.EchoKeys();
        pair.SetDelay(20);
        for (var i = 0; i < 300; i++)
        {
            pair.Type("0123456789");
            pair.RunFor(100);
        }

        pair.RunFor(7000);
        Assert.Equal(3000, pair.Server.Remote.End);
        Assert.InRange(pair.Client.Local.Kept, 0, 100);
        Assert.InRange(pair.Server.Remote.Kept, 0, 100);
    }
}
