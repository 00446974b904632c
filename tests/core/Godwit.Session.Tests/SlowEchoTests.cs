using Godwit.Sync;
using Godwit.Testing;

namespace Godwit.Session.Tests;

/// <summary>
/// A program that echoes late, over 200 ms, with a client that judges as stock does (spec 07 section 9, the row with 0 %): 33 letters, one every 130 ms.
/// </summary>
public sealed class SlowEchoTests
{
    private const int Keys = 33;
    private const int GapMs = 130;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(30, 30)]
    [InlineData(70, 70)]
    [InlineData(120, 120)]
    [InlineData(300, 300)]
    [InlineData(70, 120)]
    public void Typing_StockClient_SeesItsLettersAtOnce(int least, int most)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            StockJudge judge = Type(seed, least, most, isStockClient: true);
            Assert.True(judge is { Instant: >= Keys * 85 / 100, Rewritten: <= 2 }, $"seed {seed}: {judge.Instant} at once, {judge.Rewritten} taken away");
        }
    }

    /// <summary>Times that vary by more than the gap between two keys: sometimes an answer is taken for another key's.</summary>
    [Fact]
    public void Typing_AnswersTakeAnythingFrom120To300Ms_MostLettersAreSeenAtOnce()
    {
        StockJudge[] judges = [.. Enumerable.Range(0, 10).Select(seed => Type(seed, 120, 300, isStockClient: true))];
        string all = string.Join(", ", judges.Select(judge => $"{judge.Instant}-{judge.Rewritten}"));
        Assert.True(judges.Sum(judge => judge.Instant) >= judges.Length * Keys * 75 / 100 && judges.Count(judge => judge.Rewritten > 2) <= 1, all);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(70, 70)]
    [InlineData(120, 120)]
    [InlineData(300, 300)]
    public void Typing_Godwit_IsNeverToldOfAnAnswerThatIsNotThere(int least, int most)
    {
        StockJudge judge = Type(1, least, most, isStockClient: false);
        Assert.True(judge is { Instant: >= Keys * 85 / 100, Rewritten: 0 }, $"{judge.Instant} at once, {judge.Rewritten} taken away");
    }

    /// <summary>A program that reads without an echo, as a password or a command of vim: nothing waits longer than the bound.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Typing_NoEcho_IsAcknowledgedWithinTheBound(bool isStockClient)
    {
        using SessionPair pair = Connected(3, isStockClient);
        long[] bounds = [500, 250, 125, 62, 50, 50];
        foreach (long bound in bounds)
        {
            ulong before = Remote(pair).EchoAck;
            pair.Type("x"u8);
            Assert.False(pair.RunUntil(() => Remote(pair).EchoAck > before, 200 + bound - 10));
            Assert.True(pair.RunUntil(() => Remote(pair).EchoAck > before, 40));
            pair.RunFor(2000);
        }

        // The terminal collects a line and does not show it: no need to find that out.
        using SessionPair secret = Connected(4, isStockClient);
        secret.Server.HandleProgram(new ProgramState { IsKnown = true, IsCanonical = true, Name = "sudo" });
        secret.RunFor(1000);
        ulong first = Remote(secret).EchoAck;
        secret.Type("x"u8);
        Assert.True(secret.RunUntil(() => Remote(secret).EchoAck > first, 200 + 50 + 20));
    }

    private static StockJudge Type(int seed, int least, int most, bool isStockClient)
    {
        using SessionPair pair = Connected(seed, isStockClient);
        var random = new Random(seed);
        var judge = new StockJudge();
        var echoes = new Queue<(long At, byte Letter)>();
        long last = 0;
        pair.Program = keys =>
        {
            foreach (byte key in keys.Span)
            {
                // In order, as one program or one connection answers.
                last = Math.Max(last, pair.Now.Milliseconds + 1 + random.Next(least, most + 1));
                echoes.Enqueue((last, key));
            }

            return [];
        };
        pair.Drawn = () => judge.Judge(Remote(pair));
        long start = pair.Now.Milliseconds;
        for (int typed = 0; pair.Now.Milliseconds < start + (Keys * GapMs) + 1000;)
        {
            if (typed < Keys && pair.Now.Milliseconds >= start + (typed * GapMs))
            {
                var letter = (byte)('a' + (typed++ % 26));
                judge.Type(letter, Remote(pair), pair.Client.Connection.SentNumber);
                pair.Type([letter]);
            }

            while (echoes.TryPeek(out var echo) && echo.At <= pair.Now.Milliseconds)
            {
                pair.Print([echoes.Dequeue().Letter]);
            }

            pair.RunFor(1);
        }

        Assert.Equal(Keys, Remote(pair).Screen.CursorColumn);
        return judge;
    }

    private static ScreenState Remote(SessionPair pair) => pair.Client.Connection.Remote;

    private static SessionPair Connected(int seed, bool isStockClient)
    {
        var pair = new SessionPair(seed, isStockClient: isStockClient);
        pair.SetConditions(new LinkConditions { Delay = 100 });
        pair.RunFor(3000);
        return pair;
    }
}
