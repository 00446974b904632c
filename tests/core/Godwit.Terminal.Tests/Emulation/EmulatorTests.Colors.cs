namespace Godwit.Terminal.Tests;

/// <content>Colours of the terminal.</content>
public partial class EmulatorTests
{
    [Theory]
    [InlineData("rgb:f/0/8", 0xFF0088)]
    [InlineData("rgb:12/ab/FF", 0x12ABFF)]
    [InlineData("rgb:123/456/789", 0x124578)]
    [InlineData("rgb:ffff/8000/0001", 0xFF8000)]
    [InlineData("RGB:1/2/3", 0x112233)]
    [InlineData("rgba:12/34/56/78", 0x123456)]
    [InlineData("#f80", 0xF08000)]
    [InlineData("#123456", 0x123456)]
    [InlineData("#123456789", 0x124578)]
    [InlineData("#123456789abc", 0x12569A)]
    [InlineData("Red", 0xFF0000)]
    [InlineData("rgb:1/2", -1)]
    [InlineData("rgb:1/2/3/4", -1)]
    [InlineData("rgb:12345/1/1", -1)]
    [InlineData("rgb:/1/1", -1)]
    [InlineData("rgb:+1/1/1", -1)]
    [InlineData("rgb:g/1/1", -1)]
    [InlineData("#12", -1)]
    [InlineData("#1234567890abcdef", -1)]
    [InlineData("no such colour", -1)]
    [InlineData("", -1)]
    public void Colors_Specification_IsReadAsX(string text, int expected)
    {
        Color wanted = expected < 0 ? default : Color.Rgb((byte)(expected >> 16), (byte)(expected >> 8), (byte)expected);
        Assert.Equal(wanted, Terminal().Feed($"\e]4;7;{text}\a").Screen.Colors[7]);
        Assert.Equal(wanted, Terminal().Feed($"\e]11;{text}\e\\").Screen.Colors.Background);
    }

    [Fact]
    public void Colors_SeveralAtOnce_AreSetInTurn()
    {
        ScreenColors colors = Terminal().Feed("\e]4;1;#111111;300;#222222;255;#333333;x;red;2\a\e]10;red;green;blue;white\a").Screen.Colors;
        Assert.Equal((Color.Rgb(0x11, 0x11, 0x11), Color.Rgb(0x33, 0x33, 0x33), default), (colors[1], colors[255], colors[2]));
        Assert.Equal((Color.Rgb(255, 0, 0), Color.Rgb(0, 255, 0), Color.Rgb(0, 0, 255)), (colors.Foreground, colors.Background, colors.Cursor));
        Assert.Equal(Color.Rgb(0, 0, 255), Terminal().Feed("\e]12;blue;red\a").Screen.Colors.Cursor);
    }

    [Theory]
    [InlineData("\e]104;1\a", false, true)]
    [InlineData("\e]104;1;2\a", false, false)]
    [InlineData("\e]104\a", false, false)]
    [InlineData("\e]104;\a", false, false)]
    [InlineData("\e]110\a", true, true)]
    [InlineData("\ec", false, false)]
    public void Colors_Reset_TakesBackWhatItNames(string input, bool first, bool second)
    {
        ScreenColors colors = Terminal().Feed("\e]4;1;red;2;red\a" + input).Screen.Colors;
        Assert.Equal((first, second), (!colors[1].IsDefault, !colors[2].IsDefault));
    }

    [Fact]
    public void Colors_DynamicResets_TakeBackOneEach()
    {
        const string Set = "\e]10;red;green;blue\a";
        Assert.Equal(Terminal().Feed("\e]11;green\a\e]12;blue\a").Screen.Colors, Terminal().Feed(Set + "\e]110\a").Screen.Colors);
        Assert.Equal(Terminal().Feed("\e]10;red\a\e]12;blue\a").Screen.Colors, Terminal().Feed(Set + "\e]111\e\\").Screen.Colors);
        Assert.Equal(Terminal().Feed("\e]10;red;green\a").Screen.Colors, Terminal().Feed(Set + "\e]112;\a").Screen.Colors);
        Assert.Equal(ScreenColors.None, Terminal().Feed(Set + "\ec").Screen.Colors);
    }

    [Theory]
    [InlineData("\e]10;?\a", "\e]10;rgb:0101/0202/abab\a")]
    [InlineData("\e]10;?\e\\", "\e]10;rgb:0101/0202/abab\e\\")]
    [InlineData("\e]10;?;?;?\a", "\e]10;rgb:0101/0202/abab\a\e]11;rgb:0404/0505/0606\a")]
    [InlineData("\e]11;#102030\a\e]11;?\a", "\e]11;rgb:1010/2020/3030\a")]
    [InlineData("\e]11;#102030\a\e]111\a\e]11;?\a", "\e]11;rgb:0404/0505/0606\a")]
    [InlineData("\e]4;1;?\a", "")]
    [InlineData("\e]4;1;red;1;?;200;?;2;?\e\\", "\e]4;1;rgb:ffff/0000/0000\e\\")]
    [InlineData("\e]12;?\a", "")]
    [InlineData("\e]5;0;?\a\e]13;?\a\e]19;?\a", "")]
    public void Colors_Query_IsAnsweredFromWhatIsKnown(string input, string expected)
    {
        TestTerminal terminal = Terminal();
        terminal.Emulator.SetFacts(new TerminalFacts { Foreground = Color.Rgb(1, 2, 0xAB), Background = Color.Rgb(4, 5, 6) });
        Assert.Equal(expected, terminal.Feed(input).Replies);
    }

    [Fact]
    public void Colors_QueryOfNothingKnown_IsSilent() => Assert.Equal("", Terminal().Feed("\e]10;?\a\e]11;?\a\e]12;?\a").Replies);
}
