using System.Text;
using Godwit.Testing;

namespace Godwit.Session.Tests;

/// <summary>Long pastes: nothing is lost, nothing grows, and Ctrl-C takes back what was not sent.</summary>
public sealed class PasteTests
{
    private const int ReadSize = 16 * 1024;

    [Theory]
    [InlineData(0.0, 1024 * 1024)]
    [InlineData(0.1, 200 * 1024)]
    public void Paste_OfMegabytes_ArrivesExactlyAndWithinItsBounds(double loss, int size)
    {
        using SessionPair pair = Connected(loss);
        byte[] pasted = Octets(size);
        byte[] stream = [.. "\e[200~"u8, .. pasted, .. "\e[201~"u8];
        int at = 0;
        Assert.True(pair.RunUntil(
            () =>
            {
                if (at < stream.Length && pair.Client.AcceptsInput)
                {
                    int length = Math.Min(ReadSize, stream.Length - at);
                    pair.Type(stream.AsSpan(at, length));
                    at += length;
                }

                Assert.InRange(pair.Client.Connection.Local.Held, 0, ClientSession.InputMax + 64);
                return pair.Read.Count == stream.Length;
            },
            3_600_000));
        Assert.True(pair.Read.ToArray().AsSpan().SequenceEqual(stream));
        Assert.True(pair.RunUntil(() => !pair.Client.HasUnsentInput, 5000));
    }

    /// <summary>A piece that is too large for the path never arrives: none may be made, whatever the dice say.</summary>
    [Fact]
    public void Paste_OnManyLossyLinks_NeverGetsStuck()
    {
        for (int seed = 100; seed < 120; seed++)
        {
            using SessionPair pair = Connected(0.1, seed);
            byte[] pasted = Octets(60 * 1024);
            Paste(pair, pasted);
            Assert.True(pair.RunUntil(() => pair.Read.Count == pasted.Length, 120_000), $"seed {seed}: {pair.Read.Count} of {pasted.Length}");
        }
    }

    [Fact]
    public void Interrupt_TypedWhileAPasteWaits_DropsItAndEndsThePaste()
    {
        using SessionPair pair = Connected(0);
        Paste(pair, [.. "\e[200~"u8, .. Octets(1024 * 1024), .. "\e[201~"u8]);
        pair.RunFor(150);
        Press(pair, "\x03");
        Assert.True(pair.RunUntil(() => pair.Read.Count > 0 && pair.Read[^1] == 3, 20_000));
        pair.RunFor(2000);
        Assert.Equal("\e[201~\x03", Encoding.Latin1.GetString([.. pair.Read[^7..]]));
        Assert.InRange(pair.Read.Count, 2048, (2 * ClientSession.InputMax) + ReadSize);
        Assert.False(pair.Client.HasUnsentInput);

        // Whatever comes next is typed as ever.
        Press(pair, "ls\r");
        Assert.True(pair.RunUntil(() => Encoding.Latin1.GetString([.. pair.Read[^3..]]) == "ls\r", 2000));
    }

    [Theory]
    // Between the brackets, alone in its read.
    [InlineData("\e[200~", "\x03", "\e[201~")]
    // Without brackets, beside others.
    [InlineData("", "\x03\x03", "")]
    [InlineData("", "x\x03", "")]
    public void Interrupt_AsPartOfAPaste_IsPasted(string before, string octets, string after)
    {
        using SessionPair pair = Connected(0);
        byte[] bulk = Octets(300 * 1024);
        Paste(pair, [.. Encoding.Latin1.GetBytes(before), .. bulk]);
        Press(pair, octets);
        Press(pair, "rest" + after);
        int total = before.Length + bulk.Length + octets.Length + 4 + after.Length;
        Assert.True(pair.RunUntil(() => pair.Read.Count == total, 600_000));
        Assert.EndsWith(octets + "rest" + after, Encoding.Latin1.GetString([.. pair.Read[^20..]]), StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupt_NothingWaits_IsSentAndNothingElseHappens()
    {
        using SessionPair pair = Connected(0);
        Press(pair, "sleep 9\r");
        Press(pair, "\x03");
        Assert.True(pair.RunUntil(() => Encoding.Latin1.GetString([.. pair.Read]) == "sleep 9\r\x03", 2000));
        Assert.Same(pair.Client.Connection.Remote.Screen, pair.Client.Render(pair.Now));
    }

    /// <summary>The escape key works behind a paste that nobody takes.</summary>
    [Fact]
    public void Quit_BehindAPasteThatTheProgramDoesNotRead_Ends()
    {
        using SessionPair pair = Connected(0);
        pair.ProgramReads = false;
        Paste(pair, Octets(4 * 1024 * 1024));
        pair.RunFor(1000);
        Assert.True(pair.Client.AcceptsInput);
        Press(pair, "\x1E.");
        Assert.True(pair.Client.IsClosing);
    }

    private static SessionPair Connected(double loss, int seed = 9)
    {
        var pair = new SessionPair(seed);
        pair.SetConditions(new LinkConditions { Delay = 20, Loss = loss });
        pair.RunFor(500);
        return pair;
    }

    /// <summary>One read of the loop.</summary>
    private static void Press(SessionPair pair, string keys)
    {
        byte[] octets = Encoding.Latin1.GetBytes(keys);
        pair.Client.DropWaitingIfInterrupted(pair.Now, octets);
        pair.Type(octets);
    }

    private static void Paste(SessionPair pair, byte[] octets)
    {
        foreach (byte[] read in octets.Chunk(ReadSize))
        {
            pair.Client.DropWaitingIfInterrupted(pair.Now, read);
            pair.Type(read);
        }
    }

    /// <summary>All octets but ESC and those that a pty gives a meaning to.</summary>
    private static byte[] Octets(int count)
    {
        var octets = new byte[count];
        new Random(3).NextBytes(octets);
        for (int at = 0; at < count; at++)
        {
            octets[at] = octets[at] is 0x1B or 0x1E ? (byte)'x' : octets[at];
        }

        return octets;
    }
}
