using System.Text;

namespace Godwit.Terminal.Tests;

/// <content>Change of size: lines are wrapped anew on the main screen.</content>
public partial class EmulatorTests
{
    /// <summary>Rows joined by "|", a backslash where the line goes on; and the cursor, by printing # there.</summary>
    [Theory]
    [InlineData("0123456789abc", 20, 3, "0123456789abc#")]
    [InlineData("0123456789abc", 13, 3, "0123456789abc\\|#")]
    [InlineData("0123456789abc", 5, 3, "01234\\|56789\\|abc#")]
    [InlineData("0123456789", 20, 3, "0123456789#")]
    [InlineData("0123456789", 5, 3, "01234\\|56789\\|#")]
    [InlineData("01234", 5, 3, "01234\\|#")]
    [InlineData("012", 3, 3, "012\\|#")]
    [InlineData("01\r\n34", 5, 3, "01|34#")]
    [InlineData("0123456789\r\nab", 20, 3, "0123456789|ab#")]
    [InlineData("漢漢漢漢漢漢", 7, 3, "漢漢漢\\|漢漢漢#")]
    [InlineData("漢漢漢漢漢漢", 12, 3, "漢漢漢漢漢漢\\|#")]
    [InlineData("0123456漢漢a", 9, 3, "0123456漢\\|漢a#")]
    [InlineData("0123456漢漢a", 14, 3, "0123456漢漢a#")]
    [InlineData("a\e[1;10H", 5, 3, "a   #")]
    [InlineData("a   ", 3, 3, "a\\| #")]
    [InlineData("a   \r\nb", 3, 3, "a|b#")]
    [InlineData("abcdef\e[1;3H", 3, 3, "ab#|def")]
    [InlineData("abcdef\e[1;4H", 3, 3, "abc\\|#ef")]
    [InlineData("1\r\n2\r\n3", 10, 2, "2|3#")]
    [InlineData("1\r\n2\r\n3\e[H", 10, 2, "#|2")]
    [InlineData("1\r\n2\r\n3\e[2H", 10, 2, "2|#", 1)]
    [InlineData("1\e[1;5H", 10, 2, "1   #")]
    [InlineData("0123456789abcdefghijABC", 5, 3, "abcde\\|fghij\\|ABC#")]
    [InlineData("0123456789ab\e[1;5H", 5, 3, "0123#|56789\\|ab")]
    [InlineData("👩\u200D🚀🇩🇪", 3, 3, "👩\u200D🚀\\|🇩🇪#")]
    public void Resize_MainScreen_WrapsLinesAnew(string input, int columns, int rows, string expected, int cursorRow = -1)
    {
        TestTerminal terminal = Terminal().Feed(input);
        terminal.Emulator.Resize(columns, rows);
        ScreenText.AssertSound(terminal.Screen);
        if (cursorRow >= 0)
        {
            expected = expected.Replace("2|#", "#|3", StringComparison.Ordinal);
        }

        Assert.Equal(expected, Lines(terminal.Feed("#")));
    }

    [Fact]
    public void Resize_OneColumn_LosesOnlyWhatHasNoRoom()
    {
        TestTerminal terminal = Terminal(10, 5).Feed("a漢b");
        terminal.Emulator.Resize(1, 5);
        Assert.Equal("a\\|\\|b", Lines(terminal));
        ScreenText.AssertSound(terminal.Screen);
    }

    [Fact]
    public void Resize_SavedCursorBelowWhatIsLeft_IsKeptOnTheScreen()
    {
        TestTerminal terminal = Terminal(20, 12).Feed("\e[10;3H\e7\e[H");
        terminal.Emulator.Resize(20, 5);
        terminal.Feed("\e[?47h");
        terminal.Emulator.Resize(15, 5);
        Assert.Equal((4, 2), terminal.Feed("\e[?47l\e8").Cursor);
    }

    [Fact]
    public void Resize_Background_IsText()
    {
        TestTerminal terminal = Terminal(10, 4).Feed("ab\e[44m\e[K\e[m\e[3H");
        terminal.Emulator.Resize(5, 4);
        Assert.Equal((Color.Indexed(4), Color.Indexed(4), default), (terminal.StyleAt(0, 4).Background, terminal.StyleAt(1, 4).Background, terminal.StyleAt(2, 0).Background));
    }

    [Fact]
    public void Resize_Marks_StayWithTheFirstRowOfTheirLine()
    {
        TestTerminal terminal = Terminal(10, 6).Feed("0123456789abc\r\nx");
        Row row = terminal.Screen.RowForWrite(0);
        (row.Mark, row.ExitStatus) = (RowMark.Prompt | RowMark.CommandEnd, 3);
        terminal.Screen.RowForWrite(1).Mark = RowMark.Input;
        terminal.Screen.RowForWrite(2).Mark = RowMark.Output;
        terminal.Emulator.Resize(5, 6);
        Assert.Equal(
            [(RowMark.Prompt | RowMark.CommandEnd | RowMark.Input, 3), (RowMark.None, -1), (RowMark.None, -1), (RowMark.Output, -1)],
            terminal.Screen.Rows[..4].ToArray().Select(r => (r.Mark, (int)r.ExitStatus)));
    }

    [Fact]
    public void Resize_SavedCursorAndMark_MoveAlong()
    {
        TestTerminal terminal = Terminal().Feed("0123456789ab\e7cde");
        terminal.Emulator.Resize(20, 3);
        Assert.Equal("0123456789abcde\u0301", terminal.Feed("\u0301").Text);
        Assert.Equal((0, 12), terminal.Feed("\e8").Cursor);
    }

    [Fact]
    public void Resize_WhileTheAlternateScreenIsShown_WrapsTheMainOneAnewAndNotThis()
    {
        TestTerminal terminal = Terminal(10, 4).Feed("$ 0123456789abc\e[?1049h\e[HABCDEFGHIJklm");
        terminal.Emulator.Resize(20, 4);
        Assert.Equal("ABCDEFGHIJ|klm", terminal.Text);
        Assert.Equal("$ 0123456789abc#", Lines(terminal.Feed("\e[?1049l#")));

        terminal = Terminal(10, 4).Feed("a\r\nb\r\n0123456789abc\e[?47hALT");
        terminal.Emulator.Resize(5, 3);
        Assert.Equal("01234\\|56789\\|abc", Lines(terminal.Feed("\e[?47l")));
    }

    [Fact]
    public void Resize_ClientCopy_IsCutAsStockCounts()
    {
        TestTerminal terminal = new(10, 3, EmulatorOptions.ClientCopy);
        terminal.Feed("0123456789abc").Emulator.Resize(5, 3);
        Assert.Equal("01234|abc", terminal.Text);
    }

    [Fact]
    public void Resize_SameWidth_KeepsTheRows()
    {
        TestTerminal terminal = Terminal().Feed("0123456789abc");
        Row[] before = terminal.Screen.Rows.ToArray();
        terminal.Emulator.Resize(10, 5);
        Assert.Equal(before, terminal.Screen.Rows[..3].ToArray());
        terminal.Emulator.Resize(10, 3);
        Assert.Equal(before, terminal.Screen.Rows.ToArray());
    }

    /// <summary>On a screen that is high enough no text is ever lost, whatever the widths, and back at the first one it looks the same.</summary>
    [Fact]
    public void Resize_ThereAndBack_GivesTheSameText()
    {
        string[] pieces = ["a", "b c", "漢", "漢字かな", "👩\u200D🚀", "e\u0301", "🇩🇪", "0123456789", "\r\n", "\r\n\r\n", "\e[44mx\e[m", "   d", "\t", "\t\t", "❤\uFE0F"];
        var random = new Random(29);
        for (int run = 0; run < 600; run++)
        {
            int width = 2 + random.Next(20);
            TestTerminal terminal = Terminal(width, 80);
            var text = new StringBuilder();
            for (int i = random.Next(25); i >= 0; i--)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }

            // Behind the text the cursor stays in the row that the text ends on, which cannot be undone.
            terminal.Feed(text.Append(random.Next(2) == 0 ? 'z' : 'y').ToString());
            string before = Lines(terminal), whole = Joined(terminal);
            (int, int) cursor = terminal.Cursor;
            for (int i = random.Next(4); i >= 0; i--)
            {
                terminal.Emulator.Resize(2 + random.Next(60), 80);
                ScreenText.AssertSound(terminal.Screen);
                Assert.Equal(whole, Joined(terminal));
            }

            terminal.Emulator.Resize(width, 80);
            Assert.True(before == Lines(terminal), $"run {run}, width {width}: {text}\n{before}\n{Lines(terminal)}");
            Assert.True(cursor == terminal.Cursor, $"run {run}, width {width}: cursor {terminal.Cursor}, was {cursor}\n{before}");

            // A program that goes on writes where it would have written.
            TestTerminal straight = Terminal(width, 80).Feed(text + "END");
            Assert.Equal(Lines(straight), Lines(terminal.Feed("END")));
        }
    }

    [Fact]
    public void Resize_Random_KeepsTheCursorsCharacterAndIsSound()
    {
        var random = new Random(31);
        for (int run = 0; run < 2000; run++)
        {
            TestTerminal terminal = Terminal(1 + random.Next(12), 1 + random.Next(8));
            for (int step = 0; step < 8; step++)
            {
                terminal.Feed(random.Next(6) switch
                {
                    0 => "\e[?1049h",
                    1 => "\e[?1049l",
                    2 => $"\e[{random.Next(9)};{random.Next(14)}H",
                    3 => "\e[K",
                    4 => "\r\n",
                    _ => "漢x🇩🇪yz0123"[random.Next(4)..],
                });
                terminal.Feed("\e[?25h@\b");
                bool onIt = terminal.CellText(terminal.Cursor.Row, terminal.Cursor.Column) == "@" && !terminal.Screen.Modes.AlternateScreen;
                terminal.Emulator.Resize(1 + random.Next(12), 1 + random.Next(8));
                ScreenText.AssertSound(terminal.Screen);
                if (onIt)
                {
                    Assert.Equal("@", terminal.CellText(terminal.Cursor.Row, terminal.Cursor.Column));
                }
            }
        }
    }

    private static string Lines(TestTerminal terminal)
    {
        var text = new StringBuilder();
        foreach (Row row in terminal.Screen.Rows)
        {
            string line = string.Concat(row.Cells.ToArray().Select(c => c.IsSpacer ? "" : ScreenText.Of(terminal.Screen, c)));
            text.Append(line.TrimEnd(' ')).Append(row.SoftWrapped ? "\\|" : "|");
        }

        return text.ToString().TrimEnd('|');
    }

    /// <summary>The lines as they would be copied: soft-wrapped rows joined, the column that a wide character did not fit into left out.</summary>
    private static string Joined(TestTerminal terminal)
    {
        var text = new StringBuilder();
        for (int y = 0; y < terminal.Screen.Height; y++)
        {
            Row row = terminal.Screen[y];
            bool filler = row.SoftWrapped && row.Cells[^1].IsEmpty && terminal.Screen[y + 1].Cells[0].IsWide;
            string line = string.Concat(row.Cells[..(row.Width - (filler ? 1 : 0))].ToArray().Select(c => c.IsSpacer ? "" : ScreenText.Of(terminal.Screen, c)));
            text.Append(row.SoftWrapped ? line : line + "|");
        }

        return string.Join('|', text.ToString().Split('|').Select(l => l.TrimEnd(' '))).TrimEnd('|');
    }
}
