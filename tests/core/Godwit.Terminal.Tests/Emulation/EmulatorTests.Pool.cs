using System.Text;

namespace Godwit.Terminal.Tests;

/// <content>The intern pool is renewed without anybody seeing it.</content>
public partial class EmulatorTests
{
    private const string Scene =
        "\e[1;4:3;38;2;1;2;3;48;5;7mA\u0301\e]8;id=x;http://one\aB漢\e]8;;\a\r\n\e[58;5;3;53mX\u0302\e[0;31m\e[?1049halt\e[42mZ\u0303\e]8;;http://two\a";

    [Theory]
    [InlineData("\e[3;1H\e[38;2;{1};{2};77mx")]
    [InlineData("\e[3;1Hx{3}{4}\u0300")]
    [InlineData("\e[3;1H\e]8;;http://{0}\ax")]
    public void Write_MoreThanThePoolKeeps_MovesWhatIsShownToANewPool(string pattern)
    {
        TestTerminal terminal = Terminal(12, 4).Feed(Scene);
        InternPool first = terminal.Emulator.Pool;
        Screen kept = terminal.Screen.Snapshot();
        string before = ScreenText.Everything(kept);

        for (int i = 0; ReferenceEquals(first, terminal.Emulator.Pool); i++)
        {
            Assert.InRange(i, 0, InternPool.CrowdedMin + 100);
            terminal.Feed(string.Format(
                System.Globalization.CultureInfo.InvariantCulture, pattern, i, i >> 8, i & 0xFF, (char)(0x300 + (i % 100)), (char)(0x300 + (i / 100))));
        }

        terminal.Feed("\e[3;1H\e]8;;\a\e[m \e[2K\e]8;;http://two\a\e[0;31;42m\e[1;5H");
        Assert.Same(first, kept.Pool);
        Assert.Equal(before, ScreenText.Everything(kept));
        terminal.Feed("\e[?1049l");
        Assert.Equal(ScreenText.Everything(Terminal(12, 4).Feed(Scene + "\e[?1049l").Screen), ScreenText.Everything(terminal.Screen));
        Assert.InRange(terminal.Emulator.Pool.Styles.Count, 1, 20);
    }

    [Fact]
    public void Write_AfterTheForksPoolWasRenewed_TheOriginalGoesOnWithItsOwn()
    {
        TestTerminal terminal = Terminal(12, 4).Feed(Scene);
        Emulator fork = terminal.Emulator.Fork();
        for (int i = 0; i <= InternPool.CrowdedMin; i++)
        {
            fork.Write(Encoding.ASCII.GetBytes($"\e[38;2;0;{i >> 8};{i & 0xFF}mx"));
        }

        Assert.NotSame(fork.Pool, terminal.Emulator.Pool);
        Assert.Equal(ScreenText.Everything(Terminal(12, 4).Feed(Scene).Screen), ScreenText.Everything(terminal.Screen));
        terminal.Feed("\e[?1049l");
        ScreenText.AssertSound(terminal.Screen);
    }
}
