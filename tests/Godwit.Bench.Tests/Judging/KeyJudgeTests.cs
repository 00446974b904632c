using Godwit.Bench.Judging;
using Godwit.Bench.Tests.Support;
using static Godwit.Bench.Tests.Support.Play;

namespace Godwit.Bench.Tests.Judging;

public sealed class KeyJudgeTests
{
    private static readonly Script Abc = Typed("abc");

    [Fact]
    public void Look_EchoesInOrder_EachCountsFromItsKey()
    {
        Verdict verdict = new Play(Abc)
            .Key(100).Draw(150, At(3, 0, "a"))
            .Key(200).Key(300).Draw(310, At(3, 1, "b")).Draw(420, At(3, 2, "c"))
            .Finish(1000);
        Assert.Equal([50, 110, 120], verdict.Keys.Select(key => key.Milliseconds));
        Assert.All(verdict.Keys, key => Assert.True(key.WasSeen));
        Assert.Equal(0, verdict.WrongCellMilliseconds);
        Assert.Equal(3, verdict.Typed);
    }

    [Fact]
    public void Look_PredictionThatStays_CountsFromItsShowing()
    {
        Verdict verdict = new Play(Abc).Key(100).Draw(102, At(3, 0, "\e[4ma\e[m")).Draw(200, At(3, 0, "a")).Finish(1000);
        Assert.Equal([2], verdict.Keys.Select(key => key.Milliseconds));
    }

    [Fact]
    public void Look_PredictionTakenBack_CountsFromTheLastTime()
    {
        Verdict verdict = new Play(Abc).Key(100).Draw(102, At(3, 0, "a")).Draw(150, At(3, 0, " \b")).Draw(230, At(3, 0, "a")).Finish(1000);
        Assert.Equal([130], verdict.Keys.Select(key => key.Milliseconds));
        Assert.Equal(0, verdict.WrongCellMilliseconds); // A blank is late, not wrong.
    }

    [Fact]
    public void Look_TakenBackForGood_WasNotSeen()
    {
        Verdict verdict = new Play(Abc).Key(100).Draw(102, At(3, 0, "a")).Draw(150, At(3, 0, " \b")).Finish(1000);
        Assert.Equal([new KeyLatency(0, 900, WasSeen: false)], verdict.Keys);
    }

    [Fact]
    public void Look_NeverShown_CountsToTheEnd()
    {
        Verdict verdict = new Play(Abc).Key(100).Draw(150, At(3, 0, "a")).Key(200).Finish(1000);
        Assert.Equal([new KeyLatency(0, 50, WasSeen: true), new KeyLatency(1, 800, WasSeen: false)], verdict.Keys);
    }

    [Fact]
    public void Rest_WrongLetters_AddUpCellsTimesTime()
    {
        Verdict verdict = new Play(Abc)
            .Key(100).Draw(110, At(3, 0, "xyz")).Draw(150, At(3, 0, "a"))
            .Draw(160, At(3, 1, "  ") + At(3, 1, ""))
            .Finish(1000);
        Assert.Equal([50], verdict.Keys.Select(key => key.Milliseconds));
        Assert.Equal((1 * 40) + (2 * 50), verdict.WrongCellMilliseconds);
    }

    [Fact]
    public void Rest_WrongLetterThatStays_CountsToTheEnd()
    {
        Verdict verdict = new Play(Abc).Key(100).Draw(110, At(9, 40, "?")).Finish(1000);
        Assert.Equal(890, verdict.WrongCellMilliseconds);
    }

    [Fact]
    public void Rest_MessageOfTheClient_IsNotWrong()
    {
        Verdict verdict = new Play(Abc).Draw(10, At(0, 0, "mosh: Last contact 5 seconds ago. [To quit: Ctrl-^ .]")).Finish(1000);
        Assert.Equal(0, verdict.WrongCellMilliseconds);
    }

    [Fact]
    public void Look_RightByChanceBeforeTheKey_IsNotSeenByThat()
    {
        // The b of the first state goes, and comes back as the effect of the second key.
        var script = new Script(
            [new("\x7f", 0), new("b", 0)],
            [State(0, 1, "b"), State(0, 0, ""), State(0, 1, "b")]);
        Verdict verdict = new Play(script)
            .Key(100).Key(110)
            .Draw(200, At(0, 0, " \b")).Draw(230, At(0, 0, "b"))
            .Finish(1000);
        Assert.Equal([100, 120], verdict.Keys.Select(key => key.Milliseconds));
    }

    [Fact]
    public void Look_LaterStateAtOnce_ShowsAllKeysBefore()
    {
        // A menu line that each key replaces: the first two are never seen by themselves.
        var script = new Script(
            [new("1", 0), new("2", 0), new("3", 0)],
            [State(5, 0, "zero"), State(5, 0, "one1"), State(5, 0, "two2"), State(5, 0, "free")]);
        Verdict verdict = new Play(script).Key(0).Key(10).Key(20).Draw(100, At(0, 0, "free") + At(5, 0, "")).Finish(500);
        Assert.Equal([100, 90, 80], verdict.Keys.Select(key => key.Milliseconds));
    }

    [Fact]
    public void Look_LargeEffect_NineTenthsAreEnough()
    {
        var line = new string('x', 40);
        var script = new Script([new("p", 0)], [State(5, 0, ""), State(5, 0, line)]);
        Verdict enough = new Play(script).Key(0).Draw(50, At(0, 0, line[..36]) + At(5, 0, "")).Finish(500);
        Verdict tooFew = new Play(script).Key(0).Draw(50, At(0, 0, line[..35]) + At(5, 0, "")).Finish(500);
        Assert.Equal([new KeyLatency(0, 50, WasSeen: true)], enough.Keys);
        Assert.Equal([new KeyLatency(0, 500, WasSeen: false)], tooFew.Keys);
    }

    [Fact]
    public void Type_KeyThatOnlyMovesTheCursor_IsNotJudged()
    {
        var script = new Script([new("<left>", 0), new("x", 0)], [State(0, 2, "ab"), State(0, 1, "ab"), State(0, 2, "axb")]);
        Verdict verdict = new Play(script).Key(0).Key(10).Draw(60, At(0, 1, "xb") + At(0, 2, "")).Finish(500);
        Assert.Equal([new KeyLatency(1, 50, WasSeen: true)], verdict.Keys);
        Assert.Equal(2, verdict.Typed);
    }

    [Fact]
    public void IsAllShown_WhileAKeyIsMissing_IsFalse()
    {
        Play play = new Play(Abc).Key(0).Key(10).Draw(60, At(3, 0, "a"));
        Assert.False(play.Judge.IsAllShown);
        Assert.True(play.Judge.IsShownNow(0));
        Assert.False(play.Judge.IsShownNow(1));
        play.Draw(70, At(3, 1, "b"));
        Assert.True(play.Judge.IsAllShown);
    }
}
