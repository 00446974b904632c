using Godwit.Cli.Tests.Support;
using Godwit.Platform;

namespace Godwit.Cli.Tests;

/// <summary>A copy of the native binary that another user starts with its owner's rights.</summary>
public sealed class SetuidTests : IDisposable
{
    // Any two that are not root: the file's owner and group, and who starts it.
    private const string Owner = "1";
    private const string User = "65534";
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-setuid-").FullName;

    public SetuidTests()
    {
        Assert.SkipUnless(ProcessEnvironment.UserId == 0, "Only root can give a file away and become another user.");
        string native = Path.Combine(Environment.GetEnvironmentVariable("GODWIT_BIN") ?? "/nowhere", "godwit");
        Assert.SkipUnless(File.Exists(native), "The native binary is not built: set GODWIT_BIN to its folder, as ./test does.");
        File.SetUnixFileMode(folder, Executable);
        File.Copy(native, PathOf("godwit"));
        foreach (string name in new[] { "mosh", "mosh-client", "mosh-server" })
        {
            File.CreateSymbolicLink(PathOf(name), "godwit");
        }

        Assert.Equal(0, ProgramRun.Of("chown", [$"{Owner}:{Owner}", PathOf("godwit")]).ExitStatus);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("godwit", UnixFileMode.SetUser, "--version")]
    [InlineData("godwit", UnixFileMode.SetGroup, "--version")]
    [InlineData("godwit", UnixFileMode.SetUser, "--godwit-detached-server")]
    [InlineData("godwit", UnixFileMode.SetUser, "server")]
    [InlineData("mosh", UnixFileMode.SetUser, "--version")]
    [InlineData("mosh-client", UnixFileMode.SetGroup, "-c")]
    [InlineData("mosh-server", UnixFileMode.SetUser, "new")]
    public void Program_WithTheRightsOfItsFile_RefusesBeforeAnythingElse(string name, UnixFileMode right, string word)
    {
        File.SetUnixFileMode(PathOf("godwit"), Executable | right);
        ProgramRun run = RunAsUser(name, word);
        Assert.Equal(
            (1, "", $"{name}: it is installed setuid or setgid and refuses to run with the rights of its file's owner; chmod ug-s on the file helps.\n"),
            (run.ExitStatus, run.Output, run.Error));
    }

    [Fact]
    public void Program_WithTheRightsOfItsUser_Runs()
    {
        File.SetUnixFileMode(PathOf("godwit"), Executable);
        Assert.Equal(0, RunAsUser("godwit", "--version").ExitStatus);
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private ProgramRun RunAsUser(string name, string word) =>
        ProgramRun.Of("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", PathOf(name), word]);
}
