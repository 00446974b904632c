using Godwit.Cli.Demo;
using Godwit.Link;

namespace Godwit.Cli.Completion.Tests;

public sealed class CommandSpecTests
{
    private static readonly CommandSpec Connect = CommandSpec.All()[0];

    [Fact]
    public void All_OptionsOfTheParsers_AreThereButThoseThatNobodyTypes()
    {
        IEnumerable<OptionSpec> parsed = [.. ConnectCommandLine.GodwitSpecs, .. ServerCommandLine.Specs, .. ClientCommandLine.Specs, .. DemoOptions.Specs];
        Assert.Equal(["--fake-proxy", "-@", "-#"], parsed.Except(CommandSpec.All().SelectMany(command => command.Options)).Select(option => option.Word));
    }

    [Fact]
    public void All_Verbs_AreNamedInTheHelpAmongTheHostsThatNeedASeparator()
    {
        string reserved = Texts.GodwitUsage[Texts.GodwitUsage.IndexOf("A host called", StringComparison.Ordinal)..Texts.GodwitUsage.IndexOf("godwit -- server.", StringComparison.Ordinal)];
        Assert.All(CommandSpec.All().Skip(1), verb => Assert.Contains($"\"{verb.Name}\"", reserved, StringComparison.Ordinal));
        Assert.All(CommandSpec.All().Skip(1), verb => Assert.Contains($"godwit {verb.Name}", Texts.GodwitUsage, StringComparison.Ordinal));
    }

    [Fact]
    public void All_OptionsOfConnect_AreInTheHelp() => Assert.All(
        Connect.Options,
        option => Assert.Contains(Texts.GodwitUsage.Split([' ', ',', '=', '\n']), word => word == option.Word || word == option.NegatedWord));

    [Fact]
    public void All_Words_CanBeQuotedInEveryShell()
    {
        IEnumerable<string> texts = CommandSpec.All().SelectMany(command => command.Options.SelectMany(option => new[] { option.Summary, option.Values }).Append(command.Summary).Append(command.Words));
        Assert.All(texts, text => Assert.Matches("^[A-Za-z0-9 ,-]*$", text));
    }

    [Fact]
    public void Values_OfConnect_AreTakenByTheParser()
    {
        foreach (OptionSpec option in Connect.Options.Where(option => option.Values.Length > 0))
        {
            Assert.All(option.Values.Split(' '), value => Assert.Equal(
                "", ConnectCommandLine.Parse(option.Argument == OptionArgument.Optional ? [option.Word, value, "host"] : [$"{option.Word}={value}", "host"], isStock: false, _ => null).Error));
        }
    }

    [Fact]
    public void Values_OfTheLink_AreAllLinks() =>
        Assert.Equal(LinkProfile.Presets.Select(preset => preset.Name), DemoOptions.Specs.Single(option => option.Word == "--link").Values.Split(' '));

    [Fact]
    public void Options_OfDemo_AreTakenByTheParser() => Assert.All(DemoOptions.Specs, option =>
    {
        string value = option.Values.Length > 0 ? option.Values.Split(' ')[0] : "1";
        string[] arguments = option.Argument == OptionArgument.Value ? [option.Word, value] : [option.Word];
        Assert.True(DemoOptions.TryParse(arguments, out _, out string reason), reason);
    });

    [Theory]
    [InlineData("p", OptionArgument.Value, "-p", null)]
    [InlineData("port", OptionArgument.Value, "--port", null)]
    [InlineData("init", OptionArgument.Negatable, "--init", "--no-init")]
    [InlineData("o", OptionArgument.Negatable, "-o", null)]
    internal void Word_Name_IsWhatIsTyped(string name, OptionArgument argument, string word, string? negated)
    {
        var option = new OptionSpec(name, argument);
        Assert.Equal((word, negated), (option.Word, option.NegatedWord));
    }
}
