using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary><c>godwit</c> takes every option of <c>mosh</c>. How it starts a client of the user's own is in the table of <see cref="ParityTests"/>.</summary>
public sealed class GodwitOptionTests(ParityFolder folder) : IClassFixture<ParityFolder>
{
    private const string Usual = "new|-c|256|-s|-l|LANG=C.UTF-8";

    /// <summary>Options that are for the client leave ssh and server as they are.</summary>
    [Theory]
    [InlineData("host")]
    [InlineData("--predict=always|host")]
    [InlineData("--predict=never|host")]
    [InlineData("--predict=adaptive|host")]
    [InlineData("--predict=experimental|host")]
    [InlineData("-a|host")]
    [InlineData("-n|host")]
    [InlineData("-o|host")]
    [InlineData("--predict-overwrite|host")]
    [InlineData("--no-predict-overwrite|host")]
    [InlineData("--init|host")]
    [InlineData("--no-init|host")]
    [InlineData("--no-ssh-pty|host")]
    [InlineData("--family=all|host")]
    [InlineData("--family=prefer-inet6|host")]
    [InlineData("--bind-server=ssh|host")]
    [InlineData("--experimental-remote-ip=proxy|host")]
    [InlineData("--experimental-remote-ip=remote|host")]
    [InlineData("--experimental-remote-ip=local|host")]
    public Task Option_OfMosh_IsTaken(string line) => AssertStartsAsync(line, "-n|--|host", Usual);

    /// <summary>The others reach whom they are for; the script for the far side's shell, ssh's last word, is run and not compared.</summary>
    [Theory]
    [InlineData("user@host", "-n|--|user@host", Usual)]
    [InlineData("--server=env A=b {server}|host", "-n|--|host", Usual)]
    [InlineData("-4|host", "-n|-4|--|host", Usual)]
    [InlineData("-6|host", "-n|-6|--|host", Usual)]
    [InlineData("--family=inet6|host", "-n|-6|--|host", Usual)]
    [InlineData("-p|60010:60020|host", "-n|--|host", "new|-c|256|-s|-p|60010:60020|-l|LANG=C.UTF-8")]
    [InlineData("--port=60010|host", "-n|--|host", "new|-c|256|-s|-p|60010|-l|LANG=C.UTF-8")]
    [InlineData("--bind-server=any|host", "-n|--|host", "new|-c|256|-l|LANG=C.UTF-8")]
    [InlineData("--bind-server=192.0.2.1|host", "-n|--|host", "new|-c|256|-i|192.0.2.1|-l|LANG=C.UTF-8")]
    [InlineData("--ssh={running-ssh} -p 22 'a b'|host", "-p|22|a b|-n|--|host", Usual)]
    [InlineData("--ssh-pty|host", "-n|-tt|--|host", Usual)]
    [InlineData("host|ls|-l|it's|two\nlines||naïve 日本", "-n|--|host", Usual + "|--|ls|-l|it's|two\nlines||naïve 日本")]
    public Task Option_OfMosh_ReachesSshAndServer(string line, string ssh, string server) => AssertStartsAsync(line, ssh, server);

    [Fact]
    public Task Local_OfMosh_StartsTheServerHere() => AssertStartsAsync("--local|127.0.0.1|ls", "", "new|-c|256|-i|127.0.0.1|-l|LANG=C.UTF-8|--|ls");

    private async Task AssertStartsAsync(string line, string ssh, string server)
    {
        (string[] sshWords, string[] serverWords, string shown) = await GodwitRun.OfAsync(line.Split('|'), new Side(await Programs.OursAsync()), folder.Whole);
        Assert.True(ssh == string.Join('|', sshWords.SkipLast(1)), $"ssh was given {string.Join('|', sshWords.SkipLast(1))}\n{shown}");
        Assert.True(server == string.Join('|', serverWords), $"The server was given {string.Join('|', serverWords)}\n{shown}");
    }
}
