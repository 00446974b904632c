using Godwit.Cli.Tests.Support;

namespace Godwit.Cli.Tests;

/// <summary>The script in real shells.</summary>
public sealed class RemoteScriptTests
{
    private const string Nonce = "NoNcE1";
    private const string RecordWords = "#!/bin/sh\necho \"I am ${0##*/}\"\nfor word in \"$@\"; do printf '<%s>\\n' \"$word\"; done\n";

    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("tcsh")]
    public void Command_InLoginShell_StartsOurServerWithTheVeryWords(string shell)
    {
        if (!Shells.IsInstalled(shell))
        {
            Assert.Skip($"{shell} is not installed.");
        }

        using var bench = new Workbench();
        File.Delete(bench.PathOf("godwit"));
        bench.AddScript("godwit", RecordWords);
        string[] words = ["new", "it's", "a b", "", "two\nlines\n", @"\\ \' \n", "!! $HOME `id` * %s", "naïve 日本"];
        var run = RunInLoginShell(bench, shell, words);
        Assert.Equal(0, run.ExitStatus);
        Assert.Equal(
            Framed("\nMOSH SSH_CONNECTION 192.0.2.1 5 192.0.2.2 22\nI am godwit\n" + string.Concat(words.Prepend("server").Select(word => $"<{word}>\n"))),
            run.Output);
    }

    [Fact]
    public void Command_WithoutGodwit_StartsStocksServer()
    {
        using var bench = new Workbench();
        File.Delete(bench.PathOf("godwit"));
        File.Delete(bench.PathOf("mosh-server"));
        bench.AddScript("mosh-server", RecordWords);
        Assert.EndsWith(Framed("I am mosh-server\n<new>\n<-s>\n"), RunInLoginShell(bench, "sh", ["new", "-s"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Command_WithGodwitThatCannotRun_StartsStocksServer()
    {
        using var bench = new Workbench();
        File.Delete(bench.PathOf("godwit"));
        File.Delete(bench.PathOf("mosh-server"));
        bench.AddScript("godwit", "#!/nonexistent/interpreter");
        bench.AddScript("mosh-server", RecordWords);
        Assert.Contains("I am mosh-server\n", RunInLoginShell(bench, "sh", ["new"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Command_WithServerThatFails_TriesNoOther()
    {
        using var bench = new Workbench();
        File.Delete(bench.PathOf("godwit"));
        File.Delete(bench.PathOf("mosh-server"));
        bench.AddScript("godwit", "#!/bin/sh\necho no >&2\nexit 1");
        bench.AddScript("mosh-server", RecordWords);
        var run = RunInLoginShell(bench, "sh", ["new"]);
        Assert.Equal(1, run.ExitStatus);
        Assert.EndsWith(Framed("22\nno\n")[Nonce.Length..], run.Output, StringComparison.Ordinal); // Its message comes through standard output.
    }

    [Fact]
    public void Command_WithoutAnyServer_EndsWith127()
    {
        using var bench = new Workbench();
        File.Delete(bench.PathOf("godwit"));
        File.Delete(bench.PathOf("mosh-server"));
        var script = new RemoteScript(Nonce, ["new"], []).Text().Replace(":/usr/local/bin:/opt/homebrew/bin:/opt/local/bin", "", StringComparison.Ordinal);
        var run = ProgramRun.Of("/bin/sh", ["-c", script], new Dictionary<string, string?> { ["PATH"] = bench.PathOf(""), ["HOME"] = "/nonexistent" });
        Assert.Equal(127, run.ExitStatus);
    }

    [Fact]
    public void Command_WithNamedServer_StartsIt()
    {
        using var bench = new Workbench();
        bench.AddScript("my-server", RecordWords);
        var run = RunInLoginShell(bench, "sh", ["new"], "env A=b my-server");
        Assert.EndsWith(Framed("I am my-server\n<new>\n"), run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("fish")]
    [InlineData("tcsh")]
    public void Command_Variables_ReachTheServerOfEitherKind(string shell)
    {
        if (!Shells.IsInstalled(shell))
        {
            Assert.Skip($"{shell} is not installed.");
        }

        using var bench = new Workbench();
        File.Delete(bench.PathOf("godwit"));
        File.Delete(bench.PathOf("mosh-server"));
        bench.AddScript("mosh-server", "#!/bin/sh\necho \"<${COLORTERM-unset}><${TERM_PROGRAM-unset}><${FURTHER-unset}>\"\n");
        List<KeyValuePair<string, string?>> variables = [new("COLORTERM", "truecolor"), new("TERM_PROGRAM", "it's $HOME"), new("FURTHER", null)];
        Assert.EndsWith("<truecolor><it's $HOME><unset>\n", RunInLoginShell(bench, shell, ["new"], variables: variables).Output, StringComparison.Ordinal);
        Assert.EndsWith("<unset><unset><x>\n", RunInLoginShell(bench, shell, ["new"], variables: [new("COLORTERM", null)]).Output, StringComparison.Ordinal);
    }

    private static ProgramRun RunInLoginShell(
        Workbench bench, string shell, string[] words, string? server = null, IReadOnlyList<KeyValuePair<string, string?>>? variables = null)
    {
        var script = new RemoteScript(Nonce, words, variables ?? []) { Server = server, Install = InstallMode.Ask };
        var command = GodwitSshCommand.Build(new ConnectOptions(), script, hasRemoteCommand: false)[^1];
        var path = $"{bench.PathOf("")}:{Environment.GetEnvironmentVariable("PATH")}";
        return ProgramRun.Of(
            shell,
            ["-c", command],
            new Dictionary<string, string?> { ["PATH"] = path, ["HOME"] = bench.PathOf(""), ["SSH_CONNECTION"] = "192.0.2.1 5 192.0.2.2 22", ["COLORTERM"] = "of-the-host", ["TERM_PROGRAM"] = null, ["FURTHER"] = "x" });
    }

    // The first line ends one that somebody else began.
    private static string Framed(string lines) =>
        string.Concat(lines.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "\n" : $"{Nonce} {line}\n"));
}
