namespace Godwit.Cli.Tests;

public sealed class HostPatternsTests
{
    [Theory]
    [InlineData("*", "host", true)]
    [InlineData("*", "", true)]
    [InlineData("host", "host", true)]
    [InlineData("host", "HOST", true)]
    [InlineData("Host", "host", true)]
    [InlineData("host", "host2", false)]
    [InlineData("host", "hos", false)]
    [InlineData("host?", "host2", true)]
    [InlineData("host?", "host", false)]
    [InlineData("?", "", false)]
    [InlineData("*.example.org", "a.b.example.org", true)]
    [InlineData("*.example.org", "example.org", false)]
    [InlineData("192.0.2.*", "192.0.2.17", true)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-b-b-d", false)]
    [InlineData("a**", "a", true)]
    [InlineData("a b", "b", true)]
    [InlineData("a b", "c", false)]
    [InlineData("* !bastion", "bastion", false)]
    [InlineData("!bastion *", "bastion", false)]
    [InlineData("* !bastion", "web", true)]
    [InlineData("*.lan !*.guest.lan", "x.guest.lan", false)]
    [InlineData("!bastion", "web", false)] // As in ssh: nothing was asked for.
    [InlineData("!bastion", "bastion", false)]
    public void Match_Patterns_AreThoseOfSshConfig(string patterns, string host, bool matches) =>
        Assert.Equal(matches, HostPatterns.Match(patterns.Split(' '), host));

    [Fact]
    public void Match_ManyStars_TakesNoLongTime()
    {
        string[] patterns = [string.Concat(Enumerable.Repeat("*a", 2000))];
        Assert.False(HostPatterns.Match(patterns, new string('a', 4000) + "b"));
    }
}
