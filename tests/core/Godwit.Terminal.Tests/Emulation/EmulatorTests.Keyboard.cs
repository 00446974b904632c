namespace Godwit.Terminal.Tests;

/// <content>Kitty keyboard flags, modifyOtherKeys, the backarrow key.</content>
public partial class EmulatorTests
{
    [Theory]
    [InlineData("\e[>5u", 5)]
    [InlineData("\e[>5u\e[>1u", 1)]
    [InlineData("\e[>5u\e[>1u\e[<u", 5)]
    [InlineData("\e[>5u\e[>1u\e[<2u", 0)]
    [InlineData("\e[>5u\e[<65535u", 0)]
    [InlineData("\e[>u", 0)]
    [InlineData("\e[>255u", 31)]
    [InlineData("\e[=5u", 5)]
    [InlineData("\e[=5;1u\e[=2;2u", 7)]
    [InlineData("\e[=7u\e[=2;3u", 5)]
    [InlineData("\e[=7u\e[=2;4u", 7)]
    [InlineData("\e[=7u\e[>1u\e[<u", 7)]
    [InlineData("\e[=7u\e[>1u\e[<2u", 0)]
    [InlineData("\e[>5u\e[=2;2u\e[<u", 0)]
    [InlineData("\e[>5u\e[!p", 0)]
    [InlineData("\e[>5u\ec", 0)]
    [InlineData("\e[>5u\e[?1049h", 0)]
    [InlineData("\e[>5u\e[?1049h\e[>1u\e[?1049l", 5)]
    [InlineData("\e[>5u\e[?1049h\e[>1u\e[?1049l\e[?47h", 1)]
    public void KittyKeyboard_StackOfEachScreen_GivesTheFlags(string input, int expected)
    {
        TestTerminal terminal = Terminal().Feed(input + "\e[?u");
        Assert.Equal(expected, terminal.Screen.Modes.KittyKeyboard);
        Assert.Equal("", terminal.Replies);
    }

    [Fact]
    public void KittyKeyboard_Query_IsAnsweredOnlyIfTheRealTerminalCan()
    {
        TestTerminal terminal = Terminal();
        terminal.Emulator.SetFacts(new TerminalFacts { KittyKeyboard = true });
        Assert.Equal("\e[?0u\e[?21u", terminal.Feed("\e[?u\e[>21u\e[?u").Replies);
    }

    [Fact]
    public void KittyKeyboard_EndlessPushes_KeepTheNewest()
    {
        TestTerminal terminal = Terminal();
        for (int i = 0; i < 1000; i++)
        {
            terminal.Feed($"\e[>{i % 32}u");
        }

        Assert.Equal(999 % 32, terminal.Screen.Modes.KittyKeyboard);
        Assert.Equal((999 - KeyboardStack.DepthMax + 1) % 32, terminal.Feed($"\e[<{KeyboardStack.DepthMax - 1}u").Screen.Modes.KittyKeyboard);
        Assert.Equal(0, terminal.Feed("\e[<u").Screen.Modes.KittyKeyboard);
    }

    [Theory]
    [InlineData("\e[>4;2m", 2)]
    [InlineData("\e[>4;1m", 1)]
    [InlineData("\e[>4;2m\e[>4;9m", 2)]
    [InlineData("\e[>4;2m\e[>4m", 0)]
    [InlineData("\e[>4;2m\e[>m", 0)]
    [InlineData("\e[>4;2m\e[>4n", 0)]
    [InlineData("\e[>4;2m\e[>1;0m\e[>2n", 2)]
    [InlineData("\e[>4;2m\e[!p", 0)]
    [InlineData("\e[>4;2m\e[m", 2)]
    public void ModifyOtherKeys_SetAndReset_IsAMode(string input, int expected)
    {
        TestTerminal terminal = Terminal().Feed(input + "\e[?4m");
        Assert.Equal(expected, terminal.Screen.Modes.ModifyOtherKeys);
        Assert.Equal($"\e[>4;{expected}m", terminal.Replies);
        Assert.Equal(default, terminal.Feed("x").StyleAt(0, 0));
    }

    [Fact]
    public void Backarrow_Mode67_IsKnownToWhoTranslatesKeys()
    {
        Assert.True(Terminal().Feed("\e[?67h").Emulator.BackarrowIsBackspace);
        Assert.False(Terminal().Feed("\e[?67h\e[?67l").Emulator.BackarrowIsBackspace);
        Assert.True(Terminal().Feed("\e[?67h").Emulator.Fork().BackarrowIsBackspace);
    }
}
