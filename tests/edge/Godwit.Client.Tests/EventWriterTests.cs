using System.Buffers;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Client.Tests;

public sealed class EventWriterTests
{
    [Theory]
    [InlineData("c", "aGk=", "\e]52;c;aGk=\a")]
    [InlineData("", "aGk=", "\e]52;c;aGk=\a")]
    [InlineData("ps", "aGk=", "\e]52;ps;aGk=\a")]
    [InlineData("c", "", "\e]52;c;\a")]
    [InlineData("c", "?", "")]
    [InlineData("c", "aGk=\e\\\r", "")]
    [InlineData("c;?\a", "aGk=", "")]
    public void Write_Clipboard_OnlySelectionsAndBase64(string name, string text, string expected) =>
        Assert.Equal(expected, Written(new TerminalEvent(TerminalEventKind.Clipboard, name, text), "foot(1.16.2)"));

    [Fact]
    public void Write_ClipboardOfAMebibyte_WholeOrNotAtAll()
    {
        string text = new('A', 1024 * 1024);
        Assert.Equal("\e]52;c;".Length + text.Length + 1, Written(new TerminalEvent(TerminalEventKind.Clipboard, "c", text), "foot(1.16.2)").Length);
        Assert.Equal("", Written(new TerminalEvent(TerminalEventKind.Clipboard, "c", text), "tmux 3.3a"));
    }

    [Fact]
    public void Write_ClipboardQuery_OnlyIfTheUserAllowed()
    {
        var query = new TerminalEvent(TerminalEventKind.ClipboardQuery, "c", "");
        Assert.Equal("", Written(query, "foot(1.16.2)"));
        Assert.Equal("\e]52;c;?\a", Written(query, "foot(1.16.2)", mayRead: true));
        Assert.Equal("", Written(query, "", mayRead: true, term: "vt100"));
    }

    [Theory]
    [InlineData("kitty(0.32.2)", "\e]99;;Build: done\e\\")]
    [InlineData("iTerm2 3.5.0", "\e]9;Build: done\a")]
    [InlineData("foot(1.16.2)", "\e]777;notify;Build;done\a")]
    [InlineData("XTerm(379)", "\a")]
    [InlineData("", "\a")]
    public void Write_Notification_InTheTerminalsForm(string version, string expected) =>
        Assert.Equal(expected, Written(new TerminalEvent(TerminalEventKind.Notification, "Build", "done"), version));

    [Theory]
    [InlineData("iTerm2 3.5.0", "", "4;1;50", "\e]9; 4;1;50\a")]
    [InlineData("iTerm2 3.5.0", "", "a\e]52;c;eA==\ab", "\e]9;a]52;c;eA==b\a")]
    [InlineData("foot(1.16.2)", "a;b", "c", "\e]777;notify;a,b;c\a")]
    [InlineData("foot(1.16.2)", "", "c", "\e]777;notify;godwit;c\a")]
    [InlineData("foot(1.16.2)", "", "", "")]
    public void Write_HostileNotification_IsOnlyText(string version, string title, string body, string expected) =>
        Assert.Equal(expected, Written(new TerminalEvent(TerminalEventKind.Notification, title, body), version));

    [Fact]
    public void Write_AnyEventToAVt100_AtMostABell()
    {
        foreach (TerminalEventKind kind in Enum.GetValues<TerminalEventKind>())
        {
            Assert.Contains(Written(new TerminalEvent(kind, "c", "aGk="), "", mayRead: true, term: "vt100"), (string[])["", "\a"]);
        }
    }

    [Theory]
    [InlineData("kitty(0.32.2)", "xterm-256color", "kitty", 0)]
    [InlineData("XTerm(379)", "xterm-256color", "xterm", 379)]
    [InlineData("tmux 3.3a", "tmux-256color", "tmux", 3)]
    [InlineData("VTE(7203)", "xterm-256color", "vte", 7203)]
    [InlineData("WezTerm 20240203-110809", "xterm-256color", "wezterm", 20240203)]
    [InlineData("", "xterm-kitty", "kitty", 0)]
    [InlineData("", "alacritty", "alacritty", 0)]
    [InlineData("", "foot-extra", "foot", 0)]
    [InlineData("", "xterm-256color", "", 0)]
    [InlineData("", "vt100", "", 0)]
    public void Of_VersionOrType_NameAndNumber(string version, string term, string name, int number)
    {
        TerminalIdentity identity = TerminalIdentity.Of(version, term);
        Assert.Equal((name, number), (identity.Name, identity.Version));
    }

    private static string Written(TerminalEvent one, string version, bool mayRead = false, string term = "xterm-256color")
    {
        var settings = new ClientSettings { Address = "", Port = 1, Key = "", Term = term, MayReadClipboard = mayRead };
        var output = new ArrayBufferWriter<byte>();
        EventWriter.Write(one, TerminalProfile.Of(TerminfoEntry.Assume(term), settings, TerminalAnswers.None with { Version = version }), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
