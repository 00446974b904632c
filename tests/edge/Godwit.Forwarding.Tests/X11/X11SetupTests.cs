using System.Buffers.Binary;

namespace Godwit.Forwarding.Tests.X11;

public class X11SetupTests
{
    private static readonly byte[] Fake = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
    private static readonly byte[] Real = [.. Enumerable.Range(0, 16).Select(i => (byte)(0xF0 + i))];

    [Theory]
    [InlineData('B')]
    [InlineData('l')]
    public void Feed_RightCookie_CutAnywhere_IsReplaced(char order)
    {
        byte[] request = Request(order, "MIT-MAGIC-COOKIE-1", Fake);
        byte[] wanted = Request(order, "MIT-MAGIC-COOKIE-1", Real);
        byte[] withMore = [.. request, 98, 0, 5, 0];
        for (int cut = 0; cut <= request.Length; cut++)
        {
            var setup = new X11Setup(Fake, Real);
            X11Outcome outcome = setup.Feed(withMore.AsSpan(0, cut), out int consumed);
            Assert.Equal(cut, consumed);
            Assert.Equal(cut < request.Length ? X11Outcome.NeedsMore : X11Outcome.Accept, outcome);
            outcome = setup.Feed(withMore.AsSpan(cut), out int rest);
            Assert.Equal(X11Outcome.Accept, outcome);
            Assert.Equal(request.Length, consumed + rest);
            Assert.Equal(wanted, setup.Output.ToArray());
        }
    }

    [Theory]
    [InlineData('B')]
    [InlineData('l')]
    public void Feed_ServerWithoutCookie_TheClientIsIntroducedWithout(char order)
    {
        var setup = new X11Setup(Fake, []);
        Assert.Equal(X11Outcome.Accept, setup.Feed(Request(order, "MIT-MAGIC-COOKIE-1", Fake), out _));
        Assert.Equal(Request(order, "", []), setup.Output.ToArray());
    }

    [Theory]
    [InlineData('B')]
    [InlineData('l')]
    public void Feed_WrongCookie_IsRefusedWithAReason(char order)
    {
        for (int bit = 0; bit < 128; bit++)
        {
            byte[] wrong = [.. Fake];
            wrong[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(order, Request(order, "MIT-MAGIC-COOKIE-1", wrong));
        }

        AssertRefused(order, Request(order, "MIT-MAGIC-COOKIE-2", Fake));
        AssertRefused(order, Request(order, "XDM-AUTHORIZATION-1", Fake));
        AssertRefused(order, Request(order, "", []));
        AssertRefused(order, Request(order, "MIT-MAGIC-COOKIE-1", [.. Fake, 0]));
        AssertRefused(order, Request(order, "MIT-MAGIC-COOKIE-1", Fake[..15]));
    }

    [Fact]
    public void Feed_LengthsBeyondTheBound_AreRefusedBeforeAnythingIsKept()
    {
        var setup = new X11Setup(Fake, Real);
        Assert.Equal(X11Outcome.Refuse, setup.Feed([(byte)'l', 0, 11, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 1, 2, 3], out int consumed));
        Assert.Equal(12, consumed);
        Assert.Equal(X11Outcome.Refuse, setup.Feed([1, 2, 3], out consumed));
        Assert.Equal(0, consumed);
    }

    [Fact]
    public void Feed_NoXClient_IsRefusedAtItsFirstOctet()
    {
        var setup = new X11Setup(Fake, Real);
        Assert.Equal(X11Outcome.Refuse, setup.Feed("GET / HTTP/1.1"u8, out int consumed));
        Assert.Equal(1, consumed);
        Assert.Empty(setup.Output.ToArray());
    }

    [Fact]
    public void Feed_RandomOctets_NeverThrowsAndNeverAccepts()
    {
        var random = new Random(5);
        var octets = new byte[80];
        for (int i = 0; i < 100_000; i++)
        {
            random.NextBytes(octets);
            octets[0] = (byte)"Bl"[random.Next(2)];
            if (random.Next(2) == 0)
            {
                Request((char)octets[0], "MIT-MAGIC-COOKIE-1", octets[40..56]).CopyTo(octets, 0);
            }

            var setup = new X11Setup(Fake, Real);
            Assert.Equal(X11Outcome.Refuse, setup.Feed(octets, out int consumed));
            Assert.InRange(consumed, 1, 48);
        }
    }

    private static void AssertRefused(char order, byte[] request)
    {
        var setup = new X11Setup(Fake, Real);
        Assert.Equal(X11Outcome.Refuse, setup.Feed(request, out _));
        ReadOnlySpan<byte> answer = setup.Output;
        ushort words = order == 'B' ? BinaryPrimitives.ReadUInt16BigEndian(answer[6..]) : BinaryPrimitives.ReadUInt16LittleEndian(answer[6..]);
        Assert.Equal(0, answer[0]); // Failed.
        Assert.Equal(request[2..6], answer[2..6].ToArray());
        Assert.Equal(answer.Length, 8 + (words * 4));
        Assert.Equal("godwit: the X11 cookie is wrong"u8, answer.Slice(8, answer[1]));
    }

    private static byte[] Request(char order, string name, byte[] data)
    {
        byte[] Number(int value) => order == 'B' ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)];
        byte[] Padded(byte[] octets) => [.. octets, .. new byte[-octets.Length & 3]];
        return
        [
            (byte)order, 0, .. Number(11), .. Number(0), .. Number(name.Length), .. Number(data.Length), 0, 0,
            .. Padded(System.Text.Encoding.ASCII.GetBytes(name)), .. Padded(data),
        ];
    }
}
