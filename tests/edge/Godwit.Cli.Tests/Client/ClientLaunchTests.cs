using Godwit.Cli.Tests.Support;

namespace Godwit.Cli.Tests;

/// <summary>The client's start as a process, up to the point where it needs a terminal (spec 04 section 4).</summary>
public sealed class ClientLaunchTests : IDisposable
{
    private readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void CountColors_KnownTerminal_PrintsNumber()
    {
        if (!File.Exists("/lib/terminfo/v/vt100") && !File.Exists("/usr/share/terminfo/v/vt100"))
        {
            Assert.Skip("There is no terminfo database.");
        }

        Assert.Equal("256\n", bench.Run("mosh-client", ["-c"]).Output);
        Assert.Equal("-1\n", bench.Run("mosh-client", ["-c"], ("TERM", "vt100")).Output);
    }

    [Theory]
    [InlineData("no-such-terminal")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("../../etc/passwd")]
    public void CountColors_UnknownTerminal_FailsInOneSentence(string? term)
    {
        var run = bench.Run("mosh-client", ["-c"], ("TERM", term));
        Assert.Equal((1, ""), (run.ExitStatus, run.Output));
        Assert.Contains("TERM", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "C.UTF-8", "MOSH_KEY")]
    [InlineData(Workbench.Key, "q", "C.UTF-8", "\"q\"")]
    [InlineData(Workbench.Key, null, "C", "UTF-8")]
    [InlineData(Workbench.Key, null, "C.UTF-8", "not a terminal")]
    public void Join_SomethingMissing_IsSaid(string? key, string? prediction, string locale, string word)
    {
        var run = bench.Run("mosh-client", ["127.0.0.1", "60001"], ("MOSH_KEY", key), ("MOSH_PREDICTION_DISPLAY", prediction), ("LC_ALL", locale));
        Assert.Equal(1, run.ExitStatus);
        Assert.Contains(word, run.Error, StringComparison.Ordinal);
    }
}
