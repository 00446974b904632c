using System.Security.Cryptography;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>A command without a terminal through a real sshd: its three streams, its status, its words and its environment are those of ssh.</summary>
public sealed class ExecStreamTests
{
    private const int Much = 20_000_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Exec_AllOctetsAllWaysAtOnce_ArriveApartAndUnchanged()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        byte[] input = Octets(1, Much), output = Octets(2, Much), errors = Octets(3, Much / 10);
        await File.WriteAllBytesAsync(host.Folder["output"], output, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(host.Folder["errors"], errors, TestContext.Current.CancellationToken);
        string command = $"cd {host.Folder.Root}; exec 3<&0; cat <&3 >input & cat errors >&2 & cat output; wait";
        await File.WriteAllBytesAsync(host.Folder["given"], input, TestContext.Current.CancellationToken);
        ChildResult result = await host.RunHereAsync($"{Shell.Join([host.Exec, host.Name, command])} <given >got 2>complaints", Limit);
        Assert.Equal(0, result.ExitCode);
        AssertSame(input, host.Folder["input"]);
        AssertSame(output, host.Folder["got"]);
        AssertSame(errors, host.Folder["complaints"]);
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 1", 1)]
    [InlineData("exit 7", 7)]
    [InlineData("exit 255", 255)]
    [InlineData("kill -TERM $$", 128 + 15)]
    [InlineData("kill -KILL $$", 128 + 9)]
    [InlineData("/nowhere/at-all", 127)]
    [InlineData("/etc/passwd", 126)]
    [InlineData("exec >&- 2>&- <&-; sleep 0.5; exit 9", 9)]
    public async Task Exec_Status_IsTheCommands(string command, int status)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await host.RunAsync(command);
        Assert.Equal((status, ""), (result.ExitCode, result.Output));
        Assert.Equal(status is 126 or 127, result.Error.Length > 0);
    }

    [Fact]
    public async Task Exec_OutputAndErrors_AreApart()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await host.RunAsync("echo out; echo err >&2; echo more");
        Assert.Equal((0, "out\nmore\n", "err\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Exec_WithoutACommand_IsAShellThatReadsItsInput()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await host.RunHereAsync($"printf 'echo $((6 * 7))\\nexit 5\\n' | {host.Exec} $1");
        Assert.Equal((5, "42\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    /// <summary>The words are one line for the shell there, with single blanks: what ssh does, and what rsync and scp count on.</summary>
    [Fact]
    public async Task Exec_Words_AreJoinedAsSshDoes()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        string[] words = ["printf", "'<%s>'", "a", "  b", "'c  d'", "$((1 + 1))", "\"it's\"", "\"ünï\"", "*.none", "\\;", ";", "echo", "-n", "end"];
        ChildResult ours = await host.RunAsync(["--", .. words]);
        ChildResult theirs = await host.Ssh.RunAsync(Family.IPv4, string.Join(' ', words));
        Assert.Equal("<a><b><c  d><2><it's><ünï><*.none><;>end", ours.Output);
        Assert.Equal((theirs.ExitCode, theirs.Output, theirs.Error), (ours.ExitCode, ours.Output, ours.Error));
    }

    [Fact]
    public async Task Exec_Environment_IsThatOfSsh()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        host.Environment["TERM"] = "xterm-256color";
        host.Environment["COLORTERM"] = "truecolor";
        host.Environment["TERM_PROGRAM"] = "WezTerm";
        string[] ours = Variables((await host.RunAsync("env -0 | tr '\\0' '\\n'")).Output);
        string[] theirs = Variables((await host.Ssh.RunAsync(Family.IPv4, "env -0 | tr '\\0' '\\n'")).Output);
        string[] more = [.. ours.Except(theirs).Select(variable => variable.Split('=')[0]).Order(StringComparer.Ordinal)];
        Assert.Equal(["GODWIT_SESSION", "PWD"], more); // A session begins in HOME, which this sshd sets to another folder than the account's.
        Assert.Equal(["PWD"], theirs.Except(ours).Select(variable => variable.Split('=')[0]));
    }

    /// <summary>What start-up files say while the server is started is the user's to read; what they say to the command's own shell is in ssh's output too.</summary>
    [Fact]
    public async Task Exec_NoisyShellStart_AddsNothingToWhatSshGives()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await File.WriteAllTextAsync(Path.Combine(host.Folder.Home, ".bashrc"), "echo noise\n", TestContext.Current.CancellationToken);
        ChildResult theirs = await host.Ssh.RunAsync(Family.IPv4, "echo data");
        ChildResult ours = await host.RunAsync("echo data");
        Assert.Equal("noise\ndata\n", theirs.Output);
        Assert.Equal((theirs.ExitCode, theirs.Output, "noise\n"), (ours.ExitCode, ours.Output, ours.Error));
    }

    [Fact]
    public async Task Exec_NoInput_IsAnEmptyOneAndLeavesOursAlone()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await host.RunHereAsync($"printf 'one\\ntwo\\n' | {{ {host.Exec} -n $1 'cat; echo end'; cat; }}");
        Assert.Equal((0, "end\none\ntwo\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    /// <summary>The ssh that starts the server must not read what is the command's.</summary>
    [Theory]
    [InlineData("never")]
    [InlineData("always")]
    public async Task Exec_SshThatReadsItsInput_TakesNothingOfTheCommands(string install)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        string thief = CommandHost.Script(host.Folder["thief"], $"exec 3<&0; cat <&3 >{host.Folder["stolen"]} & exec {host.Ssh.Command} \"$@\"");
        ChildResult result = await host.RunHereAsync($"seq 1 200000 | {host.Exec} --ssh={thief} --install={install} $1 'sha256sum'; seq 1 200000 | sha256sum");
        string[] sums = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(sums.Length == 2 && sums[0] == sums[1], result.Output + result.Error);
        Assert.True(!File.Exists(host.Folder["stolen"]) || new FileInfo(host.Folder["stolen"]).Length == 0);
    }

    [Fact]
    public async Task Exec_InputEnds_IsAnEndForTheCommandWhichGoesOn()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await host.RunHereAsync($"printf abc | {host.Exec} $1 'cat; echo; sleep 0.5; echo after the end'");
        Assert.Equal((0, "abc\nafter the end\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Exec_WhoReadsTheOutputGoes_TheCommandIsToldByItsPipe()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await host.RunHereAsync($"{host.Exec} $1 'yes; echo status $? >&2; exit 3' | head -n 1; echo ${{PIPESTATUS[0]}}");
        Assert.Equal("y\n3\n", result.Output);
        Assert.Contains("status 141\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exec_CommandStopsReading_TheRestOfTheInputIsNoTrouble()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await host.RunHereAsync($"head -c 30000000 /dev/zero 2>/dev/null | {host.Exec} $1 'head -c 3 | wc -c; exec <&-; sleep 0.3; exit 4'");
        Assert.Equal((4, "3\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    /// <summary>As ssh: the end of the output is waited for, not only that of the command.</summary>
    [Fact]
    public async Task Exec_BackgroundProcessHoldsTheOutput_IsWaitedFor()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await host.RunAsync("(sleep 1; echo late) & echo early; exit 6");
        Assert.Equal((6, "early\nlate\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Exec_BackgroundProcessHoldsNothing_OutlivesTheCommand()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        ChildResult result = await host.RunAsync("sleep 54321 </dev/null >/dev/null 2>&1 & echo done");
        Assert.Equal((0, "done\n"), (result.ExitCode, result.Output));
        await host.AssertRunsAsync("detached-server", isRunning: false);
        await host.AssertRunsAsync("sleep 54321", isRunning: true);
    }

    [Fact]
    public async Task Exec_NonBlockingPipesOfTheShell_StayAsTheyAre()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        // Flags are the open file's: had exec changed them, the shell's next reader would see it.
        ChildResult result = await host.RunHereAsync($"{{ {host.Exec} $1 'head -c 1 >/dev/null'; python3 -c 'import fcntl; print([fcntl.fcntl(n, fcntl.F_GETFL) & 2048 for n in (0, 1, 2)])'; }} <<<x");
        Assert.Equal("[0, 0, 0]\n", result.Output);
    }

    private static string[] Variables(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith("SSH_CONNECTION=", StringComparison.Ordinal) && !line.StartsWith("SSH_CLIENT=", StringComparison.Ordinal) && !line.StartsWith("SHLVL=", StringComparison.Ordinal))];

    private static byte[] Octets(int seed, int count)
    {
        var octets = new byte[count];
        new Random(seed).NextBytes(octets);
        for (int octet = 0; octet <= byte.MaxValue; octet++)
        {
            octets[octet] = (byte)octet;
        }

        return octets;
    }

    private static void AssertSame(byte[] expected, string path)
    {
        byte[] octets = File.ReadAllBytes(path);
        Assert.True(SHA256.HashData(expected).SequenceEqual(SHA256.HashData(octets)), $"{path}: {octets.Length} octets of {expected.Length}.");
    }
}
