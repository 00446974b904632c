using System.Text;
using Godwit.Terminal;
using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Session.Tests;

/// <summary>What packing and the history of diffs change in a whole session: octets, and nothing else.</summary>
public sealed class PackedSessionTests
{
    private static readonly string[] Words = ["static", "int", "struct", "buffer", "length", "return", "offset", "\e[32mif\e[m", "\e[33mfor\e[m", "count"];
    private static readonly PeerFeatures Unpacked = Features.Ours with { Bits = Features.Ours.Bits & ~Features.Packed };

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    public void Typing_TakesAThirdFewerOctets_AndExactlyAsLong(double loss)
    {
        (List<long> times, long octets) = Type(Features.Ours, loss);
        (List<long> usualTimes, long usualOctets) = Type(Unpacked, loss);
        Assert.Equal(usualTimes, times);
        Assert.InRange(octets, 1, usualOctets * 68 / 100);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    public void Pages_TakeAThirdFewerOctets(double loss)
    {
        long octets = Page(Features.Ours, loss);
        long usual = Page(Unpacked, loss);
        Assert.InRange(octets, 1, usual * 70 / 100);
    }

    private static (List<long> Times, long Octets) Type(PeerFeatures features, double loss)
    {
        using SessionPair pair = Connected(features, loss);
        pair.Program = keys => keys.ToArray();
        var times = new List<long>();
        for (int key = 1; key < 70; key++)
        {
            pair.Type("k"u8);
            Instant typed = pair.Now;
            Assert.True(pair.RunUntil(() => pair.Client.Connection.Remote.Screen.CursorColumn == key, 10_000));
            times.Add(pair.Now - typed);
            pair.RunFor(100 + (key % 97));
        }

        return (times, pair.Up.OctetsSent + pair.Down.OctetsSent);
    }

    private static long Page(PeerFeatures features, double loss)
    {
        using SessionPair pair = Connected(features, loss);
        var random = new Random(3);
        for (int page = 0; page < 30; page++)
        {
            var text = new StringBuilder("\e[H\e[2J");
            for (int row = 0; row < 23; row++)
            {
                text.AppendJoin(' ', random.GetItems(Words, random.Next(2, 8))).Append(random.Next(100)).Append("\r\n");
            }

            pair.Print(Encoding.ASCII.GetBytes(text.ToString()));
            pair.RunFor(400);
        }

        pair.SetConditions(new LinkConditions { Delay = 50 });
        pair.RunFor(5000);
        Assert.Equal(Text(pair.Server.Screen), Text(pair.Client.Connection.Remote.Screen));
        return pair.Up.OctetsSent + pair.Down.OctetsSent;
    }

    private static SessionPair Connected(PeerFeatures features, double loss)
    {
        // Some timing depends on what a packet costs, and would hide what packing alone does.
        var pair = new SessionPair(1, clientFeatures: features, isPlain: true);
        pair.SetConditions(new LinkConditions { Delay = 50, Loss = loss });
        pair.RunFor(3000);
        Assert.NotNull(pair.Server.Attachments[0].Connection.Features);
        return pair;
    }

    private static string Text(Screen screen)
    {
        var text = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[ClusterTable.ClusterBytesMax];
        for (int row = 0; row < screen.Height; row++)
        {
            foreach (Cell cell in screen[row].Cells)
            {
                text.Append(Encoding.UTF8.GetString(utf8[..cell.WriteText(screen.Pool, utf8)]));
                text.Append(screen.Pool.Styles[cell.Style].Foreground.IsDefault ? "" : "*");
            }
        }

        return text.ToString();
    }
}
