namespace Godwit.Terminal.Tests;

/// <content>Rectangles: coordinates, clipping, origin mode, wide characters.</content>
public partial class EmulatorTests
{
    private static TestTerminal Grid(string before = "") => Terminal(5, 4).Feed("abcde\r\nfghij\r\nklmno\r\npqrst\e[H" + before);

    [Theory]
    [InlineData("\e[2;2;3;4$z", "abcde|f   j|k   o|pqrst")]
    [InlineData("\e[$z", "")]
    [InlineData("\e[3$z", "abcde|fghij")]
    [InlineData("\e[;3$z", "ab|fg|kl|pq")]
    [InlineData("\e[3;3;2;2$z", "abcde|fghij|klmno|pqrst")]
    [InlineData("\e[2;5;99;99$z", "abcde|fghi|klmn|pqrs")]
    [InlineData("\e[65535;65535;65535;65535$z", "abcde|fghij|klmno|pqrs")]
    [InlineData("\e[2;3r\e[?6h\e[1;1;9;2$z", "abcde|  hij|  mno|pqrst")]
    [InlineData("\e[?69h\e[2;4s\e[?6h\e[2;2;9;9$z", "abcde|fg  j|kl  o|pq  t")]
    [InlineData("\e[?69h\e[2;4s\e[1;1;2;2$z", "  cde|  hij|klmno|pqrst")]
    public void EraseRectangle_Coordinates_AreClippedAsXterm(string input, string expected) => Assert.Equal(expected, Grid(input).Text);

    [Theory]
    [InlineData("\e[42;2;2;3;3$x", "abcde|f**ij|k**no|pqrst")]
    [InlineData("\e[233;1;1;1;2$x", "éécde|fghij|klmno|pqrst")]
    [InlineData("\e[31;1;1;1;2$x", "abcde|fghij|klmno|pqrst")]
    [InlineData("\e[127;1;1;1;2$x", "abcde|fghij|klmno|pqrst")]
    [InlineData("\e[8364;1;1;1;2$x", "abcde|fghij|klmno|pqrst")]
    [InlineData("\e[42;2$x", "abcde|*****|*****|*****")]
    public void FillRectangle_Character_FillsIfItIsPrintable(string input, string expected) => Assert.Equal(expected, Grid(input).Text);

    [Fact]
    public void FillRectangle_Rendition_IsTheCurrentOne()
    {
        TestTerminal terminal = Grid("\e[1;4;31;44m\e[42;1;1;1;1$x");
        Style expected = new()
        {
            Attributes = StyleAttributes.Bold,
            Underline = UnderlineKind.Single,
            Foreground = Color.Indexed(1),
            Background = Color.Indexed(4),
        };
        Assert.Equal(expected, terminal.StyleAt(0, 0));
        Assert.Equal(expected.Erased, terminal.Feed("\e[1;1;1;1$z").StyleAt(0, 0));
    }

    [Theory]
    [InlineData("\e[1;1;2;2;1;3;4;1$v", "abcde|fghij|klmab|pqrfg")]
    [InlineData("\e[1;1;2;2;1;2;2$v", "abcde|fabij|kfgno|pqrst")]
    [InlineData("\e[2;2;3;3;1;1;1$v", "ghcde|lmhij|klmno|pqrst")]
    [InlineData("\e[1;1;2;4;1;1;2$v", "aabcd|ffghi|klmno|pqrst")]
    [InlineData("\e[1;2;2;5;1;1;1$v", "bcdee|ghijj|klmno|pqrst")]
    [InlineData("\e[1;1;2;2;1;4;5$v", "abcde|fghij|klmno|pqrsa")]
    [InlineData("\e[1;1;2;2;1;99;99$v", "abcde|fghij|klmno|pqrsa")]
    [InlineData("\e[2;2;1;1;1;3;3$v", "abcde|fghij|klmno|pqrst")]
    [InlineData("\e[;;;;;2$v", "abcde|abcde|fghij|klmno")]
    [InlineData("\e[2;3r\e[?69h\e[2;4s\e[?6h\e[1;1;1;2;1;2;2;1$v", "abcde|fghij|klgho|pqrst")]
    [InlineData("\e[2;3r\e[?69h\e[2;4s\e[?6h\e[1;1;9;9;1;2;2;1$v", "abcde|fghij|klgho|pqrst")]
    public void CopyRectangle_Anywhere_CopiesWhatFits(string input, string expected) => Assert.Equal(expected, Grid(input).Text);

    [Fact]
    public void CopyRectangle_Cells_KeepTheirRendition()
    {
        TestTerminal terminal = Terminal().Feed("\e[31;1mX\e[m\e[1;1;1;1;1;2;5;1$v");
        Assert.Equal(terminal.StyleAt(0, 0), terminal.StyleAt(1, 4));
        Assert.Equal(StyleAttributes.Bold, terminal.StyleAt(1, 4).Attributes);
    }

    [Theory]
    [InlineData("\e[1;2;1;3;1;2;1$v")]
    [InlineData("\e[1;1;1;1;1;2;3$v")]
    [InlineData("\e[42;1;2;1;3$x")]
    [InlineData("\e[1;2;1;3$z")]
    [InlineData("\e[1;2;1;3${")]
    [InlineData("\e[1;4;1;6;1;1;5$v")]
    [InlineData("\e[2*x\e[1;2;1;3;7$r")]
    [InlineData("\e[2*x\e[1;2;1;3;4$t")]
    public void Rectangle_ThroughWideCharacters_LeavesNoHalf(string input)
    {
        TestTerminal terminal = Terminal().Feed("漢字漢\r\n漢字漢\e[H" + input);
        ScreenText.AssertSound(terminal.Screen);
        foreach (Row row in terminal.Screen.Rows)
        {
            for (int column = 1; column < row.Width; column++)
            {
                Assert.True(!row.Cells[column].IsSpacer || row.Cells[column].Style == row.Cells[column - 1].Style, "halves of two styles");
            }
        }
    }

    [Theory]
    [InlineData("\e[1;2;3;4;7$r", ".xxxx|xxxxx|xxxx.|.....")]
    [InlineData("\e[1*x\e[1;2;3;4;7$r", ".xxxx|xxxxx|xxxx.|.....")]
    [InlineData("\e[2*x\e[1;2;3;4;7$r", ".xxx.|.xxx.|.xxx.|.....")]
    [InlineData("\e[2*x\e[3*x\e[1;2;3;4;7$r", ".xxx.|.xxx.|.xxx.|.....")]
    [InlineData("\e[2*x\e[0*x\e[1;2;3;4;7$r", ".xxxx|xxxxx|xxxx.|.....")]
    [InlineData("\e[2*x\e[1;2;3;4;7$r\e[2;3;9;9;7$t", ".xxx.|.x..x|.x..x|..xxx")]
    [InlineData("\e[2*x\e[1;2;3;4;7$r\e[2;3;2;3;27$r", ".xxx.|.x.x.|.xxx.|.....")]
    [InlineData("\e[2*x\e[1;2;3;4;7$r\e[2;3;2;3;0$r", ".xxx.|.x.x.|.xxx.|.....")]
    [InlineData("\e[2*x\e[1;2;3;4$r", ".....|.....|.....|.....")]
    public void ChangeRectangle_Extent_FollowsDecsace(string input, string expected) => Assert.Equal(expected, InverseMap(Grid(input)));

    [Theory]
    [InlineData("1", StyleAttributes.Bold, UnderlineKind.None)]
    [InlineData("4", StyleAttributes.None, UnderlineKind.Single)]
    [InlineData("5", StyleAttributes.Blink, UnderlineKind.None)]
    [InlineData("8", StyleAttributes.Invisible, UnderlineKind.None)]
    [InlineData("1;4;5;7", StyleAttributes.Bold | StyleAttributes.Blink | StyleAttributes.Inverse, UnderlineKind.Single)]
    [InlineData("1;7;22", StyleAttributes.Inverse, UnderlineKind.None)]
    [InlineData("1;4;5;7;8;0", StyleAttributes.None, UnderlineKind.None)]
    [InlineData("3", StyleAttributes.None, UnderlineKind.None)]
    public void ChangeRectangle_Attributes_AreSetAndReversed(string codes, StyleAttributes attributes, UnderlineKind underline)
    {
        TestTerminal terminal = Terminal().Feed($"\e[32mX\e[1;1;1;1;{codes}$r");
        Assert.Equal(new Style { Foreground = Color.Indexed(2), Attributes = attributes, Underline = underline }, terminal.StyleAt(0, 0));
    }

    [Fact]
    public void ReverseRectangle_Twice_ChangesNothing()
    {
        TestTerminal terminal = Terminal().Feed("\e[1;31mX\e[m\e[1;1;1;1;0$t");
        Assert.Equal(StyleAttributes.Blink | StyleAttributes.Inverse | StyleAttributes.Invisible, terminal.StyleAt(0, 0).Attributes);
        Assert.Equal(UnderlineKind.Single, terminal.StyleAt(0, 0).Underline);
        terminal.Feed("\e[1;1;1;1;1;4;5;7;8$t");
        Assert.Equal(new Style { Foreground = Color.Indexed(1), Attributes = StyleAttributes.Bold }, terminal.StyleAt(0, 0));
    }

    [Fact]
    public void Rectangle_Cursor_StaysWithItsPendingWrap()
    {
        TestTerminal terminal = Terminal(3, 2).Feed("abc\e[1;1;1;1$z\e[42;1;2;1;2$x\e[1;1;1;1;7$r\e[1;1;1;1;1;1;1$vd");
        Assert.Equal(" *c|d", terminal.Text);
        Assert.Equal((1, 1), terminal.Cursor);
    }

    [Fact]
    public void Rectangle_ThatTouchesTheLastColumn_EndsTheSoftWrap()
    {
        Assert.True(Terminal(3, 2).Feed("abcd\e[1;1;1;2$z").Screen[0].SoftWrapped);
        Assert.False(Terminal(3, 2).Feed("abcd\e[1;3;1;3$z").Screen[0].SoftWrapped);
    }

    [Theory]
    [InlineData("A", "1;1;1;1", "FFBF")]
    [InlineData(" ", "1;1;1;1", "FFE0")]
    [InlineData("", "1;1;1;1", "FFE0")]
    [InlineData("", "1;1;3;10", "FFE0")]
    [InlineData("\e[7;1;4m\e[J", "1;2;1;2", "FFE0")]
    [InlineData("a\e[4Cb", "1;1;1;6", "FF3D")]
    [InlineData("a\e[4Cb", "1;2;1;6", "FF7E")]
    [InlineData("a  b", "1;2;1;3", "FFC0")]
    [InlineData("A\e[41m\e[K", "1;1;1;3", "FF7F")]
    [InlineData("漢", "1;2;1;2", "FF01")]
    [InlineData("AB", "1;1;1;2", "FF7D")]
    [InlineData("\e[1mA", "1;1;1;1", "FF3F")]
    [InlineData("\e[4mA", "1;1;1;1", "FFAF")]
    [InlineData("\e[7mA", "1;1;1;1", "FF9F")]
    [InlineData("\e[1\"qA", "1;1;1;1", "FFBF")]
    [InlineData("A  \r\nB", "1;1;2;3", "FF3D")]
    [InlineData("A B", "1;1;1;3", "FF5D")]
    [InlineData("\e[2;2HA\e[2;3r\e[?6h", "1;2;1;2", "FFBF")]
    [InlineData("A", "3;3;2;2", "0000")]
    public void Checksum_OfARectangle_IsXterms(string input, string area, string expected) =>
        Assert.Equal($"\eP7!~{expected}\e\\", new TestTerminal(10, 3, new EmulatorOptions { AnswerChecksums = true }).Feed($"{input}\e[7;1;{area}*y").Replies);

    [Fact]
    public void Checksum_UnlessItIsAllowed_IsNotAnswered() =>
        Assert.Equal("", new TestTerminal(10, 3).Feed("A\e[1;1;1;1;1;1*y").Replies);

    private static string InverseMap(TestTerminal terminal) => string.Join('|', Enumerable.Range(0, terminal.Screen.Height).Select(row =>
        string.Concat(Enumerable.Range(0, terminal.Screen.Width).Select(column =>
            (terminal.StyleAt(row, column).Attributes & StyleAttributes.Inverse) != 0 ? 'x' : '.'))));
}
