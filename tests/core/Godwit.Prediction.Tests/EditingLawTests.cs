namespace Godwit.Prediction.Tests;

/// <summary>Random typing and editing over lossy links: in the end, and whenever all is answered, the screen is the one without predictions.</summary>
public sealed class EditingLawTests(ITestOutputHelper log)
{
    private static readonly string[] Keys =
        ["a", "b", "c", " ", "e", "é", "漢", "\x7f", "\x1b[D", "\x1b[C", "\x1b[1;5D", "\x01", "\x05", "\x17", "\x15", "\x0b", "\r", "\t", "\x1b", "\x1b[A", "word ", "xyz"];

    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    [InlineData(500)]
    public void Screen_AfterRandomKeysOverALossyLink_IsTheServers(int rtt)
    {
        long misses = 0, shown = 0, wrongMost = 0, worst = 0;
        for (int seed = 1; seed <= 150; seed++)
        {
            var random = new Random((seed * 104729) + rtt);
            var model = new LineModel { Inserts = random.Next(4) > 0, Width = 40 };
            int latency = random.Next(3) == 0 ? random.Next(0, 120) : 0;
            bool loses = random.Next(2) == 0;
            var program = new FakeProgram { Latency = latency, Answer = model.Answer, Start = (random.Next(2) == 0 ? "\x1b[6;1H" : "") + model.Start };
            var rig = new Rig(program, rtt, columns: 40, rows: 6) { FrameFate = () => loses ? (random.Next(0, 100), random.Next(4) == 0) : (0, false) };
            for (int i = 0; i < 60; i++)
            {
                rig.Type(Keys[random.Next(Keys.Length)]);
                rig.RunFor(random.Next(0, 300));
            }

            rig.FrameFate = () => (0, false);
            rig.Print("\x1b[1;1H.\x1b[K");
            rig.RunFor(4000);
            Assert.True(rig.Shown.ContentEquals(rig.ServerScreen), $"seed {seed}, rtt {rtt}");
            misses += rig.Engine.Ledger.Misses;
            shown += rig.Engine.Ledger.Shown;
            if (!loses && latency == 0 && rig.Engine.Ledger.WrongVisibleMaxMs > wrongMost)
            {
                (wrongMost, worst) = (rig.Engine.Ledger.WrongVisibleMaxMs, seed);
            }
        }

        log.WriteLine($"rtt {rtt}: {shown} shown, {misses} wrong, the longest for {wrongMost} ms (seed {worst})");
        Assert.True(misses * 9 < shown, $"{misses} of {shown}");
        Assert.True(wrongMost <= rtt + 60, $"{wrongMost}");
    }
}
