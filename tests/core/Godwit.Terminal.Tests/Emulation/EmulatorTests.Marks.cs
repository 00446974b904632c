namespace Godwit.Terminal.Tests;

/// <content>Prompt marks (OSC 133) and the working directory (OSC 7).</content>
public partial class EmulatorTests
{
    [Theory]
    [InlineData("\e]133;A\a", RowMark.Prompt)]
    [InlineData("\e]133;A;cl=m;aid=7\e\\", RowMark.Prompt)]
    [InlineData("\e]133;P;k=s\a", RowMark.Prompt)]
    [InlineData("\e]133;A\a$ \e]133;B\a", RowMark.Prompt | RowMark.Input)]
    [InlineData("\e]133;C\a", RowMark.Output)]
    [InlineData("\e]133;D\a\e]133;A\a", RowMark.CommandEnd | RowMark.Prompt)]
    [InlineData("\e]133;X\a\e]133;\a\e]133\a\e]133;AA\a", RowMark.None)]
    public void Marks_OfAShell_AreOnTheCursorsRow(string input, RowMark expected)
    {
        TestTerminal terminal = Terminal().Feed("\r\n" + input);
        Assert.Equal((RowMark.None, expected, RowMark.None), (terminal.Screen[0].Mark, terminal.Screen[1].Mark, terminal.Screen[2].Mark));
    }

    [Theory]
    [InlineData("\e]133;D;0\a", 0)]
    [InlineData("\e]133;D;255\a", 255)]
    [InlineData("\e]133;D;130;aid=1\a", 130)]
    [InlineData("\e]133;D\a", -1)]
    [InlineData("\e]133;D;\a", -1)]
    [InlineData("\e]133;D;256\a", -1)]
    [InlineData("\e]133;D;err=x\a", -1)]
    [InlineData("\e]133;A\a", -1)]
    public void Marks_ExitStatus_IsKept(string input, int expected) => Assert.Equal(expected, Terminal().Feed(input).Screen[0].ExitStatus);

    [Fact]
    public void Marks_RowScrolls_GoWithIt()
    {
        TestTerminal terminal = Terminal().Feed("\r\n\e]133;D;3\a\n\n");
        Assert.Equal((RowMark.CommandEnd, (short)3), (terminal.Screen[0].Mark, terminal.Screen[0].ExitStatus));
        terminal.Feed("\n");
        Assert.All(terminal.Screen.Rows.ToArray(), row => Assert.Equal((RowMark.None, (short)-1), (row.Mark, row.ExitStatus)));
    }

    [Theory]
    [InlineData("\e[2J", RowMark.None)]
    [InlineData("\e[2K", RowMark.None)]
    [InlineData("\e[L", RowMark.None)]
    [InlineData("\ec", RowMark.None)]
    [InlineData("\e[H\e[J", RowMark.None)]
    [InlineData("\e[J", RowMark.Prompt)]
    [InlineData("\e[K", RowMark.Prompt)]
    [InlineData("x\e[1K", RowMark.Prompt)]
    public void Marks_ErasedRow_LosesThemUnlessOnlyWhatFollowsIsErased(string input, RowMark expected) =>
        Assert.Equal(expected, Terminal().Feed("\r\n\e]133;A\a" + input).Screen[1].Mark);

    [Fact]
    public void Marks_Snapshot_KeepsItsOwn()
    {
        TestTerminal terminal = Terminal();
        Screen before = terminal.Screen.Snapshot();
        terminal.Feed("\e]133;A\a");
        Assert.Equal(RowMark.None, before[0].Mark);
        Assert.False(before.ContentEquals(terminal.Screen.Snapshot()));
        terminal.Emulator.Resize(20, 5);
        Assert.Equal(RowMark.Prompt, terminal.Screen[0].Mark);
    }

    [Theory]
    [InlineData("\e]7;file://host/home/me\a", "file://host/home/me")]
    [InlineData("\e]7;FILE:///tmp\e\\", "FILE:///tmp")]
    [InlineData("\e]7;file:///a\a\e]7;\a", "")]
    [InlineData("\e]7;file:///a\a\e]7;http://h/\a", "file:///a")]
    [InlineData("\e]7;file:///a\a\e]7;file:///ä\a", "file:///a")]
    [InlineData("\e]7;file:///a\a\e]7;file:///a b\a", "file:///a")]
    [InlineData("\e]7;file:///a\a\ec", "file:///a")]
    public void WorkingDirectory_FileUri_IsKept(string input, string expected) => Assert.Equal(expected, Terminal().Feed(input).Screen.WorkingDirectory);

    [Fact]
    public void WorkingDirectory_TooLong_IsIgnored()
    {
        string longest = "file://" + new string('x', Emulator.WorkingDirectoryLengthMax - 7);
        Assert.Equal(longest, Terminal().Feed($"\e]7;{longest}\a").Screen.WorkingDirectory);
        Assert.Equal("", Terminal().Feed($"\e]7;{longest}x\a").Screen.WorkingDirectory);
    }
}
