using Godwit.Terminal;

namespace Godwit.Prediction.Tests;

/// <summary>
/// The password matrix in simulation: programs that hide what is typed, at random times after their start and after each line, users who type ahead, lossy
/// links. Each character is typed once in a session, so that one on the screen that no program has echoed is a secret that was shown.
/// </summary>
public sealed class SecretTests(ITestOutputHelper log)
{
    private const int FirstCharacter = 0x400;

    /// <summary>Sessions per case; <c>GODWIT_SECRET_RUNS</c> says another number.</summary>
    private static int Runs => int.TryParse(Environment.GetEnvironmentVariable("GODWIT_SECRET_RUNS"), out int runs) ? runs : 350;

    [Theory]
    [InlineData(50, true)]
    [InlineData(200, true)]
    [InlineData(1000, true)]
    [InlineData(50, false)]
    [InlineData(200, false)]
    [InlineData(1000, false)]
    public void Typing_IntoProgramsThatHide_ShowsNothingThatWasNotEchoed(int rtt, bool tells)
    {
        long shown = 0, keys = 0;
        for (int seed = 1; seed <= Runs; seed++)
        {
            var random = new Random((seed * 7919) + rtt);
            var model = new TtyModel(random, tells);
            var rig = new Rig(model.Program, rtt);
            model.Attach(rig);
            var seen = new HashSet<char>();
            rig.Samples.Add(one => Collect(one.Shown, seen));
            if (random.Next(3) == 0)
            {
                rig.FrameFate = () => (random.Next(0, rtt / 2), random.Next(5) == 0);
            }

            Type(rig, model, random);
            seen.ExceptWith(model.Echoed);
            Assert.True(seen.Count == 0, $"seed {seed}: {string.Join(' ', seen.Select(c => (int)c - FirstCharacter))} shown and never echoed");
            shown += rig.Engine.Ledger.Shown;
            keys += rig.Engine.Ledger.Keys;
        }

        log.WriteLine($"{Runs} sessions, {keys} keys, {shown} shown before the server's answer");
        Assert.True(shown > keys / 20, "the test has no teeth if nothing is predicted");
    }

    private static void Type(Rig rig, TtyModel model, Random random)
    {
        char next = (char)FirstCharacter;
        int lines = random.Next(3, 9);
        for (int i = 0; i < lines; i++)
        {
            if (random.Next(2) == 0)
            {
                for (int waited = 0; waited < 20 && !(model.IsIdle && random.Next(2) == 0); waited++)
                {
                    rig.RunFor(100);
                }
            }

            int length = random.Next(0, 9);
            for (int k = 0; k < length; k++)
            {
                rig.Type((next++).ToString());
                rig.RunFor(random.Next(20, 350));
            }

            rig.Type("\r");
            rig.RunFor(random.Next(20, 500));
        }

        rig.RunFor(1000);
    }

    private static void Collect(Screen screen, HashSet<char> seen)
    {
        foreach (Row row in screen.Rows)
        {
            foreach (Cell cell in row.Cells)
            {
                if (cell.Glyph >= FirstCharacter && !cell.IsCluster)
                {
                    seen.Add((char)cell.Glyph);
                }
            }
        }
    }
}
