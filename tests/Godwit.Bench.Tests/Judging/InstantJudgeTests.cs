using System.Text;
using Godwit.Bench.Judging;
using static Godwit.Bench.Tests.Support.Play;

namespace Godwit.Bench.Tests.Judging;

public sealed class InstantJudgeTests
{
    private readonly UserScreen screen = new();

    [Theory]
    [InlineData(125, true)]
    [InlineData(125.1, false)]
    public void Look_LetterAtItsPlace_IsInstantWithin25Milliseconds(double drawn, bool instant)
    {
        InstantJudge judge = Begin(Typed("ab"));
        judge.Type(0, 100);
        Draw(judge, drawn, At(3, 0, "a"));
        Assert.Equal(new Dictionary<int, bool> { [0] = instant }, judge.Keys);
    }

    [Fact]
    public void Look_LetterElsewhere_IsNotInstant()
    {
        InstantJudge judge = Begin(Typed("ab"));
        judge.Type(0, 100);
        Draw(judge, 110, At(4, 0, "a") + At(3, 1, "a"));
        Assert.False(judge.Keys[0]);
    }

    [Fact]
    public void Look_LetterTakenBack_CountsNevertheless()
    {
        InstantJudge judge = Begin(Typed("ab"));
        judge.Type(0, 100);
        Draw(judge, 110, At(3, 0, "a"));
        Draw(judge, 115, At(3, 0, " "));
        Assert.True(judge.Keys[0]);
    }

    [Fact]
    public void Look_KeysInOneMoment_AreEachJudged()
    {
        InstantJudge judge = Begin(Typed("abc"));
        judge.Type(0, 100);
        judge.Type(1, 110);
        Draw(judge, 120, At(3, 1, "b"));
        judge.Type(2, 130);
        Draw(judge, 140, At(3, 0, "abc"));
        Assert.Equal([false, true, true], judge.Keys.Values);
    }

    [Fact]
    public void Look_OverTheSameLetter_TheCursorDecides()
    {
        // A suggestion that is right: typing changes no letter.
        var script = new Script([new("l", 130), new("s", 130)], [State(2, 0, "", "", "ls"), State(2, 1, "", "", "ls"), State(2, 2, "", "", "ls")]);
        InstantJudge judge = Begin(script);
        judge.Type(0, 100);
        Draw(judge, 110, At(2, 0, "\e[1ml\e[m"));
        judge.Type(1, 200);
        Draw(judge, 210, At(2, 0, "ls") + At(2, 1, ""));
        Draw(judge, 240, At(2, 2, ""));
        Assert.Equal([true, false], judge.Keys.Values);
    }

    [Fact]
    public void Type_KeysWithoutALetter_DoNotCount()
    {
        var script = new Script(
            [new("\r", 130), new("x", 130), new("<left>", 130)],
            [State(0, 0, "> "), State(1, 0, "> "), State(1, 0, "> "), State(0, 1, "> ")]);
        InstantJudge judge = Begin(script);
        judge.Type(0, 100);
        judge.Type(1, 200); // A password: nothing is shown.
        judge.Type(2, 300);
        Assert.Empty(judge.Keys);
    }

    [Fact]
    public void Type_WideLetterThatScrolls_IsFoundLeftOfTheCursor()
    {
        // The row has moved up by one; the letter is two columns wide.
        var script = new Script([new("語", 130)], [State(5, 4, "", "", "", "", "", "日本"), State(4, 6, "", "", "", "", "日 本 語 ")]);
        Assert.Equal(new GlyphPlace(4, 4, '語'), GlyphPlace.Find(script, 0));
    }

    [Fact]
    public void Look_Movement_NeedsCursorAndCells()
    {
        var script = new Script(
            [new("j", 130), new("d", 130), new("k", 130)],
            [State(0, 0, "one", "two"), State(1, 0, "one", "two"), State(1, 0, "one", ""), State(1, 0, "one", "")]);
        InstantJudge judge = Begin(script, countsMovements: true);
        judge.Type(0, 100);
        Draw(judge, 110, At(1, 0, ""));
        judge.Type(1, 200);
        Draw(judge, 210, At(1, 0, " ") + At(1, 0, ""));
        Draw(judge, 235, At(1, 0, "\e[K"));
        judge.Type(2, 300); // Does nothing.
        Assert.Equal(new Dictionary<int, bool> { [0] = true, [1] = false }, judge.Keys);
    }

    [Theory]
    [InlineData(36, true)]
    [InlineData(35, false)]
    public void Look_LargeMovement_NineTenthsAreEnoughWhereverTheCursorIs(int cells, bool instant)
    {
        var line = new string('x', 40);
        InstantJudge judge = Begin(new Script([new("j", 130)], [State(9, 5, "", "", ""), State(9, 1, "", "", line)]), countsMovements: true);
        judge.Type(0, 100);
        Draw(judge, 110, At(2, 0, line[..cells]) + At(9, 5, ""));
        Assert.Equal(instant, judge.Keys[0]);
    }

    private InstantJudge Begin(Script script, bool countsMovements = false)
    {
        ScreenState first = script.States[0];
        screen.Draw(Encoding.UTF8.GetBytes(string.Concat(first.Rows.Select((row, index) => At(index, 0, row.TrimEnd()))) + At(first.CursorRow, first.CursorColumn, "")));
        return new(script, screen, countsMovements);
    }

    private void Draw(InstantJudge judge, double now, string octets)
    {
        screen.Draw(Encoding.UTF8.GetBytes(octets));
        judge.Look(now);
    }
}
