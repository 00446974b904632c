using Godwit.Bench.Scenarios;

namespace Godwit.Bench.Tests;

public sealed class PredictOptionsTests
{
    [Fact]
    public void Parse_Nothing_MeansTheWholeTable()
    {
        var options = PredictOptions.Parse([]);
        Assert.Equal(ScenarioCatalog.All, options.Scenarios);
        Assert.Equal(["stock", "godwit", "godwit/stock", "stock/godwit"], options.Systems);
        Assert.Equal(["rtt200"], options.Links.Select(link => link.Name));
        Assert.Null(options.Prediction);
        Assert.Equal(1, options.Rounds);
    }

    [Fact]
    public void Parse_Only_KeepsTheOrderAsked() =>
        Assert.Equal(["zsh", "bash"], PredictOptions.Parse(["--only", "zsh,bash"]).Scenarios.Select(scenario => scenario.Name));

    [Theory]
    [InlineData("--only")]
    [InlineData("--only", "emacs")]
    [InlineData("--links", "avian")]
    [InlineData("--rounds", "0")]
    [InlineData("--seed", "x")]
    [InlineData("bash")]
    public void Parse_Wrong_Throws(params string[] arguments) => Assert.Throws<BenchException>(() => PredictOptions.Parse(arguments));
}
