namespace Godwit.Terminal.Tests;

/// <content>SGR: spec 05 section 5.2, spec 08 L7–L9.</content>
public partial class EmulatorTests
{
    public static TheoryData<string, Style> Renditions => new()
    {
        { "1", new Style { Attributes = StyleAttributes.Bold } },
        { "2", new Style { Attributes = StyleAttributes.Faint } },
        { "3", new Style { Attributes = StyleAttributes.Italic } },
        { "5", new Style { Attributes = StyleAttributes.Blink } },
        { "7", new Style { Attributes = StyleAttributes.Inverse } },
        { "8", new Style { Attributes = StyleAttributes.Invisible } },
        { "9", new Style { Attributes = StyleAttributes.Strikethrough } },
        { "53", new Style { Attributes = StyleAttributes.Overline } },
        { "1;2;3;5;7;8;9;53;22;23;25;27;28;29;55", default },
        { "4", new Style { Underline = UnderlineKind.Single } },
        { "21", new Style { Underline = UnderlineKind.Double } },
        { "4:3", new Style { Underline = UnderlineKind.Curly } },
        { "1;4:3", new Style { Attributes = StyleAttributes.Bold, Underline = UnderlineKind.Curly } },
        { "4:5", new Style { Underline = UnderlineKind.Dashed } },
        { "4:9", default },
        { "4:3;4:0", default },
        { "4:3;24", default },
        { "31", new Style { Foreground = Color.Indexed(1) } },
        { "38;5;1", new Style { Foreground = Color.Indexed(1) } },
        { "38:5:200", new Style { Foreground = Color.Indexed(200) } },
        { "91", new Style { Foreground = Color.Indexed(9) } },
        { "38;5;9", new Style { Foreground = Color.Indexed(9) } },
        { "44", new Style { Background = Color.Indexed(4) } },
        { "104", new Style { Background = Color.Indexed(12) } },
        { "31;44;39;49", default },
        { "31;38;5;300", new Style { Foreground = Color.Indexed(1) } },
        { "38;2;1;2;3", new Style { Foreground = Color.Rgb(1, 2, 3) } },
        { "48;2;1;2;300", new Style { Background = Color.Rgb(1, 2, 255) } },
        { "38:2:1:2:3", new Style { Foreground = Color.Rgb(1, 2, 3) } },
        { "38:2::1:2:3", new Style { Foreground = Color.Rgb(1, 2, 3) } },
        { "48:2::1:2:3:0:1", new Style { Background = Color.Rgb(1, 2, 3) } },
        { "1;38;5;9;48;2;1;2;3;4", new Style { Attributes = StyleAttributes.Bold, Foreground = Color.Indexed(9), Background = Color.Rgb(1, 2, 3), Underline = UnderlineKind.Single } },
        { "58;5;1", new Style { UnderlineColor = Color.Indexed(1) } },
        { "58:2::1:2:3", new Style { UnderlineColor = Color.Rgb(1, 2, 3) } },
        { "58;2;1;3;4", new Style { UnderlineColor = Color.Rgb(1, 3, 4) } },
        { "58;5;1;59", default },
        { "38;5", default },
        { "38:5", default },
        { "38:2:1", default },
        { "1;0", default },
        { "1;", default },
        { "", default },
        { "26;50;73;999", default },
        { "3:1;1", new Style { Attributes = StyleAttributes.Bold } },
    };

    [Theory]
    [MemberData(nameof(Renditions))]
    public void Rendition_Sequence_SetsTheStyle_Checks5And6(string sequence, Style expected)
    {
        TestTerminal terminal = Terminal().Feed($"\e[{sequence}mX");
        Assert.Equal("X", terminal.Text);
        Assert.Equal(expected, terminal.StyleAt(0, 0));
    }

    [Fact]
    public void Rendition_EveryNumber_DoesNotThrow()
    {
        TestTerminal terminal = Terminal();
        for (int number = 0; number <= ushort.MaxValue; number += number < 200 ? 1 : 97)
        {
            terminal.Feed($"\e[{number}m\e[{number}:{number}m\e[{number}:2:3:4:5:6:7m\e[{number};5m");
        }

        ScreenText.AssertSound(terminal.Screen);
    }

    [Fact]
    public void Rendition_Reset_KeepsTheLink()
    {
        TestTerminal terminal = Terminal().Feed("\e]8;;http://x\a\e[1mA\e[mB\e]8;;\aC");
        Assert.NotEqual(0, terminal.StyleAt(0, 1).Link);
        Assert.Equal(0, terminal.StyleAt(0, 2).Link);
    }
}
