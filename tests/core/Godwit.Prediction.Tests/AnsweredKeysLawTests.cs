using Godwit.Terminal;

namespace Godwit.Prediction.Tests;

/// <summary>
/// What is drawn over the server's screen ends with the answer: once a frame answers a key, nothing of that key is drawn any more, whatever the program has
/// done with it; and when all keys are answered the picture is the server's. Each character is typed once in a session, so that one that the user sees
/// and the server does not show is known to be drawn.
/// </summary>
public sealed class AnsweredKeysLawTests(ITestOutputHelper log)
{
    private const char FirstCharacter = (char)0x400;
    private const char LastCharacter = (char)0x482;
    private const char EraseKey = '\x7f';

    /// <summary>Sessions per case; <c>GODWIT_LAW_RUNS</c> says another number.</summary>
    private static int Runs => int.TryParse(Environment.GetEnvironmentVariable("GODWIT_LAW_RUNS"), out int runs) ? runs : 150;

    [Theory]
    [InlineData(4, true, true)]
    [InlineData(4, true, false)]
    [InlineData(4, false, true)]
    [InlineData(4, false, false)]
    [InlineData(200, true, true)]
    [InlineData(200, true, false)]
    [InlineData(200, false, true)]
    [InlineData(200, false, false)]
    [InlineData(1000, true, true)]
    [InlineData(1000, true, false)]
    [InlineData(1000, false, true)]
    [InlineData(1000, false, false)]
    public void Key_ThatTheServerHasAnswered_IsNotDrawn(int rtt, bool tells, bool hasEditor)
    {
        long shown = 0, keys = 0, misses = 0;
        for (int seed = 1; seed <= Runs; seed++)
        {
            Rig rig = Play(seed, rtt, tells, hasEditor);
            shown += rig.Engine.Ledger.Shown;
            keys += rig.Engine.Ledger.Keys;
            misses += rig.Engine.Ledger.Misses;
        }

        log.WriteLine($"{Runs} sessions, {keys} keys, {shown} shown before the server's answer, {misses} of them wrong");
        Assert.True(shown > keys / 20, "the test has no teeth if nothing is predicted");
    }

    private static Rig Play(int seed, int rtt, bool tells, bool hasEditor)
    {
        var random = new Random((seed * 6151) + rtt);
        var model = new ConsoleModel(random, tells, hasEditor) { Prompt = random.Next(3) == 0 ? "" : "user@host:~$ " };
        PredictionDisplay display = random.Next(4) == 0 ? PredictionDisplay.Experimental : PredictionDisplay.Always;
        var rig = new Rig(model.Program, rtt, new() { Display = display }, columns: 40, rows: 8) { AnswersWithOutput = tells };
        model.Attach(rig);
        if (random.Next(3) == 0)
        {
            rig.FrameFate = () => (random.Next(0, rtt / 2), random.Next(5) == 0);
        }

        var typed = new Dictionary<char, ulong>();
        rig.Samples.Add(one => Check(one, typed, seed));
        Type(rig, random, typed);
        rig.FrameFate = () => (0, false);
        rig.RunFor(rtt + 6000);
        Assert.True(rig.Shown.ContentEquals(rig.ServerScreen), $"seed {seed}: the picture in the end");
        return rig;
    }

    private static void Type(Rig rig, Random random, Dictionary<char, ulong> typed)
    {
        char next = FirstCharacter;
        rig.RunFor(random.Next(0, 1500));
        while (next < LastCharacter - 10)
        {
            int length = random.Next(0, 10);
            for (int k = 0; k < length; k++)
            {
                if (random.Next(10) == 0)
                {
                    typed[EraseKey] = rig.Sent + 1;
                    rig.Type(EraseKey.ToString());
                }
                else
                {
                    typed[next] = rig.Sent + 1;
                    rig.Type((next++).ToString());
                }

                rig.RunFor(random.Next(3) == 0 ? 0 : random.Next(0, 250));
            }

            rig.Type("\r");
            rig.RunFor(random.Next(2) == 0 ? random.Next(0, 30) : random.Next(0, 2000));
        }
    }

    private static void Check(Rig rig, Dictionary<char, ulong> typed, int seed)
    {
        if (ReferenceEquals(rig.Shown, rig.Truth))
        {
            return;
        }

        Assert.True(rig.Acknowledged < rig.Sent || rig.Shown.ContentEquals(rig.Truth), $"seed {seed}: all is answered at {rig.Now}, and the picture is not the server's");
        if (typed.GetValueOrDefault(EraseKey) > rig.Acknowledged)
        {
            // It may move other characters.
            return;
        }

        foreach ((char character, ulong frame) in typed)
        {
            if (frame <= rig.Acknowledged && Count(rig.Shown, character) > Count(rig.Truth, character))
            {
                Assert.Fail($"seed {seed}: key {character - FirstCharacter} of state {frame} is drawn at {rig.Now} though {rig.Acknowledged} is answered\n{Picture(rig.Shown)}\n{Picture(rig.Truth)}");
            }
        }
    }

    private static string Picture(Screen screen) =>
        string.Join('\n', Enumerable.Range(0, screen.Height).Select(row => "|" + Rig.TextOf(screen, row))) + $"\ncursor {screen.CursorRow} {screen.CursorColumn}";

    private static int Count(Screen screen, char character)
    {
        int count = 0;
        foreach (Row row in screen.Rows)
        {
            foreach (Cell cell in row.Cells)
            {
                count += cell.Glyph == character && !cell.IsCluster ? 1 : 0;
            }
        }

        return count;
    }
}
