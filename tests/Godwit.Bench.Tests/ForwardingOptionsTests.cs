namespace Godwit.Bench.Tests;

public sealed class ForwardingOptionsTests
{
    [Fact]
    public void Parse_Nothing_MeansAllSystems()
    {
        var options = ForwardingOptions.Parse([]);
        Assert.Equal(["godwit", "ssh", "stock"], options.Systems);
        Assert.Equal((1, false, false), (options.Seed, options.IsQuick, options.WantsTrace));
    }

    [Fact]
    public void Parse_Options_AreTaken()
    {
        var options = ForwardingOptions.Parse(["--quick", "--systems", "ssh,godwit", "--seed", "7", "--trace"]);
        Assert.Equal(["ssh", "godwit"], options.Systems);
        Assert.Equal((7, true, true), (options.Seed, options.IsQuick, options.WantsTrace));
    }

    [Theory]
    [InlineData("--seed")]
    [InlineData("--seed", "x")]
    [InlineData("--systems", ",")]
    [InlineData("--systems", "godwit/stock")]
    [InlineData("--links", "lan")]
    [InlineData("fast")]
    public void Parse_Wrong_Throws(params string[] arguments) => Assert.Throws<BenchException>(() => ForwardingOptions.Parse(arguments));
}
