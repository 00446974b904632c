namespace Godwit.Server.Tests;

public sealed class LoginPolicyTests
{
    private const string Etc = "/etc/systemd/logind.conf";

    [Theory]
    [InlineData("", "ada", false)]
    [InlineData("[Login]\n#KillUserProcesses=yes\n;KillUserProcesses=yes\n", "ada", false)]
    [InlineData("[Login]\nKillUserProcesses=yes", "ada", true)]
    [InlineData("[Login]\n KillUserProcesses = On \r\n", "ada", true)]
    [InlineData("[Login]\nKillUserProcesses=\\\nyes\n", "ada", true)]
    [InlineData("KillUserProcesses=yes\n[Other]\nKillUserProcesses=yes\n", "ada", false)]
    [InlineData("[Login]\nKillUserProcesses=yes\nKillUserProcesses=0\n", "ada", false)]
    [InlineData("[Login]\nKillUserProcesses=yes\nKillUserProcesses=perhaps\n", "ada", true)]
    [InlineData("[Login]\nKillUserProcesses=yes", "root", false)]
    [InlineData("[Login]\nKillUserProcesses=yes\nKillExcludeUsers=\n", "root", true)]
    [InlineData("[Login]\nKillUserProcesses=yes\nKillExcludeUsers=ada\n", "root", true)]
    [InlineData("[Login]\nKillUserProcesses=yes\nKillExcludeUsers=bob ada\n", "ada", false)]
    [InlineData("[Login]\nKillUserProcesses=yes\nKillExcludeUsers=ada\nKillExcludeUsers=bob\n", "ada", false)]
    [InlineData("[Login]\nKillUserProcesses=yes\nKillExcludeUsers=ada\nKillExcludeUsers=\nKillExcludeUsers=bob\n", "ada", true)]
    [InlineData("[Login]\nKillUserProcesses=yes\nKillOnlyUsers=bob\n", "ada", false)]
    [InlineData("[Login]\nKillUserProcesses=no\nKillOnlyUsers=bob ada\n", "ada", true)]
    [InlineData("[Login]\nKillOnlyUsers=bob\nKillOnlyUsers=\n", "bob", false)]
    [InlineData("[Login]\nKillOnlyUsers=root\n", "root", false)] // The exclusion counts first.
    [InlineData("[Login]\nKillOnlyUsers=ada\nKillExcludeUsers=ada\n", "ada", false)]
    public void KillsProcessesOf_MainFile_IsReadAsSystemdReadsIt(string text, string user, bool expected) =>
        Assert.Equal(expected, Kills(user, (Etc, text)));

    [Fact]
    public void KillsProcessesOf_SeveralMainFiles_FirstPlaceAloneCounts()
    {
        Assert.False(Kills("ada", (Etc, ""), ("/usr/lib/systemd/logind.conf", "[Login]\nKillUserProcesses=yes")));
        Assert.True(Kills("ada", ("/run/systemd/logind.conf", "[Login]\nKillUserProcesses=yes"), ("/usr/lib/systemd/logind.conf", "[Login]\nKillUserProcesses=no")));
    }

    [Fact]
    public void KillsProcessesOf_DropIns_LastNameCountsWhereverItIs()
    {
        Assert.True(Kills("ada", (Etc, "[Login]\nKillUserProcesses=no"), ($"{Etc}.d/10-a.conf", "[Login]\nKillUserProcesses=no"), ("/usr/lib/systemd/logind.conf.d/20-b.conf", "[Login]\nKillUserProcesses=yes")));
        Assert.False(Kills("ada", ($"{Etc}.d/20-b.conf", "[Login]\nKillUserProcesses=no"), ("/run/systemd/logind.conf.d/10-a.conf", "[Login]\nKillUserProcesses=yes")));
        Assert.False(Kills("ada", ($"{Etc}.d/10-a.conf~", "[Login]\nKillUserProcesses=yes")));
    }

    [Theory]
    [InlineData("/etc", "/run")]
    [InlineData("/run", "/usr/local/lib")]
    [InlineData("/usr/local/lib", "/usr/lib")]
    public void KillsProcessesOf_DropInsOfTheSameName_FirstPlaceHidesTheOthers(string first, string second)
    {
        const string Name = "systemd/logind.conf.d/50-kill.conf";
        Assert.False(Kills("ada", ($"{first}/{Name}", ""), ($"{second}/{Name}", "[Login]\nKillUserProcesses=yes")));
        Assert.True(Kills("ada", ($"{second}/{Name}", ""), ($"{first}/{Name}", "[Login]\nKillUserProcesses=yes")));
    }

    [Fact]
    public void KillsProcessesOf_FileWithoutItsSection_IsNotThatOfTheFileBefore() =>
        Assert.False(Kills("ada", (Etc, "[Login]\n"), ($"{Etc}.d/a.conf", "KillUserProcesses=yes")));

    private static bool Kills(string user, params (string Path, string Text)[] files)
    {
        LoginPolicy policy = LoginPolicy.Read(
            folder => files.Where(file => Path.GetDirectoryName(file.Path) + "/" == folder).Select(file => Path.GetFileName(file.Path)),
            path => Array.Find(files, file => file.Path == path).Text);
        return policy.KillsProcessesOf(user);
    }
}
