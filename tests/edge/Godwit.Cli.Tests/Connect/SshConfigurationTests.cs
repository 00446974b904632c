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
        SshConfiguration read = SshConfiguration.Parse(output);
        Assert.Equal((hostName, isIndirect, hasRemoteCommand), (read.HostName, read.IsIndirect, read.HasRemoteCommand));
        Assert.Empty(read.Forwards);
    }

    [Fact]
    public void Parse_Forwards_AreThere()
    {
        SshConfiguration read = SshConfiguration.Parse("hostname a\nforwardagent yes\nforwardx11 no\nlocalforward 8080 [b]:80\nremoteforward nonsense\n");
        Assert.Equal("-L 8080:b:80", Assert.Single(read.Forwards).ToString());
        Assert.Single(read.Problems);
        Assert.True(read.IsOn("forwardagent") && !read.IsOn("forwardx11") && !read.IsOn("missing"));
    }
}
