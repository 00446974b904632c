namespace Godwit.Cli.Tests;

public sealed class SshConfigurationTests
{
    [Theory]
    [InlineData("user me\nhostname 192.0.2.1\nport 22\n", "192.0.2.1", false, false)]
    [InlineData("hostname a\nproxyjump jump.example\n", "a", true, false)]
    [InlineData("proxycommand nc %h %p\nhostname a", "a", true, false)]
    [InlineData("proxycommand none\nproxyjump none\nremotecommand none\nhostname a\r\n", "a", false, false)]
    [InlineData("hostname a\nremotecommand tmux attach\n", "a", false, true)]
    [InlineData("", null, false, false)]
    [InlineData("usage: something else\n\n hostname x\nhostname\n", null, false, false)]
    public void Parse_Output_GivesSettings(string output, string? hostName, bool isIndirect, bool hasRemoteCommand)
    {
        var configuration = SshConfiguration.Parse(output);
        Assert.Equal((hostName, isIndirect, hasRemoteCommand), (configuration.HostName, configuration.IsIndirect, configuration.HasRemoteCommand));
        Assert.Equal(hostName, configuration.Values.GetValueOrDefault("hostname"));
        Assert.Empty(configuration.Forwards);
        Assert.Empty(configuration.Problems);
    }
}
