using Godwit.Bench.Judging;
using static Godwit.Bench.Tests.Support.Play;

namespace Godwit.Bench.Tests.Judging;

public sealed class ScriptTests
{
    [Fact]
    public void EffectOf_Key_IsTheDifferenceOfTheScreens()
    {
        Script script = Typed("ab");
        Assert.Equal([new CellEffect(3, 1, ' ', 'b')], script.EffectOf(1));
    }

    [Fact]
    public void HorizonOf_CellChangedAgain_IsTheKeyThatDoesIt()
    {
        var script = new Script(
            [new("a", 0), new("b", 0), new("\x7f", 0)],
            [State(0, 0, ""), State(0, 1, "a"), State(0, 2, "ab"), State(0, 1, "a")]);
        Assert.Equal(3, script.HorizonOf(0));
        Assert.Equal(2, script.HorizonOf(1));
    }

    [Fact]
    public void Constructor_StatesDoNotFit_Throws() => Assert.Throws<ArgumentException>(() => new Script([new("a", 0)], [State(0, 0)]));
}
