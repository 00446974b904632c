namespace Godwit.Terminal.Tests;

/// <content>Erasing, inserting, deleting.</content>
public partial class EmulatorTests
{
    [Theory]
    [InlineData("\e[J", "aaaaa|bb")]
    [InlineData("\e[1J", "|   bb|ccccc")]
    [InlineData("\e[2J", "")]
    [InlineData("\e[3J", "aaaaa|bbbbb|ccccc")]
    [InlineData("\e[7J", "aaaaa|bbbbb|ccccc")]
    [InlineData("\e[K", "aaaaa|bb|ccccc")]
    [InlineData("\e[1K", "aaaaa|   bb|ccccc")]
    [InlineData("\e[2K", "aaaaa||ccccc")]
    [InlineData("\e[9K", "aaaaa|bbbbb|ccccc")]
    [InlineData("\e[2X", "aaaaa|bb  b|ccccc")]
    [InlineData("\e[65535X", "aaaaa|bb|ccccc")]
    [InlineData("\e[2@", "aaaaa|bb  bbb|ccccc")]
    [InlineData("\e[65535@", "aaaaa|bb|ccccc")]
    [InlineData("\e[2P", "aaaaa|bbb|ccccc")]
    [InlineData("\e[65535P", "aaaaa|bb|ccccc")]
    [InlineData("\e['}", "aa aaa|bb bbb|cc ccc")]
    [InlineData("\e['~", "aaaa|bbbb|cccc")]
    [InlineData("\e[ @", "aaaa|bbbb|cccc")]
    [InlineData("\e[ A", " aaaaa| bbbbb| ccccc")]
    [InlineData("\e[4hX", "aaaaa|bbXbbb|ccccc")]
    [InlineData("\e[4hX\e[4lY", "aaaaa|bbXYbb|ccccc")]
    public void Edit_Sequence_ChangesTheScreen(string input, string expected) =>
        Assert.Equal(expected, Terminal().Feed("aaaaa\r\nbbbbb\r\nccccc\e[2;3H" + input).Text);

    [Fact]
    public void EraseInLine_WithBackground_FillsWithItOnly_Check7()
    {
        TestTerminal terminal = Terminal().Feed("\e[7;1;4;31;44m\e[K");
        for (int column = 0; column < 10; column++)
        {
            Assert.True(terminal.Screen[0].Cells[column].IsEmpty);
            Assert.Equal(new Style { Background = Color.Indexed(4) }, terminal.StyleAt(0, column));
        }
    }

    [Theory]
    [InlineData("\e[44m\e[2J", 1)]
    [InlineData("\e[44m\e[L", 0)]
    [InlineData("\e[44m\e[3;1H\n", 2)]
    [InlineData("\e[44m\eM", 0)]
    public void Scroll_WithBackground_BringsInThatBackground(string input, int row) =>
        Assert.Equal(Color.Indexed(4), Terminal().Feed(input).StyleAt(row, 5).Background);

    [Fact]
    public void EraseInLine_OfWrappedRow_LosesTheWrap()
    {
        TestTerminal terminal = Terminal().Feed("0123456789X\e[1;5H\e[K");
        Assert.False(terminal.Screen[0].SoftWrapped);
        Assert.True(Terminal().Feed("0123456789X\e[1;5H\e[1K").Screen[0].SoftWrapped);
    }

    [Fact]
    public void AlignmentTest_FillsTheScreenAndHomes()
    {
        TestTerminal terminal = Terminal(3, 2).Feed("\e[2;2H\e#8");
        Assert.Equal("EEE|EEE", terminal.Text);
        Assert.Equal((0, 0), terminal.Cursor);
    }
}
