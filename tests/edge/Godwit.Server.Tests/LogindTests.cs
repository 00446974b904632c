namespace Godwit.Server.Tests;

public sealed class LogindTests
{
    [Theory]
    [InlineData("0::/user.slice/user-1000.slice/session-12.scope\n", true)]
    [InlineData("2:cpu:/\n1:name=systemd:/user.slice/user-1000.slice/session-c3.scope\n0::/\n", true)]
    [InlineData("0::/user.slice/user-1000.slice/user@1000.service/app.slice/godwit-60001-7.scope\n", false)]
    [InlineData("0::/user.slice/user-1000.slice/user@1000.service/session.slice/org.gnome.Shell@wayland.service\n", false)]
    [InlineData("0::/system.slice/godwit.service\n", false)]
    [InlineData("0::/\n", false)]
    [InlineData("", false)]
    public void IsLogin_Groups_TellLoginsFromServices(string groups, bool expected) => Assert.Equal(expected, Logind.IsLogin(groups));

    [Fact]
    public void HasUserServices_RuntimeFolder_IsAskedForTheirSocket()
    {
        string folder = Directory.CreateTempSubdirectory("godwit-logind-").FullName;
        Assert.False(Logind.HasUserServices(null));
        Assert.False(Logind.HasUserServices("relative"));
        Assert.False(Logind.HasUserServices(folder));
        File.WriteAllText(Path.Combine(folder, "bus"), "");
        Assert.True(Logind.HasUserServices(folder));
        Directory.Delete(folder, recursive: true);
    }
}
