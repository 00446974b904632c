using Godwit.Bench.Judging;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Tests.Workloads;

public sealed class TypingScriptTests
{
    [Fact]
    public void Make_AsManyKeysAsFit_StaysOnTheScreen()
    {
        Script script = TypingScript.Make(3, TypingScript.KeysMax);
        Assert.Equal(TypingScript.KeysMax, script.Keys.Count);
        Assert.All(script.States, state => Assert.All(state.Rows, row => Assert.Equal(UserScreen.Columns, row.Length)));
        Assert.InRange(script.States[^1].CursorRow, 10, UserScreen.Rows - 1);
    }

    [Fact]
    public void Make_EveryLetter_HasACellOfItsOwn()
    {
        Script script = TypingScript.Make(1, 200);
        var cells = new HashSet<(int, int)>();
        foreach (var key in Enumerable.Range(0, 200))
        {
            var isLetter = script.Keys[key].Octets is not (" " or "\r");
            Assert.Equal(isLetter ? 1 : 0, script.EffectOf(key).Count);
            Assert.True(!isLetter || cells.Add((script.EffectOf(key)[0].Row, script.EffectOf(key)[0].Column)));
            Assert.Equal(200, script.HorizonOf(key));
        }
    }

    [Fact]
    public void Make_SameSeed_SameScript()
    {
        Assert.Equal(TypingScript.Make(5, 50).Keys, TypingScript.Make(5, 50).Keys);
        Assert.NotEqual(TypingScript.Make(5, 50).Keys, TypingScript.Make(6, 50).Keys);
        Assert.InRange(TypingScript.Make(5, 300).Keys.Average(key => key.Pause), 120, 175);
    }
}
