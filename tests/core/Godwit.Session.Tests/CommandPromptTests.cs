using System.Text;
using Godwit.Transport;

namespace Godwit.Session.Tests;

public sealed class CommandPromptTests
{
    private const string Enter = "\r";

    private static readonly Instant Start = new(1000);

    private readonly CommandPrompt prompt = new("godwit");

    public CommandPromptTests() => prompt.Open();

    [Theory]
    [InlineData("-L 8080:host:80", "-L 8080:host:80")]
    [InlineData("  -L 1:a:2  ", "-L 1:a:2")]
    // Backspace in both its forms takes a whole character, and nothing where there is none.
    [InlineData("-L 81\x7F\b80", "-L 80")]
    [InlineData("\x7F\b-D 1", "-D 1")]
    [InlineData("aé€😀\x7F\x7F\x7F\x7F-D 1", "-D 1")]
    [InlineData("é\x7Fü", "ü")]
    [InlineData("wrong\x15-D 1", "-D 1")]
    [InlineData("\x15-D 1", "-D 1")]
    // Keys without a meaning here: arrows, Delete, function keys, Alt, Tab, Ctrl-L, Ctrl-^, Ctrl-Z.
    [InlineData("-D\e[A\e[3~\e[1;5C\eOP\e[15~\ex\t\f\x1E\x1A 1", "-D 1")]
    // The oldest mouse report holds three octets that look like keys, the newer one none.
    [InlineData("-D\e[M !\r 1\e[<0;3;4M", "-D 1")]
    // kitty's form and xterm's: letters, Backspace, Ctrl-U; a release is no key.
    [InlineData("x\e[117;5u\e[45u\e[68;2u\e[68;2:3u\e[57u\e[127u 1\e[27;5;117~-D 2", "-D 2")]
    // A paste is text, whatever is in it.
    [InlineData("-D \e[200~1\r2\x03\x15\x7F\n3\e[201~", "-D 123")]
    [InlineData("\e[200~\e[13u\e[27u-D\e[201~ 1", "-D 1")]
    // What is no UTF-8, and controls above it.
    [InlineData("\u009B-D\u0085 1", "-D 1")]
    public void Feed_KeysAndEnter_GivesTheLine(string typed, string line)
    {
        byte[] octets = Encoding.UTF8.GetBytes(typed + Enter);
        Assert.Equal(octets.Length, prompt.Feed(Start, octets));
        Assert.False(prompt.IsOpen);
        Assert.True(prompt.TryTake(out string? taken));
        Assert.Equal(line, taken);
        Assert.False(prompt.TryTake(out _));
    }

    [Theory]
    [InlineData(Enter)]
    [InlineData("\n")]
    [InlineData("  \r")]
    [InlineData("-L 8080:host:80\x03")]
    [InlineData("-L 8080:host:80\e[27u")]
    [InlineData("-L 8080:host:80\e[99;5u")]
    [InlineData("-L\x7F\x7F\e[13u")]
    public void Feed_LeftOrEmpty_GivesNothing(string typed)
    {
        byte[] octets = Encoding.UTF8.GetBytes(typed);
        Assert.Equal(octets.Length, prompt.Feed(Start, octets));
        Assert.False(prompt.IsOpen);
        Assert.False(prompt.TryTake(out _));
    }

    [Fact]
    public void Feed_BehindEnter_IsLeftAlone()
    {
        Assert.Equal("-D 1\r".Length, prompt.Feed(Start, "-D 1\rls\r"u8));
        Assert.Equal(0, prompt.Feed(Start, "ls\r"u8));
        Assert.True(prompt.TryTake(out _));
    }

    /// <summary>Octets that are no UTF-8 are dropped; what is behind them counts.</summary>
    [Fact]
    public void Feed_BrokenCharacters_AreDropped()
    {
        byte[] typed = [.. "a"u8, 0xFF, .. "b"u8, 0x80, .. "c"u8, 0xE2, 0x82, .. "d"u8, 0xC3, 0xC3, 0xA9, 0xED, 0xA0, 0x80, 0xF0, 0x0D];
        Assert.Equal(typed.Length, prompt.Feed(Start, typed));
        Assert.True(prompt.TryTake(out string? line));
        Assert.Equal("abcdé", line);
    }

    [Fact]
    public void Feed_MoreThanALine_KeepsWholeCharactersUpToItsLimit()
    {
        prompt.Feed(Start, "xx"u8);
        for (int count = 0; count < CommandPrompt.LengthMax; count++)
        {
            prompt.Feed(Start, "€"u8);
        }

        prompt.Feed(Start, "\r"u8);
        Assert.True(prompt.TryTake(out string? line));
        Assert.Equal("xx" + new string('€', (CommandPrompt.LengthMax - 2) / 3), line);
    }

    [Fact]
    public void Escape_Alone_LeavesWhenNothingFollows()
    {
        Assert.Equal(3, prompt.Feed(Start, "-D\e"u8));
        Assert.True(prompt.IsOpen);
        Assert.Equal(Start + CommandPrompt.EscapeMs, prompt.NextDeadline);
        prompt.Update(Start + (CommandPrompt.EscapeMs - 1));
        Assert.True(prompt.IsOpen);
        prompt.Update(Start + CommandPrompt.EscapeMs);
        Assert.False(prompt.IsOpen);
        Assert.Equal(Instant.Never, prompt.NextDeadline);
        prompt.Open();
        Assert.Equal("godwit> ", prompt.Text(80, out _));
    }

    /// <summary>A key that comes after the time belongs to the session even if nobody has called in between.</summary>
    [Fact]
    public void Escape_Alone_TakesNoLaterKey()
    {
        prompt.Feed(Start, "\e"u8);
        Assert.Equal(0, prompt.Feed(Start + CommandPrompt.EscapeMs, "[A"u8));
    }

    [Fact]
    public void Escape_InPiecesOfASequence_IsNoKeyOfItsOwn()
    {
        foreach (byte octet in "-D\e[1;5C\e\eOA 1"u8)
        {
            Assert.Equal(1, prompt.Feed(Start, [octet]));
        }

        Assert.Equal(Instant.Never, prompt.NextDeadline);
        prompt.Feed(Start, "\r"u8);
        Assert.True(prompt.TryTake(out string? line));
        Assert.Equal("-D 1", line);
    }

    /// <summary>Whatever is typed, and however it comes in pieces: the same octets are taken, and the same line comes of them.</summary>
    [Fact]
    public void Feed_Law_PiecesMakeNoDifference()
    {
        var random = new Random(4);
        for (int round = 0; round < 2000; round++)
        {
            byte[] typed = Keys(random);
            (int whole, string? line) = Run(typed, typed.Length);
            Assert.Equal((whole, line), Run(typed, 1));
            Assert.Equal((whole, line), Run(typed, random.Next(2, 9)));
        }
    }

    [Theory]
    [InlineData("", 80, "godwit> ", 8)]
    [InlineData("-L 80", 80, "godwit> -L 80", 13)]
    [InlineData("0123456789", 14, "godwit> 56789", 13)]
    [InlineData("宽宽宽", 14, "godwit> 宽宽", 12)]
    [InlineData("ab", 3, "godwit> b", 9)]
    public void Text_OfANarrowRow_ShowsTheEnd(string typed, int width, string text, int column)
    {
        prompt.Feed(Start, Encoding.UTF8.GetBytes(typed));
        Assert.Equal((text, column), (prompt.Text(width, out int at), at));
    }

    /// <summary>Keys as they may come, in a random order.</summary>
    internal static byte[] Keys(Random random)
    {
        string[] some = ["a", "-L 80:h:1", "é", "😀", "\x7F", "\x15", "\e[A", "\e[13;1:3u", "\ex", "\e[M", "\e[200~", "\e[201~", "\x1E", "\x1E.", "\f", "~.", "\t", "\e[27", "\eO"];
        var typed = new List<byte>();
        int count = random.Next(1, 30);
        for (int index = 0; index < count; index++)
        {
            typed.AddRange(random.Next(5) == 0 ? [(byte)random.Next(256)] : Encoding.UTF8.GetBytes(some[random.Next(some.Length)]));
        }

        return [.. typed];
    }

    private static (int Taken, string? Line) Run(byte[] typed, int piece)
    {
        var prompt = new CommandPrompt("godwit");
        prompt.Open();
        int taken = 0;
        foreach (byte[] part in typed.Chunk(piece))
        {
            taken += prompt.Feed(Start, part);
        }

        return prompt.TryTake(out string? line) ? (taken, line) : (taken, null);
    }
}
