namespace Godwit.Terminal.Tests;

/// <content>Events: notifications and the clipboard; progress.</content>
public partial class EmulatorTests
{
    [Theory]
    [InlineData("\e]9;Build done; 3 errors\a", "", "Build done; 3 errors")]
    [InlineData("\e]9;täst\u007F\a", "", "täst")]
    [InlineData("\e]777;notify;Title;Body;more\e\\", "Title", "Body;more")]
    [InlineData("\e]777;notify;Title\a", "Title", "")]
    [InlineData("\e]99;;Hello\a", "Hello", "")]
    [InlineData("\e]99;i=1:d=0;Hel\a\e]99;i=1:d=0;lo\a\e]99;i=1:d=1:p=body;World\a", "Hello", "World")]
    [InlineData("\e]99;i=1:d=0;lost\a\e]99;i=2;kept\a", "kept", "")]
    [InlineData("\e]99;e=1:p=body;aMOkbGxv\a", "", "hällo")]
    [InlineData("\e]99;d=0;Title\e\\\e]99;p=body;\a", "Title", "")]
    [InlineData("\e]9;13;text\a", "", "13;text")]
    public void Notification_OfAnyKind_IsAnEvent(string input, string title, string body)
    {
        TestTerminal terminal = Terminal().Feed(input);
        Assert.True(terminal.Emulator.Events.TryTake(out TerminalEvent? taken));
        Assert.Equal(new TerminalEvent(TerminalEventKind.Notification, title, body), taken);
        Assert.False(terminal.Emulator.Events.TryTake(out _));
        Assert.Equal("", terminal.Text + terminal.Replies);
    }

    [Theory]
    [InlineData("\e]9;\a")]
    [InlineData("\e]9;1;500\a")]
    [InlineData("\e]9;9;/tmp\a")]
    [InlineData("\e]777;other;a;b\a")]
    [InlineData("\e]777;notify;;\a")]
    [InlineData("\e]99;p=?;\a")]
    [InlineData("\e]99;i=x:p=close;\a")]
    [InlineData("\e]99;e=1;!!!\a")]
    [InlineData("\e]99;d=0;never ends\a")]
    public void Notification_WithoutText_IsNone(string input)
    {
        TestTerminal terminal = Terminal().Feed(input);
        Assert.False(terminal.Emulator.Events.TryTake(out _));
        Assert.Equal("", terminal.Text + terminal.Replies);
    }

    [Fact]
    public void Notification_Long_IsCut()
    {
        TestTerminal terminal = Terminal().Feed($"\e]9;{new string('x', 100_000)}\a");
        Assert.True(terminal.Emulator.Events.TryTake(out TerminalEvent? taken));
        Assert.Equal(Emulator.NotificationLengthMax, taken.Text.Length);
        for (int i = 0; i < 1000; i++)
        {
            terminal.Feed($"\e]99;d=0:p=body;{new string('y', 1000)}\a\e]99;d=0;{new string('z', 1000)}\a");
        }

        terminal.Feed("\e]99;;\a");
        Assert.True(terminal.Emulator.Events.TryTake(out taken));
        Assert.InRange(taken.Text.Length, 1000, 2 * Emulator.NotificationLengthMax);
        Assert.InRange(taken.Name.Length, 254, 2 * Emulator.TitleLengthMax);
    }

    [Fact]
    public void Events_OfTheClientsCopy_AreNone()
    {
        TestTerminal terminal = new(10, 3, EmulatorOptions.ClientCopy);
        terminal.Feed("\e]9;x\a\e]52;c;aGk=\a");
        Assert.False(terminal.Emulator.Events.TryTake(out _));
        Assert.Equal("aGk=", terminal.Screen.Clipboard);
    }

    [Theory]
    [InlineData("\e]9;4;1;50\a", ProgressKind.Normal, 50)]
    [InlineData("\e]9;4;1;500\a", ProgressKind.Normal, 100)]
    [InlineData("\e]9;4;1\a", ProgressKind.Normal, 0)]
    [InlineData("\e]9;4;1;50\a\e]9;4;2\a", ProgressKind.Error, 50)]
    [InlineData("\e]9;4;2;7\a", ProgressKind.Error, 7)]
    [InlineData("\e]9;4;1;50\a\e]9;4;3;9\a", ProgressKind.Indeterminate, 0)]
    [InlineData("\e]9;4;4;30\a", ProgressKind.Paused, 30)]
    [InlineData("\e]9;4;1;50\a\e]9;4;0;0\a", ProgressKind.None, 0)]
    [InlineData("\e]9;4;1;50\a\e]9;4;7;1\a", ProgressKind.Normal, 50)]
    [InlineData("\e]9;4;1;50\a\e]9;4;\a", ProgressKind.Normal, 50)]
    [InlineData("\e]9;4;1;50\a\ec", ProgressKind.None, 0)]
    public void Progress_OfConEmusCommand_IsOnTheScreen(string input, ProgressKind kind, int percent)
    {
        TestTerminal terminal = Terminal().Feed(input);
        Assert.Equal(new Progress(kind, (byte)percent), terminal.Screen.Progress);
        Assert.False(terminal.Emulator.Events.TryTake(out _));
    }

    [Theory]
    [InlineData("\e]52;c;aGk=\a", "c", "aGk=")]
    [InlineData("\e]52;;aGk=\a", "c", "aGk=")]
    [InlineData("\e]52;pc;aGk=\e\\", "cp", "aGk=")]
    [InlineData("\e]52;s0;aGk\a", "s0", "aGk=")]
    [InlineData("\e]52;zzzz\u00E4;aGk=\a", "c", "aGk=")]
    [InlineData("\e]52;c;\a", "c", "")]
    public void Clipboard_Write_IsAnEventToo(string input, string selections, string text)
    {
        TestTerminal terminal = Terminal().Feed(input + input);
        Assert.True(terminal.Emulator.Events.TryTake(out TerminalEvent? first));
        Assert.True(terminal.Emulator.Events.TryTake(out TerminalEvent? second));
        Assert.Equal(new TerminalEvent(TerminalEventKind.Clipboard, selections, text), first);
        Assert.Equal(first, second);
        Assert.Equal((text, 2u), (terminal.Screen.Clipboard, terminal.Screen.ClipboardCount));
    }

    [Theory]
    [InlineData("\e]52;c;a\a")]
    [InlineData("\e]52;c;aG=k\a")]
    [InlineData("\e]52;c;a Gk\a")]
    [InlineData("\e]52;c;<script>\a")]
    [InlineData("\e]52;c;aGk=aGk=\a")]
    [InlineData("\e]52;c;!\a")]
    public void Clipboard_NotBase64_IsDroppedWhole(string input)
    {
        TestTerminal terminal = Terminal().Feed("\e]52;c;aGk=\a" + input);
        Assert.Equal(("aGk=", 1u), (terminal.Screen.Clipboard, terminal.Screen.ClipboardCount));
    }

    [Fact]
    public void Clipboard_OneMebibyte_IsTheLimit()
    {
        string longest = Convert.ToBase64String(new byte[Emulator.ClipboardBytesMax]);
        TestTerminal terminal = Terminal().Feed($"\e]52;c;{longest}\a");
        Assert.True(terminal.Emulator.Events.TryTake(out TerminalEvent? taken));
        Assert.Equal(longest, taken.Text);
        terminal.Feed($"\e]52;c;{Convert.ToBase64String(new byte[Emulator.ClipboardBytesMax + 1])}\a");
        terminal.Feed($"\e]52;c;{Convert.ToBase64String(new byte[Emulator.ClipboardBytesMax + 1000])}\a");
        Assert.False(terminal.Emulator.Events.TryTake(out _));
        Assert.Equal(0u, terminal.Screen.ClipboardCount);
    }

    [Fact]
    public void Clipboard_Query_IsRaisedOnlyWhereTheUserAllowsIt()
    {
        TestTerminal terminal = Terminal().Feed("\e]52;p;?\a");
        Assert.False(terminal.Emulator.Events.TryTake(out _));
        terminal.Emulator.SetFacts(new TerminalFacts { ClipboardRead = true });
        terminal.Feed("\e]52;p;?\a");
        Assert.True(terminal.Emulator.Events.TryTake(out TerminalEvent? taken));
        Assert.Equal(new TerminalEvent(TerminalEventKind.ClipboardQuery, "p", ""), taken);
        Assert.Equal("", terminal.Replies);
    }
}
