namespace Godwit.Forwarding.Tests.X11;

public class XDisplayTests
{
    [Theory]
    [InlineData(":0", null, "/tmp/.X11-unix/X0", 0, "unix:0")]
    [InlineData(":12.1", null, "/tmp/.X11-unix/X12", 12, "unix:12")]
    [InlineData("unix:0.1", null, "/tmp/.X11-unix/X0", 0, "unix:0")]
    [InlineData("localhost:10.0", "localhost", null, 10, "unix:10")]
    [InlineData("host.example:1", "host.example", null, 1, "host.example:1")]
    [InlineData("[::1]:3.0", "::1", null, 3, "[::1]:3.0")]
    [InlineData("/tmp/launch-x/org.xquartz:0", null, "/tmp/launch-x/org.xquartz:0", 0, "/tmp/launch-x/org.xquartz:0")]
    [InlineData("/tmp/launch-x/org.xquartz:1.0", null, "/tmp/launch-x/org.xquartz:1", 1, "/tmp/launch-x/org.xquartz:1.0")]
    [InlineData("/tmp/x.sock", null, "/tmp/x.sock", 0, "/tmp/x.sock")]
    public void TryParse_WellFormed_SaysWhereItIs(string text, string? host, string? path, int number, string authority)
    {
        Assert.True(XDisplay.TryParse(text, out XDisplay? display));
        Assert.Equal((host, path, number, authority), (display.Host, display.SocketPath, display.Number, display.AuthorityName));
        Assert.Equal(6000 + number, display.Port);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("host")]
    [InlineData(":")]
    [InlineData(":x")]
    [InlineData(":0.x")]
    [InlineData(":0.")]
    [InlineData(":-1")]
    [InlineData(":59536")]
    [InlineData("host::0")]
    [InlineData("[]:0")]
    [InlineData("-x:0")]
    [InlineData("a b:0")]
    [InlineData(":0\nadd x")]
    [InlineData("$(id):0")]
    [InlineData("host/unix:0")]
    public void TryParse_Malformed_IsRefused(string text) => Assert.False(XDisplay.TryParse(text, out _));
}
