using Godwit.Link;

namespace Godwit.Cli.Demo.Tests;

public sealed class DemoOptionsTests
{
    [Fact]
    public void TryParse_Nothing_GivesTheDefaults()
    {
        Assert.True(DemoOptions.TryParse([], out DemoOptions options, out _));
        Assert.Same(LinkProfile.Lte, options.Link);
        Assert.False(options.IsScripted);
        Assert.Empty(options.Command);
    }

    [Theory]
    [InlineData("--link", "lossy29", "--seed", "7", "--script")]
    [InlineData("--script", "--seed=7", "--link=lossy29")]
    public void TryParse_AllOptions_InAnyOrder(params string[] arguments)
    {
        Assert.True(DemoOptions.TryParse(arguments, out DemoOptions options, out string reason), reason);
        Assert.Same(LinkProfile.Lossy29, options.Link);
        Assert.Equal(7UL, options.Seed);
        Assert.True(options.IsScripted);
    }

    [Fact]
    public void TryParse_Command_IsKeptAsItIs()
    {
        Assert.True(DemoOptions.TryParse(["--link", "lan", "--", "vim", "--help", "--"], out DemoOptions options, out _));
        Assert.Equal(["vim", "--help", "--"], options.Command);
        Assert.False(options.WantsHelp);
    }

    [Theory]
    [InlineData("--link", "5g")]
    [InlineData("--link=")]
    [InlineData("--link")]
    public void TryParse_UnknownLink_NamesTheChoices(params string[] arguments)
    {
        Assert.False(DemoOptions.TryParse(arguments, out _, out string reason));
        Assert.Contains("lan, 3g, lte, singapore, lossy29", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seed", "-1")]
    [InlineData("--seed", "one")]
    [InlineData("--seed", "18446744073709551616")]
    [InlineData("--seed")]
    [InlineData("--loss", "1")]
    [InlineData("vim")]
    public void TryParse_WrongArguments_SaysWhy(params string[] arguments)
    {
        Assert.False(DemoOptions.TryParse(arguments, out _, out string reason));
        Assert.NotEmpty(reason);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public void Usage_EveryLink_IsNamed() =>
        Assert.All(LinkProfile.Presets, preset => Assert.Contains(preset.Name, DemoOptions.Usage, StringComparison.Ordinal));
}
