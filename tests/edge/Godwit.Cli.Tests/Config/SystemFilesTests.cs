using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Godwit.Cli.Tests.Support;
using Godwit.Platform;

namespace Godwit.Cli.Tests;

/// <summary>The real program with files in <c>/etc/godwit</c>, which is another folder in a namespace of mounts.</summary>
public sealed partial class SystemFilesTests : IDisposable
{
    // $1 is a copy of /etc, with our files in it.
    private const string InOtherEtc = """mount --bind "$1" /etc && shift && exec "$@" """;

    private readonly Workbench bench = new();
    private readonly string etc;

    public SystemFilesTests()
    {
        Assert.SkipUnless(ProcessEnvironment.UserId == 0, "Only root can mount.");
        etc = bench.PathOf("etc");
        Assert.Equal(0, ProgramRun.Of("cp", ["-a", "/etc", etc]).ExitStatus);
        Directory.CreateDirectory(Path.Combine(etc, "godwit"));
        Directory.CreateDirectory(bench.PathOf("runtime"));
        Directory.CreateDirectory(bench.PathOf("config-home/godwit"));
    }

    public void Dispose()
    {
        foreach (Match session in NameInList().Matches(Run("godwit", "ls").Output))
        {
            Run("godwit", "kill", session.Value);
        }

        bench.Dispose();
    }

    [Fact]
    public void Godwit_SystemsFile_ComesAfterTheUsers()
    {
        Write(Path.Combine(etc, "godwit/config"), "Host h*\nPort 7\nFamily inet6\n");
        Write(bench.PathOf("config-home/godwit/config"), "Port 8\nHost other\nPredict never\n");
        string shown = Run("godwit", "config", "host").Output;
        Assert.Contains("\nPort 8\n", shown, StringComparison.Ordinal);
        Assert.Contains("\nFamily inet6\n", shown, StringComparison.Ordinal);
        Assert.Contains("Predict adaptive\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_OfTheFile_HasItsPortsAndTheStockNameDoesNot()
    {
        WriteServer("Port 62001:62099\n");
        Assert.InRange(Port(Run("godwit", "server", "-i", "127.0.0.1", "--", "sleep", "60")), 62001, 62099);
        Assert.InRange(Port(Run("mosh-server", "new", "-i", "127.0.0.1", "--", "sleep", "60")), 60001, 60999);
    }

    [Fact]
    public void Server_MistakeInTheFile_IsSaidAndTheSessionStarts()
    {
        WriteServer("Prot 1\nPort 62001:62099\n");
        ProgramRun run = Run("godwit", "server", "-i", "127.0.0.1", "--", "sleep", "60");
        Assert.InRange(Port(run), 62001, 62099);
        Assert.StartsWith("godwit server: /etc/godwit/server.conf:1: \"Prot\" is not a keyword of this file; godwit.conf(5) lists them.\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, Run("godwit", "config", "--check").ExitStatus);

        File.SetUnixFileMode(Path.Combine(etc, "godwit/server.conf"), UnixFileMode.UserRead | UnixFileMode.OtherWrite);
        run = Run("godwit", "server", "-i", "127.0.0.1", "--", "sleep", "60");
        Assert.InRange(Port(run), 60001, 60999);
        Assert.StartsWith("godwit server: /etc/godwit/server.conf can be written by other users, so it is not read; chmod go-w helps.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_MoreSessionsThanAllowed_IsRefusedUntilOneEnds()
    {
        WriteServer("MaxSessions 1\n");
        int port = Port(Run("godwit", "server", "-i", "127.0.0.1", "--", "sleep", "60"));
        var watch = Stopwatch.StartNew();
        while (!Run("godwit", "ls").Output.Contains(Name(port), StringComparison.Ordinal))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "The session is not listed.");
        }

        ProgramRun run = Run("godwit", "server", "-i", "127.0.0.1", "--", "sleep", "60");
        Assert.Equal(
            (1, "", "godwit server: you have 1 session on this machine, and no more than 1 are allowed here; \"godwit ls\" lists them, \"godwit kill\" ends them.\n"),
            (run.ExitStatus, run.Output, run.Error));
        Assert.Equal(0, Run("mosh-server", "--version").ExitStatus);
        Assert.Equal(0, Run("godwit", "kill", Name(port)).ExitStatus);
        _ = Port(Run("godwit", "server", "-i", "127.0.0.1", "--", "sleep", "60"));
    }

    private static string Name(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static int Port(ProgramRun run)
    {
        Match line = ConnectLine().Match(run.Output);
        Assert.True(line.Success, run.Output + run.Error);
        return int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
    }

    private void WriteServer(string text) => Write(Path.Combine(etc, "godwit/server.conf"), text);

    private ProgramRun Run(string program, params string[] arguments) => bench.Run(
        "/usr/bin/unshare", ["--mount", "sh", "-c", InOtherEtc, "sh", etc, bench.PathOf(program), .. arguments], ("XDG_RUNTIME_DIR", bench.PathOf("runtime")), ("XDG_STATE_HOME", bench.PathOf("state")));

    [GeneratedRegex(@"^MOSH CONNECT (\d+) ", RegexOptions.Multiline)]
    private static partial Regex ConnectLine();

    [GeneratedRegex(@"^\d+(?= )", RegexOptions.Multiline)]
    private static partial Regex NameInList();
}
