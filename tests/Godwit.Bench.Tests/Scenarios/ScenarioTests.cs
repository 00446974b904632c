using Godwit.Bench.Judging;
using Godwit.Bench.Scenarios;
using Godwit.Bench.Systems;
using Godwit.Bench.Tests.Support;

namespace Godwit.Bench.Tests.Scenarios;

public sealed class ScenarioTests
{
    [Fact]
    public void All_Names_AreDifferent() =>
        Assert.Equal(ScenarioCatalog.All.Count, ScenarioCatalog.All.Select(scenario => scenario.Name).Distinct().Count());

    [Fact]
    public void MissingPrograms_OfAProgramThatIsNot_NamesIt()
    {
        var scenario = new Scenario("x", "x", "exec no-such-shell", ScenarioKeys.Of("a")) { Programs = ["sh", "no-such-shell"] };
        Assert.Equal(["no-such-shell"], scenario.MissingPrograms());
    }

    [Fact]
    public void ReferenceCommand_OfALateEcho_IsSooner()
    {
        using var folder = new PrivateFolder();
        Scenario late = ScenarioCatalog.Find("echo-300");
        Assert.Contains(late.Command(folder), word => word.Contains("300", StringComparison.Ordinal));
        Assert.DoesNotContain(late.ReferenceCommand(folder), word => word.Contains("300", StringComparison.Ordinal));
    }

    [Fact]
    public void After_Preparation_IsAwaitedAndThenThoughtAbout()
    {
        IReadOnlyList<Keystroke> keys = ScenarioKeys.After("17|i", "ab");
        Assert.Equal(["17|i", "a", "b"], keys.Select(key => key.Octets));
        Assert.Equal([true, false, false], keys.Select(key => key.Waits));
        Assert.Equal(130, keys[2].Pause);
        Assert.True(keys[1].Pause >= 500);
    }

    [Fact]
    public void OfParts_EachPart_BeginsWithThePause() =>
        Assert.Equal([500, 130, 500], ScenarioKeys.OfParts(500, "ab", "c").Select(key => key.Pause));

    [Fact]
    public void Write_OfATrace_BracketsTheKeysThatWereLate() =>
        Assert.Equal("a[b]c", KeyTrace.Write(Play.Typed("abc"), new Dictionary<int, bool> { [0] = true, [1] = false }));

    [Fact]
    public void Write_OfControlKeys_ShowsPictures()
    {
        var script = new Script([new("\r", 0), new("\x7f", 0)], [Play.State(0, 0), Play.State(0, 0), Play.State(0, 0)]);
        Assert.Equal("␍[␡]", KeyTrace.Write(script, new Dictionary<int, bool> { [1] = false }));
    }
}
