namespace Godwit.Cli.Doctor.Tests;

public sealed class BannerTests
{
    [Theory]
    [InlineData("godwit server 0.1.0. Apache License 2.0; no warranty.", "godwit 0.1.0")]
    [InlineData("mosh-server (mosh 1.4.0) [build mosh 1.4.0]\r", "mosh-server 1.4.0")]
    [InlineData("mosh-server (mosh 1.2.4a)", "mosh-server 1.2.4a")]
    [InlineData("Copyright 2012 somebody", "")]
    [InlineData("", "")]
    public void Version_FirstLineOfAServer_IsItsName(string line, string version) => Assert.Equal(version, Banner.Version(line));
}
