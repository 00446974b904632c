using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>
/// <c>-R</c> for a user of the host who may not listen there: one sentence that names the forwarding, and as was asked for a session or none. Between two hosts,
/// where ports below 1024 are root's.
/// </summary>
public sealed class ForwardingDeniedTests
{
    private const string Fault = "the server cannot listen there: not permitted";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // Which user has which rights is the host's affair: the login is root's, and the server is not.
    private const int Nobody = 65534;

    [Theory]
    [InlineData("80:127.0.0.1:9")]
    [InlineData("127.0.0.1:80:127.0.0.1:9")]
    [InlineData("53:127.0.0.1:9/udp")]
    [InlineData("80")]
    [InlineData("FOLDER/socket:127.0.0.1:9")]
    [InlineData("FOLDER/socket:FOLDER/target")]
    public async Task RemoteListener_NotPermitted_IsSaidInOneSentence(string value)
    {
        await using CommandHost host = await OpenAsync();
        value = value.Replace("FOLDER", host.Folder["closed"], StringComparison.Ordinal);
        string line = $"godwit: -R {value}: {Fault}.\n";

        ChildResult result = await RunAsync(host, "-R", value, host.Name, "id -u");
        Assert.Equal((0, $"{Nobody}\n", line), (result.ExitCode, result.Output, result.Error));

        string file = host.Folder["open/begun"];
        ChildResult strict = await RunAsync(host, "--exit-on-forward-failure", "-R", value, host.Name, $"echo begun >{file}; echo begun");
        Assert.Equal((255, "", line), (strict.ExitCode, strict.Output, strict.Error));
        await host.AssertRunsAsync("detached-server", isRunning: false);
        Assert.False(File.Exists(file), "The command has begun.");

        await using ChildProcess alone = ChildProcess.Start(new ChildStart(host.Forward, [.. Server(host), "--exit-on-forward-failure", "-R", value, host.Name], host.Environment));
        await alone.ExitAsync(Limit);
        Assert.Equal(line, await alone.Error);
        Assert.Equal(255, alone.ExitCode);
    }

    /// <summary>What one of them cannot have is no trouble for the others, and what they are told of is not taken for the reason.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RemoteListener_OneOfTwoNotPermitted_TheSentenceNamesThatOne(bool isStrict)
    {
        await using CommandHost host = await OpenAsync();
        string[] strictly = isStrict ? ["--exit-on-forward-failure"] : [];
        ChildResult result = await RunAsync(host, [.. strictly, "-R", "0:127.0.0.1:9", "-R", "80:127.0.0.1:9", host.Name, "echo there"]);
        string[] lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(isStrict ? (255, "") : (0, "there\n"), (result.ExitCode, result.Output));
        Assert.Equal($"godwit: -R 80:127.0.0.1:9: {Fault}.", lines[^1]);
        Assert.Equal(isStrict ? 1 : 2, lines.Length);
        Assert.All(lines[..^1], line => Assert.Matches(@"^godwit: Allocated port \d+ for -R 0:127\.0\.0\.1:9\.$", line));
    }

    private static async Task<CommandHost> OpenAsync()
    {
        Assert.SkipWhen(Environment.UserName != "root", "Another user is needed.");
        CommandHost host = await CommandHost.OpenAsync(isRoaming: true);

        // Another user cannot look into a checkout below /root or /work, nor into the test's folder and the home in it.
        const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.Copy(host.Godwit, host.Folder["godwit-copy"]);
        Directory.CreateDirectory(host.Folder["closed"]);
        Directory.CreateDirectory(host.Folder["open"]);
        foreach (string path in (string[])[host.Folder.Root, host.Folder.Home, host.Folder["closed"], host.Folder["godwit-copy"]])
        {
            File.SetUnixFileMode(path, Passable);
        }

        File.SetUnixFileMode(host.Folder["open"], Passable | UnixFileMode.OtherWrite);
        return host;
    }

    private static string[] Server(CommandHost host) =>
        [$"--server={Programs.Installed("setpriv", "util-linux")} --reuid={Nobody} --regid={Nobody} --clear-groups {host.Folder["godwit-copy"]} server"];

    private static Task<ChildResult> RunAsync(CommandHost host, params string[] words) =>
        ChildProcess.RunAsync(new ChildStart(host.Exec, [.. Server(host), .. words], host.Environment), Limit);
}
