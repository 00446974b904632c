namespace Godwit.Cli.Doctor.Tests;

public sealed class DoctorCommandLineTests
{
    [Fact]
    public void Parse_OptionsOfASession_AreKept()
    {
        DoctorOptions options = DoctorCommandLine.Parse(["--json", "-6", "--ssh=ssh -p 2", "u@host"], static _ => null).Settings!;
        Assert.True(options.IsJson);
        Assert.Equal(("u@host", "ssh -p 2", AddressFamily.Inet6), (options.Connect.Host, options.Connect.Ssh, options.Connect.Family));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--json")]
    [InlineData("host another")]
    [InlineData("--local 127.0.0.1")]
    [InlineData("--foo host")]
    public void Parse_Mistake_IsUsage(string line)
    {
        Parsed<DoctorOptions> parsed = DoctorCommandLine.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), static _ => null);
        Assert.Null(parsed.Settings);
        Assert.Equal(ExitCode.BadUsage, parsed.ExitStatus);
        Assert.Contains("Usage: godwit doctor", parsed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Help_IsAnswered() => Assert.StartsWith("Usage: godwit doctor", DoctorCommandLine.Parse(["--help"], static _ => null).Output, StringComparison.Ordinal);

    [Fact]
    public void Specs_Options_AreTaken() => Assert.All(DoctorCommandLine.Specs, spec =>
    {
        string value = spec.Values.Length > 0 ? spec.Values.Split(' ')[0] : "60001";
        string word = spec.Argument == OptionArgument.Value ? $"{spec.Word}={value}" : spec.Word;
        Assert.Equal("", DoctorCommandLine.Parse([word, "host"], static _ => null).Error);
    });
}
