using System.Text;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Client.Tests;

public sealed class TerminalProbeTests
{
    private static readonly string[] Replies =
    [
        "\eP>|kitty(0.32.2)\e\\", "\e[?0u", "\e[?2026;2$y", "\e[?2031;2$y", "\e[?1016;0$y", "\e]10;rgb:ffff/ffff/ffff\e\\", "\e]11;rgb:00/10/80\a",
        "\e]12;rgb:f/0/8\e\\", "\e[6;20;10t", "\e[4;480;800t", "\e[?997;1n", "\eP1+r524742=38\e\\", "\eP0+r5375\e\\",
    ];

    private const string Fence = "\e[?62;4;22c";

    // Also those that begin like a reply.
    private static readonly string[] Keys =
    [
        "a", "é", "\r", "\t", "\x7f", "\x03", "\e[A", "\eOA", "\e[1;5C", "\e[6~", "\e[4~", "\e[6;5~", "\e[15~", "\e[1;2R", "\eOR", "\e[Z", "\ex", "\e[200~t\e[201~",
        "\e[97;5u", "\e[57441;2:3u", "\e[27;5;9~", "\e[<0;10;20M", "\e[<35;1;1m", "\e[M !!", "\e[32;10;20M", "\e[I", "\e[O", "\e\r", "\e\x7f", "\e[3;5~",
        "\e]52;c;aGk=\a", "\e[4h", "\e[?", "\e[?1;2h", "\e]1", "\e]13;rgb:0/0/0\a", "\eP", "\eP$", "\e]", "\e[", "\e[6", "\e[6;", "\eP>", "\e\e[A", "\e\e\e",
    ];

    [Fact]
    public void Feed_KeysAmongRepliesCutAnywhere_KeysArriveAndRepliesDoNot()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var probe = new TerminalProbe(ProbeLevel.Full, new Instant(1000));
            var input = new StringBuilder();
            var typed = new StringBuilder();
            foreach (string reply in Replies)
            {
                for (int count = random.Next(3); count > 0; count--)
                {
                    string key = Keys[random.Next(Keys.Length)];

                    // Two keys that make one reply are not two keys.
                    string next = key is "\e[?" or "\e]1" or "\eP" or "\eP>" or "\e]" or "\e[" or "\e[6" or "\e[6;" or "\eP$" ? "x" : "";
                    input.Append(key).Append(next);
                    typed.Append(key).Append(next);
                }

                input.Append(reply);
            }

            input.Append(Fence);
            string keys = FeedInPieces(probe, input.ToString(), random);
            Assert.True(typed.ToString() == keys, $"seed {seed}");
            Assert.True(probe.IsFinished(new Instant(1000)));
            Assert.Equal(
                new TerminalAnswers
                {
                    IsFenced = true,
                    Version = "kitty(0.32.2)",
                    KittyKeyboard = true,
                    SynchronizedOutput = true,
                    SchemeReports = true,
                    Foreground = Color.Rgb(255, 255, 255),
                    Background = Color.Rgb(0, 16, 128),
                    Cursor = Color.Rgb(255, 0, 136),
                    Cell = (10, 20),
                    Window = (800, 480),
                    Scheme = ColorScheme.Dark,
                    TrueColor = true,
                },
                probe.Answers);
        }
    }

    [Fact]
    public void Feed_AnyKeyAlone_ArrivesWithinPatience()
    {
        foreach (string key in Keys)
        {
            foreach (long at in (long[])[0, 149, 150, 4999, 5000, 100_000])
            {
                var probe = new TerminalProbe(ProbeLevel.Full, new Instant(1000));
                var now = new Instant(1000 + at);
                string keys = Feed(probe, now, key);
                Instant deadline = probe.NextDeadline(now);
                keys += deadline == Instant.Never ? "" : Flush(probe, deadline);
                Assert.Equal(key, keys);
                Assert.True(deadline == Instant.Never || deadline <= Instant.Max(new Instant(1150), now + TerminalProbe.SplitMs) + TerminalProbe.SplitMs);
                Assert.Equal(Instant.Never, probe.NextDeadline(deadline));
            }
        }
    }

    [Fact]
    public void Feed_LoneEscapeAfterTheFence_IsNotHeld()
    {
        var probe = new TerminalProbe(ProbeLevel.Full, new Instant(1000));
        Assert.Equal("", Feed(probe, new Instant(1001), "\e"));
        Assert.Equal("\e", Feed(probe, new Instant(1002), Fence));
        Assert.Equal("\e", Feed(probe, new Instant(1003), "\e"));
    }

    [Fact]
    public void Feed_LateReply_DoesNotReachTheSession()
    {
        var probe = new TerminalProbe(ProbeLevel.Full, new Instant(1000));
        Assert.True(probe.IsFinished(new Instant(1150)));
        Assert.Equal("ab", Feed(probe, new Instant(3000), "a\e]11;rgb:ffff/ffff/ffff\e\\b"));
        Assert.Equal(Color.Rgb(255, 255, 255), probe.Answers.Background);

        // Cut behind its first octet, which cannot wait: it may be the user's. The rest is still known for what it is.
        Assert.Equal("\e", Feed(probe, new Instant(3100), "\e"));
        Assert.Equal("", Feed(probe, new Instant(3101), "[?62c"));
        Assert.True(probe.Answers.IsFenced);
    }

    [Fact]
    public void Feed_ReplyAfterAllPatience_IsHandedOn()
    {
        var probe = new TerminalProbe(ProbeLevel.Full, new Instant(1000));
        Assert.Equal(Fence, Feed(probe, new Instant(6000), Fence));
        Assert.Equal("\e[?997;2n", Feed(probe, new Instant(6000), "\e[?997;2n"));
    }

    [Fact]
    public void Feed_SchemeReportsAreOn_TakenAtAnyTimeAndNothingElse()
    {
        var probe = new TerminalProbe(ProbeLevel.Full, new Instant(1000)) { ExpectsSchemes = true };
        Assert.Equal("xy", Feed(probe, new Instant(90_000), "x\e[?997;2ny"));
        Assert.Equal(ColorScheme.Light, probe.Answers.Scheme);
        Assert.Equal("\e[?62c\e]11;rgb:0/0/0\a", Feed(probe, new Instant(90_000), "\e[?62c\e]11;rgb:0/0/0\a"));
    }

    [Fact]
    public void Feed_NothingWasAsked_EverythingIsTyped()
    {
        var probe = new TerminalProbe(ProbeLevel.None, new Instant(1000));
        Assert.Equal("\e" + Fence, Feed(probe, new Instant(1000), "\e" + Fence));
        Assert.True(probe.IsFinished(new Instant(1000)));
    }

    [Fact]
    public void Feed_EndlessReply_IsHandedOnWhole()
    {
        var probe = new TerminalProbe(ProbeLevel.Full, new Instant(1000));
        string text = "\eP>|" + new string('v', 5000) + "\e\\";
        Assert.Equal(text, FeedInPieces(probe, text, new Random(1)));
        Assert.Equal("", probe.Answers.Version);
    }

    [Fact]
    public void Feed_AnyOctets_NothingIsLostButReplies()
    {
        ReadOnlySpan<char> alphabet = "\e\e\e[]P?>|+$;:/0123456789abcrgbuytn\a\\Rx ";
        for (int seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            string text = string.Concat(random.GetItems(alphabet, random.Next(60)));
            var probe = new TerminalProbe(ProbeLevel.Full, new Instant(1000));
            string keys = FeedInPieces(probe, text, random) + Flush(probe, new Instant(9000));
            if (ReferenceEquals(probe.Answers, TerminalAnswers.None))
            {
                // A reply to nothing we know counts as one, too: a mode that was not asked for, a capability that is not there.
                string stripped = System.Text.RegularExpressions.Regex.Replace(text, @"\e\[\?\d+;\d+\$y|\e\[[46];\d+;\d+t|\e\[\?997;\d+n|\eP[01]\+r[0-9a-fA-F=;]*(\a|\e\\)", "");
                Assert.True(keys == stripped, $"seed {seed}");
            }
        }
    }

    private static string FeedInPieces(TerminalProbe probe, string text, Random random)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        var keys = new List<byte>();
        for (int start = 0; start < octets.Length;)
        {
            int length = Math.Min(octets.Length - start, 1 + random.Next(random.Next(2) == 0 ? 3 : 40));
            keys.AddRange(FeedOctets(probe, new Instant(1000), octets.AsSpan(start, length)));
            start += length;
        }

        return Encoding.UTF8.GetString([.. keys]);
    }

    private static string Feed(TerminalProbe probe, Instant now, string text) => Encoding.UTF8.GetString(FeedOctets(probe, now, Encoding.UTF8.GetBytes(text)));

    private static byte[] FeedOctets(TerminalProbe probe, Instant now, ReadOnlySpan<byte> octets)
    {
        var keys = new byte[octets.Length + TerminalProbe.HeldMax];
        int count = probe.Feed(now, octets, keys);
        return keys[..count];
    }

    private static string Flush(TerminalProbe probe, Instant now)
    {
        var keys = new byte[TerminalProbe.HeldMax];
        return Encoding.UTF8.GetString(keys, 0, probe.Flush(now, keys));
    }
}
