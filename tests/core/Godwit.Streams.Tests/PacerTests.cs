using Godwit.Transport;

namespace Godwit.Streams.Tests;

public sealed class PacerTests
{
    private const int Size = 1200;

    private static readonly Instant Start = new(5000);

    [Fact]
    public void ReadyAt_ShortRoundTrip_IsAtOnce()
    {
        var pacer = new Pacer();
        for (int count = 0; count < 1000; count++)
        {
            pacer.Update(Start, 12_000, 1, isSearching: true, Size);
            Assert.Equal(Start, pacer.ReadyAt(Size));
            pacer.NoteSent(Size);
        }
    }

    /// <summary>A window in a round trip and a little more, never much at once.</summary>
    [Theory]
    [InlineData(120_000, 50, false)]
    [InlineData(120_000, 50, true)]
    [InlineData(12_000, 300, false)]
    [InlineData(4_000_000, 100, false)]
    public void ReadyAt_ManyPackets_SpreadsTheWindowOverTheRoundTrip(double window, double roundTrip, bool isSearching)
    {
        var pacer = new Pacer();
        double rate = (isSearching ? 2 : 1.1) * window / roundTrip;
        Instant now = Start;
        long sent = 0;
        while (now - Start < 10 * roundTrip)
        {
            pacer.Update(now, window, roundTrip, isSearching, Size);
            Instant ready = pacer.ReadyAt(Size);
            if (ready > now)
            {
                now = ready; // In the future by a millisecond at least: nobody asks again and again.
                continue;
            }

            pacer.NoteSent(Size);
            sent += Size;
            Assert.InRange(sent, 0, (rate * (now - Start)) + Math.Max(2 * Size, 2 * rate));
        }

        Assert.InRange(sent, (rate * (now - Start)) - Math.Max(2 * Size, 2 * rate), double.PositiveInfinity);
    }

    [Fact]
    public void Update_AfterALongPause_AllowsNoFlood()
    {
        var pacer = new Pacer();
        pacer.Update(Start, 120_000, 100, isSearching: false, Size);
        Instant later = Start + 1_000_000;
        int sent = 0;
        pacer.Update(later, 120_000, 100, isSearching: false, Size);
        for (; pacer.ReadyAt(Size) <= later; sent++)
        {
            pacer.NoteSent(Size);
        }

        Assert.InRange(sent, 1, 3);
    }
}
