namespace Godwit.Cli.Tests;

public sealed class ConfigFilesTests
{
    [Theory]
    [InlineData("/x", "/home/u", "/x/godwit/config")]
    [InlineData("relative", "/home/u", "/home/u/.config/godwit/config")]
    [InlineData("", "/home/u", "/home/u/.config/godwit/config")]
    [InlineData(null, "/home/u", "/home/u/.config/godwit/config")]
    [InlineData(null, null, null)]
    public void ForHost_Usually_IsTheUsersThenTheSystems(string? folder, string? home, string? own)
    {
        string? Environment(string name) => name switch { "XDG_CONFIG_HOME" => folder, "HOME" => home, _ => null };
        Assert.Equal(own is null ? ["/etc/godwit/config"] : [own, "/etc/godwit/config"], ConfigFiles.ForHost(null, Environment));
    }

    [Fact]
    public void ForHost_NamedFile_IsTheOnlyOne()
    {
        Assert.Equal(["/x"], ConfigFiles.ForHost("/x", _ => "/y"));
        Assert.Empty(ConfigFiles.ForHost("none", _ => "/y"));
    }
}
