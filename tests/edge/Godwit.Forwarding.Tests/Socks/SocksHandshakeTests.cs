using System.Text;
using Godwit.Streams;

namespace Godwit.Forwarding.Tests.Socks;

public class SocksHandshakeTests
{
    private static readonly byte[] NoAuthentication = [5, 0];

    public static TheoryData<string, string, int> Requests => new()
    {
        { "04 01 0050 C0000201 00", "192.0.2.1", 80 },
        { "04 01 0050 C0000201 726F6F74 00", "192.0.2.1", 80 },
        { "04 01 01BB 00000001 00 686F7374 00", "host", 443 },
        { "04 01 01BB 000000FF 6A 00 686F7374 00", "host", 443 },
        { "05 01 00 | 05 01 00 01 C0000201 0050", "192.0.2.1", 80 },
        { "05 02 02 00 | 05 01 00 03 04 686F7374 01BB", "host", 443 },
        { "05 01 00 | 05 01 00 04 20010DB8000000000000000000000001 1F90", "2001:db8::1", 8080 },
        { "05 01 00 | 05 01 00 03 06 62C3BC722E6F 0016", "bür.o", 22 },
    };

    public static TheoryData<string, string> Refusals => new()
    {
        { "47", "" }, // HTTP
        { "00", "" },
        { "04 02 0050 C0000201 00", "00 5B 0000 00000000" },
        { "04 01 0000 C0000201 00", "00 5B 0000 00000000" },
        { "04 01 0050 00000001 00 00", "00 5B 0000 00000000" },
        { "04 01 0050 00000001 00 610A 00", "00 5B 0000 00000000" },
        { "05 00", "05 FF" },
        { "05 02 01 02", "05 FF" },
        { "05 01 00 | 05 02 00 01 C0000201 0050", "05 07 00 01 00000000 0000" },
        { "05 01 00 | 05 01 00 02 C0", "05 08 00 01 00000000 0000" },
        { "05 01 00 | 05 01 00 03 00 0050", "05 01 00 01 00000000 0000" },
        { "05 01 00 | 05 01 00 03 02 6100 0050", "05 01 00 01 00000000 0000" },
        { "05 01 00 | 05 01 00 03 01 FF 0050", "05 01 00 01 00000000 0000" },
        { "05 01 00 | 05 01 00 01 C0000201 0000", "05 01 00 01 00000000 0000" },
        { "05 01 00 | 04", "" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Feed_Request_CutAnywhere_IsReadWhole(string octets, string host, int port)
    {
        byte[] request = Octets(octets);
        byte[] withData = [.. request, 1, 2, 3];
        for (int cut = 0; cut <= request.Length; cut++)
        {
            var handshake = new SocksHandshake();
            var sent = new List<byte>();
            SocksOutcome outcome = Run(handshake, withData.AsSpan(0, cut), sent, out int first);
            if (outcome != SocksOutcome.Request)
            {
                Assert.Equal(cut, first);
                outcome = Run(handshake, withData.AsSpan(first), sent, out int second);
                first += second;
            }

            Assert.Equal(SocksOutcome.Request, outcome);
            Assert.Equal(request.Length, first); // What lies behind is the connection's.
            Assert.Equal((host, port), (handshake.Host, handshake.Port));
            Assert.Equal(request[0] == 5 ? NoAuthentication : [], sent);
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Feed_WhatIsNotOffered_IsRefusedInItsOwnLanguage(string octets, string answer)
    {
        var handshake = new SocksHandshake();
        var sent = new List<byte>();
        Assert.Equal(SocksOutcome.Refuse, Run(handshake, Octets(octets), sent, out _));
        Assert.Equal(Octets(answer), handshake.Answer.ToArray());
        Assert.Equal(SocksOutcome.Refuse, handshake.Feed([5, 1, 0], out int consumed));
        Assert.Equal(0, consumed);
    }

    [Theory]
    [InlineData(StreamError.Refused, 5)]
    [InlineData(StreamError.Unreachable, 4)]
    [InlineData(StreamError.UnknownName, 4)]
    [InlineData(StreamError.TimedOut, 6)]
    [InlineData(StreamError.Forbidden, 2)]
    [InlineData(StreamError.Broken, 1)]
    [InlineData(ulong.MaxValue, 1)]
    public void Fail_AfterARequest_SaysWhy(ulong error, byte reply)
    {
        var handshake = new SocksHandshake();
        _ = Run(handshake, Octets("05 01 00 | 05 01 00 03 01 61 0050"), [], out _);
        handshake.Fail(error);
        Assert.Equal([5, reply, 0, 1, 0, 0, 0, 0, 0, 0], handshake.Answer.ToArray());
        handshake.Succeed();
        Assert.Equal([5, 0, 0, 1, 0, 0, 0, 0, 0, 0], handshake.Answer.ToArray());

        var old = new SocksHandshake();
        _ = Run(old, Octets("04 01 0050 C0000201 00"), [], out _);
        old.Fail(error);
        Assert.Equal([0, 91, 0, 0, 0, 0, 0, 0], old.Answer.ToArray());
        old.Succeed();
        Assert.Equal([0, 90, 0, 0, 0, 0, 0, 0], old.Answer.ToArray());
    }

    [Theory]
    [InlineData("04 01 0050 00000001")]
    [InlineData("04 01 0050 00000001 00")]
    public void Feed_TextThatDoesNotEnd_IsRefusedAtTheLimit(string start)
    {
        var handshake = new SocksHandshake();
        byte[] much = [.. Octets(start), .. Encoding.ASCII.GetBytes(new string('a', 100_000))];
        Assert.Equal(SocksOutcome.Refuse, Run(handshake, much, [], out int consumed));
        Assert.InRange(consumed, 256, 520);
    }

    [Fact]
    public void Feed_LongestTexts_AreTaken()
    {
        string name = new('a', 255);
        byte[] user = Encoding.ASCII.GetBytes(name);
        var handshake = new SocksHandshake();
        Assert.Equal(SocksOutcome.Request, Run(handshake, [4, 1, 0, 80, 0, 0, 0, 1, .. user, 0, .. user, 0], [], out _));
        Assert.Equal(name, handshake.Host);
    }

    [Fact]
    public void Feed_RandomOctets_NeverThrowsAndAlwaysEnds()
    {
        var random = new Random(11);
        var octets = new byte[700];
        var seen = new HashSet<SocksOutcome>();
        for (int i = 0; i < 50_000; i++)
        {
            random.NextBytes(octets);
            octets[0] = (byte)random.Next(4, 6);
            octets[1] = (byte)random.Next(0, 3);
            if (random.Next(2) == 0)
            {
                octets.AsSpan(2, 8).Clear();
            }

            octets.AsSpan(4).Replace((byte)0, (byte)random.Next(2));
            var handshake = new SocksHandshake();
            SocksOutcome outcome = Run(handshake, octets, [], out int consumed);
            seen.Add(outcome);
            Assert.NotEqual(SocksOutcome.NeedsMore, outcome); // 700 octets are more than any request has.
            Assert.InRange(consumed, 1, 600);
            Assert.Equal(outcome == SocksOutcome.Request, handshake.Port != 0);
        }

        Assert.Equal(2, seen.Count);
    }

    // As a loop does it: answers are sent, and what is left is fed again.
    private static SocksOutcome Run(SocksHandshake handshake, ReadOnlySpan<byte> octets, List<byte> sent, out int consumed)
    {
        SocksOutcome outcome;
        consumed = 0;
        do
        {
            outcome = handshake.Feed(octets[consumed..], out int taken);
            consumed += taken;
            if (outcome == SocksOutcome.Answer)
            {
                sent.AddRange(handshake.Answer);
            }
        }
        while (outcome == SocksOutcome.Answer);
        return outcome;
    }

    private static byte[] Octets(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal).Replace("|", "", StringComparison.Ordinal));
}
