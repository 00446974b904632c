using System.Text;
using Godwit.Terminal;

namespace Godwit.Session.Tests;

public sealed class BarPainterTests
{
    private readonly BarPainter painter = new();

    [Fact]
    public void Paint_CursorElsewhere_TakesTheTopRowAndLeavesTheCursor()
    {
        Screen shown = Paint(Terminal("one\r\ntwo"), ["bar"]);
        Assert.Equal(["bar", "two", ""], Rows(shown));
        Assert.True(shown.Modes.CursorVisible);
        Assert.Equal((1, 3), (shown.CursorRow, shown.CursorColumn));
        Style style = shown.Pool.Styles[shown[0].Cells[0].Style];
        Assert.Equal((Color.Indexed(7), Color.Indexed(4), StyleAttributes.Bold), (style.Foreground, style.Background, style.Attributes));
        Assert.Equal(Color.Indexed(4), shown.Pool.Styles[shown[0].Cells[9].Style].Background);
    }

    [Fact]
    public void Paint_CursorInTheTopRow_TakesTheBottomRow()
    {
        Screen shown = Paint(Terminal("typed here"), ["bar"]);
        Assert.Equal(["typed here", "", "bar"], Rows(shown));
        Assert.True(shown.Modes.CursorVisible);
    }

    [Fact]
    public void Paint_CursorMovesOn_BarDoesNotJumpUntilItMust()
    {
        Emulator terminal = Terminal("top");
        Assert.Equal("bar", Rows(Paint(terminal, ["bar"]))[2]);
        terminal.Write("\r\n"u8);
        Assert.Equal("bar", Rows(Paint(terminal, ["bar"]))[2]);
        terminal.Write("\r\n"u8);
        Assert.Equal("bar", Rows(Paint(terminal, ["bar"]))[0]);
        terminal.Write("\e[2H"u8);
        Assert.Equal("bar", Rows(Paint(terminal, ["bar"]))[0]);
    }

    [Fact]
    public void Paint_MoreLinesThanFitBesideTheCursor_TheCursorsRowIsLeftAlone()
    {
        for (int row = 1; row <= 3; row++)
        {
            Screen shown = Paint(Terminal($"\e[{row}Hline"), ["1", "2", "3", "4"]);
            Assert.Equal("line", Rows(shown)[row - 1]);
            Assert.Contains("1", Rows(shown));
            Assert.True(shown.Modes.CursorVisible);
        }
    }

    [Fact]
    public void Paint_OneRow_HidesTheCursor()
    {
        Screen shown = Paint(Terminal("x", rows: 1), ["bar"]);
        Assert.Equal(["bar"], Rows(shown));
        Assert.False(shown.Modes.CursorVisible);
    }

    [Fact]
    public void Paint_NothingToGiveWayTo_StaysAtTheTop()
    {
        var overlay = new ScreenOverlay(Terminal("").Screen);
        painter.Paint(overlay, ["bar"], givesWay: false);
        Assert.Equal(["bar", "", ""], Rows(overlay.Screen));
        Assert.False(overlay.Screen.Modes.CursorVisible);
    }

    [Fact]
    public void Paint_WideAtTheEdge_IsCutWhole() => Assert.Equal("123456789", Rows(Paint(Terminal("\e[3H"), ["123456789漢"]))[0]);

    private static Emulator Terminal(string written, int rows = 3)
    {
        var emulator = new Emulator(10, rows, EmulatorOptions.ClientCopy);
        emulator.Write(Encoding.UTF8.GetBytes(written));
        return emulator;
    }

    private Screen Paint(Emulator terminal, string[] lines)
    {
        var overlay = new ScreenOverlay(terminal.Screen);
        painter.Paint(overlay, lines, givesWay: true);
        return overlay.Screen;
    }

    private static string[] Rows(Screen screen) =>
        [.. screen.Rows.ToArray().Select(row => string.Concat(row.Cells.ToArray().Select(cell => cell.Glyph is > 0 and < 0xFFFF ? (char)cell.Glyph : ' ')).TrimEnd())];
}
