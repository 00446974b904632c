using System.Text;

namespace Godwit.Terminal.Tests;

/// <content>Grapheme clusters: one cluster is one cell.</content>
public partial class EmulatorTests
{
    private const string Family = "👨\u200D👩\u200D👧\u200D👦";

    /// <summary>The cells of the first row, empty ones as dots, the right halves as "&lt;"; and where the cursor is.</summary>
    [Theory]
    [InlineData(Family + "x", "[" + Family + "]<x.......", 3)]
    [InlineData("👩🏽\u200D🚀x", "[👩🏽\u200D🚀]<x.......", 3)]
    [InlineData("❤\uFE0F\u200D🔥x", "[❤\uFE0F\u200D🔥]<x.......", 3)]
    [InlineData("❤x", "❤x........", 2)]
    [InlineData("❤\uFE0Fx", "[❤\uFE0F]<x.......", 3)]
    [InlineData("❤\uFE0Ex", "[❤\uFE0E]x........", 2)]
    [InlineData("⌚x", "⌚<x.......", 3)]
    [InlineData("⌚\uFE0Ex", "[⌚\uFE0E]x........", 2)]
    [InlineData("⌚\uFE0Fx", "[⌚\uFE0F]<x.......", 3)]
    [InlineData("漢\uFE0Ex", "[漢\uFE0E]<x.......", 3)]
    [InlineData("a\uFE0Fx", "[a\uFE0F]x........", 2)]
    [InlineData("1\uFE0F\u20E3x", "[1\uFE0F\u20E3]<x.......", 3)]
    [InlineData("#\u20E3x", "[#\u20E3]x........", 2)]
    [InlineData("🇩🇪🇫🇷🇬x", "[🇩🇪]<[🇫🇷]<🇬x....", 6)]
    [InlineData("☝🏽x", "[☝🏽]<x.......", 3)]
    [InlineData("🏽x", "🏽<x.......", 3)]
    [InlineData("\u1112\u1161\u11ABx", "[\u1112\u1161\u11AB]<x.......", 3)]
    [InlineData("한글x", "한<글<x.....", 5)]
    [InlineData("क्षx", "[क्ष]<x.......", 3)]
    [InlineData("क्षिx", "[क्षि]<x.......", 3)]
    [InlineData("काx", "[का]<x.......", 3)]
    [InlineData("किकुx", "[कि]<[कु]x......", 4)]
    [InlineData("\u0600123", "[\u06001]<23......", 4)]
    [InlineData("\u0600", "\u0600.........", 1)]
    [InlineData("e\u0301\u0302x", "[e\u0301\u0302]x........", 2)]
    [InlineData("a\u200Db👩\u200D漢", "[a\u200D]b[👩\u200D]<漢<....", 6)]
    [InlineData("🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007Fx", "[🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F]<x.......", 3)]
    [InlineData("👩🏻\u200D❤\uFE0F\u200D💋\u200D👨🏼x", "[👩🏻\u200D❤\uFE0F\u200D💋\u200D👨🏼]<x.......", 3)]
    [InlineData("🇩\e[m🇪", "🇩🇪........", 2)]
    [InlineData("👩\u200D\a🚀", "[👩\u200D]<🚀<......", 4)]
    [InlineData("👩\u200D\e[3G🚀", "[👩\u200D]<🚀<......", 4)]
    [InlineData("\u0600\r\nx\e[Ay", "\u0600y........", 2)]
    [InlineData("👩\u200D\e]8;;http://x/\a🚀\e]8;;\a", "[👩\u200D🚀]<........", 2)]
    [InlineData("\e[?2027l👩\u200D🚀🇩🇪❤\uFE0F", "[👩\u200D]<🚀<🇩🇪[❤\uFE0F]...", 7)]
    [InlineData("\e[?2027l\e[?2027h🇩🇪", "[🇩🇪]<........", 2)]
    [InlineData("abc\e[H\e[4h❤\uFE0F", "[❤\uFE0F]<abc.....", 2)]
    [InlineData("a漢c\e[H❤\uFE0F", "[❤\uFE0F]<.c......", 2)]
    [InlineData("漢c\e[H❤\uFE0F", "[❤\uFE0F]<c.......", 2)]
    [InlineData(Family + "\e[2b", "[" + Family + "]<[" + Family + "]<[" + Family + "]<....", 6)]
    [InlineData("🇩🇪\e[b", "[🇩🇪]<[🇩🇪]<......", 4)]
    [InlineData("🇩\e[bx", "🇩🇩x.......", 3)]
    public void Print_Cluster_IsOneCell(string input, string cells, int column)
    {
        foreach (TestTerminal terminal in (TestTerminal[])[Terminal().Feed(input), ByteByByte(Terminal(), input)])
        {
            Assert.Equal(cells, Cells(terminal, 0));
            Assert.Equal(column, terminal.Cursor.Column);
            ScreenText.AssertSound(terminal.Screen);
        }
    }

    [Theory]
    [InlineData("123456789❤\uFE0Fx", "123456789.", "[❤\uFE0F]<x.......", true)]
    [InlineData("123456789🇩🇪x", "123456789.", "[🇩🇪]<x.......", true)]
    [InlineData("12345678❤\uFE0Fx", "12345678[❤\uFE0F]<", "x.........", true)]
    [InlineData("123456789👩\u200D🚀x", "123456789.", "[👩\u200D🚀]<x.......", true)]
    [InlineData("1234567890\u0301x", "123456789[0\u0301]", "x.........", true)]
    [InlineData("12345678⌚\uFE0Ex", "12345678[⌚\uFE0E]x", "..........", false)]
    [InlineData("12345678⌚\uFE0Exy", "12345678[⌚\uFE0E]x", "y.........", true)]
    [InlineData("\e[?7l123456789🇩🇪", "123456789[🇩🇪]", "..........", false)]
    [InlineData("\e[?69h\e[3;6s\e[3Gabc❤\uFE0Fx", "..abc.....", "..[❤\uFE0F]<x.....", true)]
    public void Print_ClusterAtTheMargin_MovesOnWhole(string input, string first, string second, bool wraps)
    {
        foreach (TestTerminal terminal in (TestTerminal[])[Terminal().Feed(input), ByteByByte(Terminal(), input)])
        {
            Assert.Equal((first, second), (Cells(terminal, 0), Cells(terminal, 1)));
            Assert.Equal(wraps, terminal.Screen[0].SoftWrapped);
            ScreenText.AssertSound(terminal.Screen);
        }
    }

    [Fact]
    public void Print_FlagOnScreenOfOneColumn_StaysNarrow()
    {
        TestTerminal terminal = Terminal(1, 3).Feed("🇩🇪");
        Assert.Equal("[🇩🇪]", Cells(terminal, 0));
        ScreenText.AssertSound(terminal.Screen);
    }

    [Fact]
    public void Print_ClusterTooLong_IsCutAtACodePoint()
    {
        string family = string.Join('\u200D', Enumerable.Repeat("👩🏽", 6));
        TestTerminal terminal = Terminal().Feed(family + "x");
        string text = terminal.CellText(0, 0);
        Assert.StartsWith(text, family, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), ClusterTable.ClusterGrowsBelow, ClusterTable.ClusterBytesMax);
        Assert.Equal("x", terminal.CellText(0, 2));
    }

    [Fact]
    public void Print_Ambiguous_TakesWhatIsSetNow()
    {
        TestTerminal terminal = Terminal().Feed("α");
        terminal.Emulator.AmbiguousIsWide = true;
        terminal.Feed("α─");
        terminal.Emulator.SetFacts(TerminalFacts.Unknown);
        Assert.Equal("αα<─<α....", Cells(terminal.Feed("α"), 0));
        terminal.Emulator.SetFacts(new TerminalFacts { AmbiguousIsWide = true });
        Assert.True(terminal.Emulator.Fork().AmbiguousIsWide);
        Assert.True(new Emulator(1, 1, new EmulatorOptions { AmbiguousIsWide = true }).AmbiguousIsWide);
    }

    [Fact]
    public void Mode2027_IsReported_AndOnAfterReset()
    {
        Assert.Equal("\e[?2027;1$y\e[?2027;2$y\e[?2027;1$y", Terminal().Feed("\e[?2027$p\e[?2027l\e[?2027$p\ec\e[?2027$p").Replies);
    }

    [Theory]
    [InlineData("\e]66;w=2;❤\aX", "❤<X.......")]
    [InlineData("\e]66;w=1;漢\aX", "漢X........")]
    [InlineData("\e]66;w=2;🇩🇪\aX", "[🇩🇪]<X.......")]
    [InlineData("🇩\e]66;w=1;🇪\a🇫\u0301", "🇩🇪[🇫\u0301].......")]
    [InlineData("123456789\e]66;w=2;ab\aX", "123456789.")]
    [InlineData("\e]66;w=3;a\a\e]66;s=2;a\a\e]66;w=2;\a\e]66;w=2\a\e]66;;a\aX", "X.........")]
    [InlineData("\e]66;w=1;123456789012345678901234567890123456\aX", "X.........")]
    public void PrintSizedText_InHostBytes_IsOneCellAsItSays(string input, string cells)
    {
        TestTerminal terminal = new(10, 3, EmulatorOptions.ClientCopy);
        Assert.Equal(cells, Cells(terminal.Feed(input), 0));
        ScreenText.AssertSound(terminal.Screen);
    }

    [Fact]
    public void PrintSizedText_FromAProgram_IsSwallowed() => Assert.Equal("X", Terminal().Feed("\e]66;w=2;a\aX").Text);

    [Fact]
    public void ClientCopy_JudgesCodePointsAlone() =>
        Assert.Equal("[👩\u200D]<🚀<🇩🇪...x", Cells(new TestTerminal(10, 1, EmulatorOptions.ClientCopy).Feed("👩\u200D🚀🇩🇪\e[10Gx"), 0));

    private static TestTerminal ByteByByte(TestTerminal terminal, string input)
    {
        foreach (byte octet in Encoding.UTF8.GetBytes(input))
        {
            terminal.Feed([octet]);
        }

        return terminal;
    }

    private static string Cells(TestTerminal terminal, int row) =>
        string.Concat(terminal.Screen[row].Cells.ToArray().Select(c =>
            c.IsSpacer ? "<" : c.IsEmpty ? "." : c.IsCluster ? $"[{ScreenText.Of(terminal.Screen, c)}]" : ScreenText.Of(terminal.Screen, c)));
}
