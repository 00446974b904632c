using System.Text;

namespace Godwit.Cli.Tests;

public sealed class BootstrapTests
{
    private const string Key = "AvuMtczzDnE9BgHYZ5F51g";

    [Theory]
    [InlineData($"MOSH CONNECT 60001 {Key}")]
    [InlineData($"MOSH CONNECT 60001 {Key}\r")]
    [InlineData($"MOSH CONNECT 60001 {Key}\t \r")]
    public void Take_ConnectLine_EndsTheTalk(string line)
    {
        var bootstrap = Feed(null, line);
        Assert.True(bootstrap.IsOver);
        Assert.Equal((60001, Key, null), (bootstrap.Port, bootstrap.Key, bootstrap.Fault));
    }

    [Theory]
    [InlineData("MOSH CONNECT 60001 short")]
    [InlineData("MOSH CONNECT 60001 ")]
    [InlineData("MOSH CONNECT  60001 " + Key)]
    [InlineData("MOSH CONNECT 60001  " + Key)]
    [InlineData("MOSH CONNECT 60001 " + Key + "x")]
    [InlineData("MOSH CONNECT 60001 " + Key + " x")]
    [InlineData("MOSH CONNECT 6000x " + Key)]
    [InlineData("MOSH CONNECT -1 " + Key)]
    [InlineData("MOSH CONNECT 0 " + Key)]
    [InlineData("MOSH CONNECT 65536 " + Key)]
    [InlineData("MOSH CONNECT 600010 " + Key)]
    [InlineData("MOSH CONNECT 60001 ABCDEFGHIJKLMNOPQRSTU=")]
    [InlineData("MOSH CONNECT 60001 ABCDEFGHIJKLMNOPQRST\u00e4")]
    [InlineData("MOSH IP foo bar")]
    [InlineData("MOSH IP -c")]
    [InlineData("MOSH IP example")]
    [InlineData("MOSH SSH_CONNECTION 192.0.2.1 5 192.0.2.2")]
    [InlineData("MOSH SSH_CONNECTION 192.0.2.1 5 192.0.2.2 22 x")]
    public void Take_MalformedLine_IsFatal(string line)
    {
        var bootstrap = Feed(null, line);
        Assert.True(bootstrap.IsOver);
        Assert.NotNull(bootstrap.Fault);
        Assert.Null(bootstrap.Key);
        Assert.DoesNotContain(Key, bootstrap.Fault, StringComparison.Ordinal); // A message is no place for a key.
    }

    [Theory]
    [InlineData("xMOSH CONNECT 60001 " + Key)]
    [InlineData(" MOSH CONNECT 60001 " + Key)]
    [InlineData("MOSH CONNECTED")]
    [InlineData("mosh connect 60001 " + Key)]
    [InlineData("Welcome to ünïcode, 日本")]
    public void Take_OtherLine_IsShownWithTheEndItCameWith(string line)
    {
        // ssh -tt has our terminal in raw mode while it runs: there a line feed alone would make stairs.
        var bootstrap = new Bootstrap();
        Assert.Equal(line + "\r\n", bootstrap.Take(Encoding.UTF8.GetBytes(line + "\r")));
        Assert.Equal(line + "\n", bootstrap.Take(Encoding.UTF8.GetBytes(line)));
        Assert.False(bootstrap.IsOver);
    }

    [Fact]
    public void Take_BlankLines_AreShownOnlyBeforeOtherText()
    {
        var bootstrap = new Bootstrap();
        Assert.Equal("", bootstrap.Take(""u8));
        Assert.Equal("\nhello\n", bootstrap.Take("hello"u8));
        Assert.Equal("", bootstrap.Take("\r"u8));
        Assert.Equal("", bootstrap.Take("MOSH SSH_CONNECTION 192.0.2.1 5 192.0.2.2 22"u8));
        Assert.Equal("bye\n", bootstrap.Take("bye"u8));
    }

    [Fact]
    public void Take_Addresses_AreKeptApart()
    {
        var bootstrap = Feed(null, "MOSH IP 2001:db8::1", "MOSH SSH_CONNECTION 192.0.2.1 5 192.0.2.2 22");
        Assert.Equal(("2001:db8::1", "192.0.2.2"), (bootstrap.Address, bootstrap.SshConnectionAddress));
        Assert.False(bootstrap.IsOver);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("127.0.0.1")]
    public void Take_SecondAddress_IsFatal(string? known)
    {
        var bootstrap = known is null ? Feed(null, "MOSH IP 127.0.0.1", "MOSH IP 127.0.0.1") : Feed(known, "MOSH IP 127.0.0.1");
        Assert.Contains("second", bootstrap.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_BadPortMessage_IsNoted() => Assert.True(Feed(null, "mosh-server: Bad UDP port range (1:2)").SawBadPort);

    [Fact]
    public void Take_RandomBytes_NeverThrows()
    {
        var random = new Random(4);
        var prefixes = new[] { "", "MOSH CONNECT ", "MOSH IP ", "MOSH SSH_CONNECTION " };
        for (var round = 0; round < 5000; round++)
        {
            var noise = new byte[random.Next(60)];
            random.NextBytes(noise);
            _ = new Bootstrap().Take([.. Encoding.ASCII.GetBytes(prefixes[random.Next(prefixes.Length)]), .. noise]);
        }
    }

    /// <summary>What start-up files print, and be it a whole answer of stock's, is not for us.</summary>
    [Fact]
    public void Take_LinesWithoutTheNonce_AreNoAnswer()
    {
        var bootstrap = new Bootstrap(nonce: "abc123");
        Assert.Equal("", Take(bootstrap, $"MOSH CONNECT 1 {Key}"));
        Assert.Equal("MOSH IP 192.0.2.66\n", Take(bootstrap, "MOSH IP 192.0.2.66"));
        Assert.Equal("MOSH CONNECT garbage\n", Take(bootstrap, "MOSH CONNECT garbage"));
        Assert.Equal("abc124 MOSH SSH_CONNECTION 1 2 192.0.2.66 4\n", Take(bootstrap, "abc124 MOSH SSH_CONNECTION 1 2 192.0.2.66 4"));
        Assert.Equal("GODWIT WANTED Linux x86_64 /\n", Take(bootstrap, "GODWIT WANTED Linux x86_64 /"));
        Assert.Equal("", Take(bootstrap, "abc123 MOSH SSH_CONNECTION 192.0.2.1 5 192.0.2.2 22\r"));
        Assert.False(bootstrap.IsOver);
        Assert.Equal("a word\n", Take(bootstrap, "abc123 a word"));
        bootstrap.End(isSuccess: true);
        Assert.Null(bootstrap.Key); // Our script has spoken; whatever else did is no server.
        Take(bootstrap, "abc123 MOSH CONNECT 60002 " + new string('B', 21) + "Q\r");
        Assert.Equal((60002, new string('B', 21) + "Q", "192.0.2.2"), (bootstrap.Port, bootstrap.Key, bootstrap.SshConnectionAddress));
    }

    [Theory]
    [InlineData(true, 60001)]
    [InlineData(false, 0)]
    public void End_NoNonceAtAll_TakesTheAnswerOfAForcedCommand(bool isSuccess, int expected)
    {
        var bootstrap = new Bootstrap(nonce: "abc123");
        Take(bootstrap, "hello");
        Take(bootstrap, $"MOSH CONNECT 60001 {Key}\r");
        Take(bootstrap, "MOSH CONNECT 60002 " + new string('B', 22));
        Assert.False(bootstrap.IsOver);
        bootstrap.End(isSuccess);
        Assert.Equal(expected, bootstrap.Port);
    }

    [Theory]
    [InlineData("Linux x86_64 /home/a b/.cache/godwit/1", "Linux|x86_64|/home/a b/.cache/godwit/1")]
    [InlineData("Linux riscv64 ", "Linux|riscv64|")]
    [InlineData("Linux", "Linux||")]
    [InlineData("Linux x86_64 /tmp/\e[2Jx\a", "Linux|x86_64|/tmp/[2Jx")]
    public void Take_AHostWantsTheProgram_IsAQuestionUntilAnswered(string words, string expected)
    {
        var bootstrap = new Bootstrap(nonce: "abc");
        Take(bootstrap, "abc GODWIT WANTED " + words);
        Assert.Equal(expected, $"{bootstrap.Request!.System}|{bootstrap.Request.Machine}|{bootstrap.Request.Folder}");
        bootstrap.NoteAnswered();
        Assert.Null(bootstrap.Request);
        Take(bootstrap, "abc GODWIT WANTED Linux x86_64 /tmp"); // Nobody is asked again and again.
        Assert.Null(bootstrap.Request);
        Take(bootstrap, "abc GODWIT FAILED /tmp disk full");
        Assert.Equal("/tmp disk full", bootstrap.CopyFault);
    }

    [Fact]
    public void ToString_OfConnectLine_HidesTheKey() =>
        Assert.DoesNotContain(Key, BootstrapLine.Parse(Encoding.ASCII.GetBytes($"MOSH CONNECT 60001 {Key}")).ToString(), StringComparison.Ordinal);

    private static string Take(Bootstrap bootstrap, string line) => bootstrap.Take(Encoding.UTF8.GetBytes(line));

    private static Bootstrap Feed(string? known, params string[] lines)
    {
        var bootstrap = new Bootstrap(known);
        foreach (var line in lines)
        {
            bootstrap.Take(Encoding.UTF8.GetBytes(line));
        }

        return bootstrap;
    }
}
