using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Godwit.Cli.Tests.Support;
using Godwit.Platform;

namespace Godwit.Cli.Tests.Sessions;

/// <summary>Real servers without a client, listed and ended.</summary>
public sealed partial class SessionsCommandTests : IDisposable
{
    private readonly Workbench bench = new();
    private readonly List<int> servers = [];

    public void Dispose()
    {
        foreach (int process in servers.Where(process => Directory.Exists($"/proc/{process}")))
        {
            System.Diagnostics.Process.GetProcessById(process).Kill();
        }

        bench.Dispose();
    }

    [Fact]
    public void List_TwoServers_ShowsBothUntilTheyAreEnded()
    {
        Assert.Equal("No sessions.\n", Run("ls").Output);
        (int first, int firstProcess) = StartServer();
        (int second, int secondProcess) = StartServer();
        string listed = Run("ls").Output;
        Assert.Matches($@"(?m)^{first} +\d+s +- +never +80x24 +-$", listed);
        Assert.Matches($@"(?m)^{second} +\d+s +- +never +80x24 +-$", listed);

        Assert.Matches($@"^session {first}, up \d+s\n  client    none yet\n  peer      not known yet\n", Run("status", Name(first)).Output);
        Assert.Equal((1, "godwit status: there is no session 1; godwit ls shows which there are.\n"), (Run("status", "1").ExitStatus, Run("status", "1").Error));

        Assert.Equal(0, Run("kill", Name(first)).ExitStatus);
        Assert.False(Directory.Exists($"/proc/{firstProcess}"));
        listed = Run("ls").Output;
        Assert.DoesNotContain(Name(first), listed, StringComparison.Ordinal);
        Assert.Contains(Name(second), listed, StringComparison.Ordinal);

        Assert.Equal(0, Run("kill", Name(second)).ExitStatus);
        Assert.False(Directory.Exists($"/proc/{secondProcess}"));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void List_ServerWasKilled_RemovesWhatItLeft()
    {
        (_, int process) = StartServer();
        using (var server = System.Diagnostics.Process.GetProcessById(process))
        {
            server.Kill();
            server.WaitForExit();
        }

        Assert.Single(Directory.GetFiles(Folder));
        Assert.Equal("No sessions.\n", Run("ls").Output);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    /// <summary>Whoever asks is turned away: neither does he wait, nor does the server's loop run in circles for him.</summary>
    [Fact]
    public async Task List_ServerHasNoDescriptors_IsNotAnsweredUntilItHas()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("GODWIT_BIN") is null, "The runtime of the other build has descriptors of its own: set GODWIT_BIN to the native binary's folder, as ./test does.");
        (int port, int process) = StartServer();
        int[] open = [.. Directory.GetFileSystemEntries($"/proc/{process}/fd").Select(name => int.Parse(Path.GetFileName(name), CultureInfo.InvariantCulture))];
        Assert.Equal(open.Length - 1, open.Max()); // A gap would be a descriptor to be had.
        SetLimit(process, open.Length);
        using (var asks = new Socket(System.Net.Sockets.AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await asks.ConnectAsync(new UnixDomainSocketEndPoint(Directory.GetFiles(Folder).Single()), patience.Token);
            Assert.Equal(0, await asks.ReceiveAsync(new byte[16], patience.Token));
        }

        SetLimit(process, 100);
        Assert.Contains(Name(port), Run("ls").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Kill_NoSuchSession_SaysSoAndFails()
    {
        ProgramRun run = Run("kill", "60999");
        Assert.Equal(1, run.ExitStatus);
        Assert.Equal("godwit kill: there is no session 60999; godwit ls shows which there are.\n", run.Error);
    }

    [Fact]
    public void Kill_Lost_LeavesASessionThatWaitsForItsClient()
    {
        (int port, _) = StartServer();
        Assert.Equal(0, Run("kill", "--lost").ExitStatus);
        Assert.Contains(Name(port), Run("ls").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void OnAnotherHost_SshRunsTheSameThere()
    {
        bench.Run("godwit", ["kill", $"--ssh={bench.PathOf("ssh")} -p 22", "me@host", "60001", "--lost"], ("SAYS", ""));
        Assert.StartsWith("<-p>\n<22>\n<-->\n<me@host>\n<sh -c '", bench.Record(), StringComparison.Ordinal);
        Assert.Contains("exec \"$p\" kill --lost 60001;", bench.Record(), StringComparison.Ordinal);
        Assert.Equal(3, bench.Run("godwit", ["ls", $"--ssh={bench.PathOf("ssh")}", "host"], ("SAYS", ""), ("ENDS", "3")).ExitStatus);
    }

    [Theory]
    [InlineData("ls")]
    [InlineData("status")]
    [InlineData("kill --lost")]
    [InlineData("install")]
    [InlineData("doctor")]
    public void OnAnotherHost_TheConfigurationNamesTheSsh(string words)
    {
        Directory.CreateDirectory(bench.PathOf("config-home/godwit"));
        File.WriteAllText(bench.PathOf("config-home/godwit/config"), $"Host other\n  Ssh /nowhere/ssh\nHost host\n  Ssh \"{bench.PathOf("ssh")} -p 22\"\n");
        bench.Run("godwit", [.. words.Split(' ')[..1], "me@host", .. words.Split(' ')[1..]], ("SAYS", ""));
        Assert.StartsWith("<-p>\n<22>\n", bench.Record(), StringComparison.Ordinal);
        Assert.Contains("<me@host>\n", bench.Record(), StringComparison.Ordinal);
        File.AppendAllText(bench.PathOf("config-home/godwit/config"), "Nonsense 1\n");
        ProgramRun run = bench.Run("godwit", [.. words.Split(' ')[..1], "me@host", .. words.Split(' ')[1..]], ("SAYS", ""));
        Assert.NotEqual(0, run.ExitStatus);
        Assert.Contains("config:5: ", run.Error, StringComparison.Ordinal);
        Assert.Equal("", bench.Record());
    }

    private string Runtime => bench.PathOf("runtime");

    private string Folder => Path.Combine(Runtime, "godwit", "sessions");

    private static string Name(int port) => port.ToString(CultureInfo.InvariantCulture);

    private ProgramRun Run(params string[] words) => bench.Run("godwit", words, ("XDG_RUNTIME_DIR", Runtime), ("XDG_STATE_HOME", bench.PathOf("state")));

    private static void SetLimit(int process, int descriptors) => Assert.Equal(0, ProgramRun.Of("prlimit", [$"--pid={process}", $"--nofile={descriptors}:1000"]).ExitStatus);

    private (int Port, int ProcessId) StartServer()
    {
        ProgramRun run = Run("server", "new", "-i", "127.0.0.1");
        int port = int.Parse(Connect().Match(run.Output).Groups[1].Value, CultureInfo.InvariantCulture);
        int process = int.Parse(Detached().Match(run.Error).Groups[1].Value, CultureInfo.InvariantCulture);
        servers.Add(process);

        // The connect line is printed before the detached half runs.
        var poller = new Poller();
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (!Directory.Exists(Folder) || Directory.GetFiles(Folder, $"{port}-*.socket").Length == 0)
        {
            Assert.True(DateTime.UtcNow < deadline, "The server makes no socket.");
            _ = poller.Wait(20);
        }

        return (port, process);
    }

    [GeneratedRegex(@"MOSH CONNECT (\d+) ")]
    private static partial Regex Connect();

    [GeneratedRegex(@"pid = (\d+)\]")]
    private static partial Regex Detached();
}
