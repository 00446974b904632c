using Godwit.Testing;

namespace Godwit.Transport.Tests.Support;

/// <summary>The usual pair of ends, and a tap on it.</summary>
internal static class Pairs
{
    public static ConnectionPair<Keys, Screen> Stock(int seed = 1) => Create(seed, TransportTuning.Stock, TransportTuning.Stock);

    public static ConnectionPair<Keys, Screen> Default(int seed = 1) =>
        Create(seed, TransportTuning.Default, TransportTuning.DefaultServer);

    public static ConnectionPair<Keys, Screen> Create(
        int seed,
        TransportTuning client,
        TransportTuning server,
        PeerFeatures? clientFeatures = null,
        PeerFeatures? serverFeatures = null) =>
        new(
            seed,
            Keys.Create,
            Screen.Create,
            options => options with { Tuning = client, Features = clientFeatures },
            options => options with { Tuning = server, Features = serverFeatures });

    public static WireTap Watch(this ConnectionPair<Keys, Screen> pair)
    {
        var tap = new WireTap(pair.KeyOctets, pair.Clock.Now);
        pair.Tap = tap.Watch;
        return tap;
    }

    public static void SetDelay(this ConnectionPair<Keys, Screen> pair, int oneWay)
    {
        pair.Up.Conditions = pair.Up.Conditions with { Delay = oneWay };
        pair.Down.Conditions = pair.Down.Conditions with { Delay = oneWay };
    }

    public static void Cut(this ConnectionPair<Keys, Screen> pair, bool isCut)
    {
        pair.Up.IsCut = isCut;
        pair.Down.IsCut = isCut;
    }

    public static void Type(this ConnectionPair<Keys, Screen> pair, string text)
    {
        pair.Client.Local.Type(text);
        pair.Client.MarkLocalChanged();
    }

    public static void Print(this ConnectionPair<Keys, Screen> pair, string text)
    {
        pair.Server.Local.Text = text;
        pair.Server.MarkLocalChanged();
    }

    /// <summary>The server echoes what it reads: appended to its screen after a few milliseconds, and an echo ack 50 ms later.</summary>
    public static void EchoKeys(this ConnectionPair<Keys, Screen> pair, int delay = 1)
    {
        var consumed = 0;
        pair.ServerReceived = outcome =>
        {
            if ((outcome & DatagramOutcome.StateAdvanced) == 0 || pair.Server.Remote.End == consumed)
            {
                return;
            }

            var keys = pair.Server.Remote.Since(consumed);
            var number = pair.Server.RemoteNumber;
            consumed = pair.Server.Remote.End;
            pair.After(delay, () => pair.Print(pair.Server.Local.Text + keys));
            pair.After(50, () =>
            {
                pair.Server.Local.EchoAck = number;
                pair.Server.MarkLocalChanged();
            });
        };
    }
}
