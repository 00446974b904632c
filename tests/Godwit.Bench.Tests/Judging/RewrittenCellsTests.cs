using System.Text;
using Godwit.Bench.Judging;
using static Godwit.Bench.Tests.Support.Play;

namespace Godwit.Bench.Tests.Judging;

public sealed class RewrittenCellsTests
{
    private readonly UserScreen screen = new();

    [Fact]
    public void Look_BlanksThatAreFilled_AreNotCounted() => Assert.Equal(0, Count(At(3, 10, "more")));

    [Fact]
    public void Look_LettersThatChangeOrGo_AreCountedEachTime() =>
        Assert.Equal(2 + 3, Count(At(3, 0, "tExT"), At(3, 0, "te  ") + At(4, 0, "")));

    [Fact]
    public void Look_TextThatMovesAside_CountsCellByCell()
    {
        // "text" one further right: t e x t become _ t e x; the cell behind was blank.
        Assert.Equal(4, Count(At(3, 0, " text")));
    }

    [Fact]
    public void Look_ThereAndBackBetweenTwoLooks_IsNotSeen()
    {
        RewrittenCells rewritten = Begin();
        Draw(At(3, 0, "wild"));
        Draw(At(3, 0, "text"));
        rewritten.Look();
        Assert.Equal(0, rewritten.Count);
    }

    [Fact]
    public void Look_MessageOfTheClient_IsNotCounted() => Assert.Equal(0, Count(At(0, 0, "mosh: Last contact 5 seconds ago. [To quit: Ctrl-^ .]")));

    [Fact]
    public void Needed_OfAScript_IsWhatTheProgramRewrites()
    {
        var script = new Script(
            [new("i", 0), new("x", 0), new("\x7f", 0)],
            [State(0, 0, "ab"), State(0, 0, "", "ab"), State(0, 1, "x", "ab"), State(0, 0, "", "ab")]);
        Assert.Equal(1, RewrittenCells.Needed(script, firstKey: 1));
        Assert.Equal(3, RewrittenCells.Needed(script, firstKey: 0));
    }

    private RewrittenCells Begin()
    {
        Draw(At(0, 0, "first row") + At(3, 0, "text"));
        return new(screen);
    }

    private int Count(params string[] drawings)
    {
        RewrittenCells rewritten = Begin();
        foreach (var drawing in drawings)
        {
            Draw(drawing);
            rewritten.Look();
        }

        return rewritten.Count;
    }

    private void Draw(string octets) => screen.Draw(Encoding.UTF8.GetBytes(octets));
}
