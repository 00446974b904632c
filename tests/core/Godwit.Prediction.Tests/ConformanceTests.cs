using Godwit.Terminal;

namespace Godwit.Prediction.Tests;

/// <summary>The checks at the end of spec 07, with what ours does otherwise on purpose.</summary>
public sealed class ConformanceTests
{
    private const int Rtt = 200;

    private static PredictionOptions Always => new() { Display = PredictionDisplay.Always };

    [Fact]
    public void Keys_UntilTheFirstIsConfirmed_AreNotShown()
    {
        var rig = new Rig(FakeProgram.Echo(), Rtt);
        rig.Type("a");
        Assert.Equal("", rig.Line(0));
        rig.RunFor(Rtt + 60);
        Assert.Equal("a", rig.Line(0));
        rig.Type("b");
        Assert.Equal("ab", rig.Line(0));
        Assert.Equal(2, rig.Shown.CursorColumn);
    }

    [Fact]
    public void EchoAck_WithoutTheLetter_RemovesItAndHidesTheNext()
    {
        bool echoes = true;
        var rig = new Rig(new FakeProgram { Answer = input => echoes ? input : "" }, Rtt);
        rig.Type("a");
        rig.RunFor(Rtt + 60);
        echoes = false;
        rig.Type("b");
        Assert.Equal("ab", rig.Line(0));
        rig.RunFor(Rtt + 50);
        Assert.Equal("a", rig.Line(0));
        rig.Type("c");
        rig.RunFor(Rtt);
        Assert.Equal("a", rig.Line(0));
        Assert.Equal(1, rig.Engine.Ledger.Misses);
        Assert.InRange(rig.Engine.Ledger.WrongVisibleMaxMs, 1, Rtt + 50);
    }

    [Fact]
    public void Never_NothingIsPredicted()
    {
        var rig = new Rig(FakeProgram.Echo(), Rtt, new() { Display = PredictionDisplay.Never });
        rig.Samples.Add(one => Assert.Same(one.Truth, one.Shown));
        rig.TypeEach("hello", 100);
        rig.RunFor(1000);
        Assert.Equal((5, 0), (rig.Engine.Ledger.Keys, rig.Engine.Ledger.Predicted));
    }

    [Fact]
    public void Experimental_FirstLetter_IsShownAtOnce()
    {
        var rig = new Rig(FakeProgram.Echo(), Rtt, new() { Display = PredictionDisplay.Experimental });
        rig.Type("a");
        Assert.Equal("a", rig.Line(0));
    }

    [Theory]
    [InlineData(10, false, false)]
    [InlineData(90, true, false)]
    [InlineData(180, true, true)]
    public void Adaptive_ByRoundTrip_ShowsAndUnderlines(int rtt, bool shows, bool underlines)
    {
        var rig = new Rig(FakeProgram.Echo(), rtt, new());
        rig.TypeEach("abc", 400);
        rig.Type("d");
        Assert.Equal(shows ? "abcd" : "abc", rig.Line(0));
        Style style = rig.Shown.Pool.Styles[rig.Shown[0].Cells[3].Style];
        Assert.Equal(underlines ? UnderlineKind.Single : UnderlineKind.None, style.Underline);
    }

    [Fact]
    public void PendingKey_OnAFastLink_IsShownAfterAQuarterSecondAndUnderlinedAfterFive()
    {
        bool answers = true;
        var rig = new Rig(FakeProgram.Echo(), 4, new()) { FrameFate = () => (0, !answers) };
        rig.TypeEach("abc", 300);
        answers = false;
        rig.Type("d");
        rig.RunFor(240);
        Assert.Equal("abc", rig.Line(0));
        rig.RunFor(20);
        Assert.Equal("abcd", rig.Line(0));
        Assert.Equal(UnderlineKind.None, rig.Shown.Pool.Styles[rig.Shown[0].Cells[3].Style].Underline);
        rig.RunFor(4750);
        Assert.Equal(UnderlineKind.Single, rig.Shown.Pool.Styles[rig.Shown[0].Cells[3].Style].Underline);
    }

    [Fact]
    public void Backspace_BehindConfirmedText_BlanksTheLastCell()
    {
        var rig = new Rig(new FakeProgram { Answer = input => input == "\x7f" ? "\b \b" : input }, Rtt);
        rig.TypeEach("abc", 200);
        rig.RunFor(500);
        rig.Type("\x7f");
        Assert.Equal("ab", rig.Line(0));
        Assert.Equal(2, rig.Shown.CursorColumn);
        rig.RunFor(500);
        Assert.Equal("ab", rig.Line(0));
        Assert.Equal(0, rig.Engine.Ledger.Misses);
    }

    [Fact]
    public void Chunk_OfMoreThanAHandful_IsNotPredicted()
    {
        var rig = new Rig(FakeProgram.Echo(), Rtt);
        rig.TypeEach("a", 500);
        rig.Type(new string('b', 50));
        Assert.Equal("a" + new string('b', 50), rig.Line(0));
        rig.RunFor(500);
        rig.Type(new string('c', 101));
        Assert.Equal("a" + new string('b', 50), rig.Line(0));
    }

    [Theory]
    [InlineData("é")]
    [InlineData("漢")]
    [InlineData("e\u0301")]
    public void Character_OfAnyWidth_IsPredicted(string character)
    {
        var rig = new Rig(FakeProgram.Echo(), Rtt);
        rig.TypeEach("a", 500);
        rig.Type(character);
        Assert.Equal("a" + character, rig.Line(0));
        rig.RunFor(500);
        Assert.Equal("a" + character, rig.Line(0));
        Assert.Equal(0, rig.Engine.Ledger.Misses);
    }

    [Fact]
    public void Resize_WithPredictions_DropsThem()
    {
        var rig = new Rig(FakeProgram.Echo(), Rtt);
        rig.TypeEach("a", 500);
        rig.Type("bcd");
        rig.Engine.Forget();
        rig.Draw();
        Assert.Equal("a", rig.Line(0));
        rig.RunFor(500);
        Assert.Equal("abcd", rig.Line(0));
        Assert.Equal(3, rig.Engine.Ledger.Unseen + rig.Engine.Ledger.NotShown - 1);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 3)]
    public void Screen_OfSmallestSize_IsNoTrouble(int columns, int rows)
    {
        var rig = new Rig(FakeProgram.Echo(), Rtt, Always, columns, rows);
        rig.TypeEach("ab漢\rc\x7f\x1b[D\x1b[C\td", 30);
        rig.RunFor(1000);
        Assert.Equal(Rig.TextOf(rig.ServerScreen, 0), rig.Line(0));
    }

    [Fact]
    public void Race_OfPacketAndKeyAtASilentPrompt_ShowsNoLetterAfterwards()
    {
        bool echoes = true;
        var rig = new Rig(new FakeProgram { Answer = input => echoes ? input : "" }, Rtt);
        rig.TypeEach("ab", 500);
        echoes = false;
        rig.Type("\r");
        rig.RunFor(1);
        rig.Samples.Add(one => Assert.DoesNotContain("s", one.Line(0) + one.Line(1)));
        for (int i = 0; i < 6; i++)
        {
            rig.Type("s");
            rig.RunFor(Rtt);
        }
    }
}
