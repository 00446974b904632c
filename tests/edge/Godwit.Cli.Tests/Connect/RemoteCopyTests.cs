using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Godwit.Cli.Tests.Support;

namespace Godwit.Cli.Tests;

/// <summary>
/// The far side's half of copying this program there, in a real shell with nothing but a few tools in its PATH. In a mount namespace of its own,
/// with a /tmp of its own, so that a home folder can be noexec, read-only or full.
/// </summary>
public sealed class RemoteCopyTests : IDisposable
{
    private const string Nonce = "NoNcE1";
    private const string Program = "#!/bin/sh\n[ \"$1\" = --version ] || echo \"started as $0\"\n";
    private static readonly string Version = Texts.VersionNumber;
    private static readonly string[] Tools = ["sh", "env", "cat", "ls", "head", "sha256sum", "mkdir", "chmod", "mv", "rm", "rmdir", "uname", "id", "mount", "ln", "chown", "touch", "printf"];

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-copy-").FullName;

    public RemoteCopyTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        Directory.CreateDirectory(Path.Combine(folder, "home"));
        foreach (var tool in Tools)
        {
            File.CreateSymbolicLink(Path.Combine(folder, "bin", tool), File.Exists("/bin/" + tool) ? "/bin/" + tool : "/usr/bin/" + tool);
        }
    }

    private string shell = "sh";

    private string Cache => $"{folder}/home/.cache/godwit/{Version}";

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    [InlineData("ksh")]
    [InlineData("mksh")]
    [InlineData("busybox", "sh")]
    public void HostWithoutAServer_TakesTheProgramAndFindsItTheNextTime(string shell, string word = "")
    {
        if (!Shells.IsInstalled(shell))
        {
            Assert.Skip($"{shell} is not installed.");
        }

        this.shell = $"{ProgramRun.Of("sh", ["-c", "command -v " + shell]).Output.Trim()} {word}";
        var first = Run(":", Program);
        Assert.Equal($"GODWIT WANTED Linux {Machine} {Cache}\nGODWIT COPIED {Cache}\nstarted as {Cache}/godwit\n", first.Said);
        Assert.Equal(0, first.ExitStatus);
        Assert.Equal([$"{Cache}/godwit"], Directory.GetFileSystemEntries(Cache));
        Assert.Equal($"started as {Cache}/godwit\n", Run(":", Program).Said);
    }

    [Fact]
    public void UserSaysNo_LeavesNothingAndEndsAsWithoutAServer()
    {
        var run = Run(":", null);
        Assert.Equal($"GODWIT WANTED Linux {Machine} {Cache}\n", run.Said);
        Assert.Equal(127, run.ExitStatus);
        Assert.Empty(Directory.GetFileSystemEntries(Cache));
    }

    [Fact]
    public void InstallNever_IsNotAsked() => Assert.Equal(("", 127), Run(":", Program, InstallMode.Never));

    [Theory]
    [InlineData(false, "stock's\n")]
    [InlineData(true, "started as")]
    public void StockIsThere_GivesWayOnlyToAlways(bool always, string expected)
    {
        File.WriteAllText($"{folder}/bin/mosh-server", "#!/bin/sh\necho \"stock's\"\n");
        File.SetUnixFileMode($"{folder}/bin/mosh-server", UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Contains(expected, Run(":", Program, always ? InstallMode.Always : InstallMode.Ask).Said, StringComparison.Ordinal);
    }

    /// <summary>An older version goes when a newer one has come; what else is there stays.</summary>
    [Fact]
    public void OlderVersions_AreRemoved()
    {
        Directory.CreateDirectory($"{folder}/home/.cache/godwit/0.0.1");
        File.WriteAllText($"{folder}/home/.cache/godwit/0.0.1/godwit", "old");
        File.WriteAllText($"{folder}/home/.cache/godwit/notes", "mine");
        Run(":", Program);
        Assert.Equal([$"{folder}/home/.cache/godwit/{Version}", $"{folder}/home/.cache/godwit/notes"], Directory.GetFileSystemEntries($"{folder}/home/.cache/godwit").Order());
    }

    [Theory]
    [InlineData("mount -t tmpfs -o noexec none $HOME", "/run")]
    [InlineData("mount -t tmpfs -o ro none $HOME", "/run")]
    [InlineData("export HOME=/proc/none", "/run")]
    [InlineData("touch $HOME/.cache", "/run")]
    [InlineData("mkdir -p $HOME/.cache $HOME/elsewhere; ln -s $HOME/elsewhere $HOME/.cache/godwit", "/run")]
    [InlineData("mount -t tmpfs -o noexec none $HOME", "/tmp", "XDG_RUNTIME_DIR")]
    public void HomeCannotHoldAProgram_ThePlaceIsAnother(string spoil, string expected, string unset = "")
    {
        var run = Run((unset.Length > 0 ? $"unset {unset}; " : "") + spoil, Program, check: "ls -A $HOME/elsewhere 2>/dev/null");
        var place = expected == "/run" ? $"{folder}/run/godwit/bin/{Version}" : $"/tmp/godwit-{UserId}/{Version}";
        Assert.EndsWith($"GODWIT COPIED {place}\nstarted as {place}/godwit\n", run.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("left: ", run.Said, StringComparison.Ordinal);
    }

    /// <summary>Anybody may make folders in /tmp.</summary>
    [Theory]
    [InlineData("mkdir -p /tmp/godwit-{0}; chown 1 /tmp/godwit-{0}")]
    [InlineData("mkdir -m 700 /tmp/mine; ln -s /tmp/mine /tmp/godwit-{0}")]
    public void FolderInTmpIsNotOurs_IsNotUsed(string spoil)
    {
        var run = Run("unset XDG_RUNTIME_DIR; export HOME=/proc/none; " + string.Format(System.Globalization.CultureInfo.InvariantCulture, spoil, UserId), Program);
        Assert.Equal($"GODWIT WANTED Linux {Machine} \n", run.Said);
        Assert.Equal(127, run.ExitStatus);
    }

    /// <summary>And what somebody else has put there is not started.</summary>
    [Fact]
    public void ProgramOfAnotherUserInTmp_IsNotStarted()
    {
        var run = Run(
            $"unset XDG_RUNTIME_DIR; export HOME=/proc/none; d=/tmp/godwit-{UserId}/{Version}; mkdir -p $d; printf '#!/bin/sh\\necho wrong\\n' >$d/godwit; chmod 755 $d/godwit; chown -R 1 /tmp/godwit-{UserId}",
            null);
        Assert.DoesNotContain("wrong", run.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void DiskFull_IsToldAndLeavesNothing()
    {
        var run = Run("mount -t tmpfs -o size=64k none $HOME", Program + new string('#', 200_000), check: "ls -A $HOME/.cache/godwit/*");
        Assert.Matches($@"GODWIT FAILED {Cache} .*No space left on device", run.Said);
        Assert.DoesNotContain("left: ", run.Said, StringComparison.Ordinal);
        Assert.Equal(127, run.ExitStatus);
    }

    [Fact]
    public void WrongDigest_IsRefused()
    {
        var run = Run(":", Program, digest: new string('0', 64));
        Assert.Contains($"GODWIT FAILED {Cache} what arrived is not what was sent", run.Said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Cache));
        Assert.DoesNotContain("started", run.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void LinkBreaksHalfWay_IsRefused()
    {
        var run = Run(":", Program, digest: Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Program + "\n"))), length: Program.Length + 1);
        Assert.Contains("GODWIT FAILED", run.Said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Cache));
    }

    [Fact]
    public void ProgramForAnotherLibrary_IsRefusedWithItsMessage()
    {
        var run = Run(":", "#!/nonexistent/loader\n");
        Assert.Contains($"GODWIT FAILED {Cache} it does not run there: ", run.Said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Cache));
    }

    /// <summary><c>godwit install</c>: a link and the manual, and the program is not started.</summary>
    [Fact]
    public void Install_ForGood_PutsProgramLinkAndManualInTheUsersFolders()
    {
        string pages = "5 godwit.1\nabcde4 godwit.conf.5.gz\nwxyz\n";
        var run = Run(":", Program + pages, length: Program.Length, digest: Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Program))), isForGood: true);
        string place = $"{folder}/home/.local/lib/godwit/{Version}";
        Assert.Equal($"GODWIT WANTED Linux {Machine} {place}\nGODWIT COPIED {place}\n", run.Said);
        Assert.Equal(0, run.ExitStatus);
        Assert.Equal($"{place}/godwit", new FileInfo($"{folder}/home/.local/bin/godwit").LinkTarget);
        Assert.Equal("abcde", File.ReadAllText($"{folder}/home/.local/share/man/man1/godwit.1"));
        Assert.Equal("wxyz", File.ReadAllText($"{folder}/home/.local/share/man/man5/godwit.conf.5.gz"));
    }

    private static string Machine { get; } = ProgramRun.Of("uname", ["-m"]).Output.Trim();

    private static string UserId { get; } = ProgramRun.Of("id", ["-u"]).Output.Trim();

    // What the script said, without the nonce; everything it says has one.
    private (string Said, int ExitStatus) Run(
        string before, string? program, InstallMode mode = InstallMode.Ask, string? digest = null, int? length = null, string check = ":", bool isForGood = false)
    {
        if (UserId != "0")
        {
            Assert.Skip("Only root can make a mount namespace.");
        }

        var script = new RemoteScript(Nonce, ["new"], []) { Install = mode, IsForGood = isForGood }.Text().Replace(":/usr/local/bin:/opt/homebrew/bin:/opt/local/bin", "", StringComparison.Ordinal);
        File.WriteAllText($"{folder}/script", script);
        var content = Encoding.ASCII.GetBytes(program ?? "");
        var header = program is null ? "\n" : $"{length ?? content.Length} {digest ?? Convert.ToHexStringLower(SHA256.HashData(content))}\n";
        File.WriteAllBytes($"{folder}/input", [.. Encoding.ASCII.GetBytes(header), .. content]);
        // The folder of the test is under /tmp: it is mounted elsewhere before /tmp gets lost, and back again.
        var setting = $"mount --bind {folder} /mnt; mount -t tmpfs none /tmp; mkdir -p {folder}; mount --bind /mnt {folder}; umount /mnt; "
            + $"export HOME={folder}/home XDG_RUNTIME_DIR={folder}/run PATH={folder}/bin; unset XDG_CACHE_HOME; mkdir -p $XDG_RUNTIME_DIR; {before}; "
            + $"{shell} -c \"$(cat {folder}/script)\" <{folder}/input; c=$?; for x in $({check} 2>/dev/null); do echo \"{Nonce} left: $x\"; done; exit $c";
        var start = new ProcessStartInfo("unshare", ["-m", "sh", "-c", setting]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", error.GetAwaiter().GetResult());
        var lines = output.TrimStart('\n').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.StartsWith(Nonce + " ", line, StringComparison.Ordinal));
        return (string.Concat(lines.Select(line => line[(Nonce.Length + 1)..] + "\n")), process.ExitCode);
    }
}
