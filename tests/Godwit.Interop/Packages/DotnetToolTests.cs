using Godwit.Interop.Harness;

namespace Godwit.Interop.Packages;

/// <summary>
/// The package for <c>dotnet tool install</c>: built, installed into a folder of the test's, and used. It is of what the build of the tests has
/// left; with GODWIT_FULL=1 it is built as it is for users, which takes a minute.
/// </summary>
public sealed class DotnetToolTests
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan UseLimit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Tool_InstalledFromItsPackage_RunsTheDemoAndSaysWhatItCannot()
    {
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitGodwit, Family.IPv4);
        string tools = stage.Folder["tools"];
        string[] built = Environment.GetEnvironmentVariable("GODWIT_FULL") is null ? ["--built", Configuration()] : [];
        string package = await OutputAsync(new ChildStart(Path.Combine(Programs.RepositoryRoot(), "packaging", "dotnet-tool"), [.. built, stage.Folder["packages"]]), BuildLimit);
        Assert.Equal([package.Trim()], Directory.GetFiles(stage.Folder["packages"]));
        Dictionary<string, string> environment = new(stage.Folder.Environment) { ["DOTNET_CLI_HOME"] = stage.Folder.Home, ["DOTNET_NOLOGO"] = "1", ["TERM"] = "xterm-256color" };
        await OutputAsync(new ChildStart("dotnet", ["tool", "install", "--tool-path", tools, "--source", stage.Folder["packages"], "Godwit"], environment), UseLimit);

        var godwit = Path.Combine(tools, "godwit");
        Assert.StartsWith("godwit 0.1.0\n", await OutputAsync(new ChildStart(godwit, ["--version"], environment), UseLimit), StringComparison.Ordinal);

        // Server and client are the tool itself, started anew.
        string table = await OutputAsync(new ChildStart(godwit, ["demo", "--script", "--link", "lan"], environment), UseLimit);
        Assert.Contains("final screen correct    yes", table, StringComparison.Ordinal);

        // A host without godwit: there is nothing that could be copied to it, and one sentence says so.
        ChildResult installed = await ChildProcess.RunAsync(new ChildStart(godwit, ["install", $"--ssh={stage.Ssh.Command}", "127.0.0.1"], environment), UseLimit);
        Assert.Equal(1, installed.ExitCode);
        Assert.Contains("godwit: this godwit is a .NET tool and no program for 127.0.0.1; the native one would be copied from /usr/lib/godwit/godwit-linux-", installed.Error, StringComparison.Ordinal);

        string library = Assert.Single(Directory.GetFiles(tools, "godwit.dll", SearchOption.AllDirectories));
        foreach (string command in (string[])["server", "demo"])
        {
            ChildResult hosted = await ChildProcess.RunAsync(new ChildStart("dotnet", [library, command], environment), UseLimit);
            Assert.Equal((2, ""), (hosted.ExitCode, hosted.Output));
            Assert.StartsWith($"godwit: {command} has to be started by the name godwit", hosted.Error, StringComparison.Ordinal);
        }
    }

    // artifacts/bin/Godwit.Interop/checked/
    private static string Configuration()
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static async Task<string> OutputAsync(ChildStart start, TimeSpan limit)
    {
        ChildResult result = await ChildProcess.RunAsync(start, limit);
        Assert.True(result.ExitCode == 0, $"{start.Program} {string.Join(' ', start.Arguments)} ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
        return result.Output;
    }
}
