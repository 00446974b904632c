using System.Buffers;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>What frames cost, what a disagreement about widths spoils, and what the user sees while a frame is drawn.</summary>
public class FrameWriterCostTests
{
    [Fact]
    public void Write_SteadyState_NothingIsAllocated()
    {
        Screen screen = Frames.Text(80, 24, 1);
        var screens = new List<Screen> { screen };
        var generator = new ScreenGenerator(3) { Plain = true };
        for (int i = 0; i < 40; i++)
        {
            screens.Add(generator.Successor(screens[^1]));
        }

        var writer = new FrameWriter();
        var output = new ArrayBufferWriter<byte>(1 << 20);
        DrawAll(writer, screens, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        output.ResetWrittenCount();
        DrawAll(writer, screens, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Write_LargestScreen_BytesAreLinear()
    {
        // Every row moves, none repeats: the worst case of the search for scrolls. Quadratic work would take minutes.
        Screen screen = Frames.Text(Screen.WidthMax, Screen.HeightMax, 1);
        Screen wanted = screen.With(s =>
        {
            s.RowReferences.Reverse();
            s.Scroll(100, 900, 3);
        });
        var output = new ArrayBufferWriter<byte>();
        new FrameWriter().Write(screen, wanted, DisplayCapabilities.StockPeer, output);
        Assert.InRange(output.WrittenCount, 1, (Screen.WidthMax + 20) * Screen.HeightMax);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Write_PeerReadsEmojiDifferently_OtherCellsAreRight(int peersWidth)
    {
        var generator = new ScreenGenerator(11) { Plain = true };
        for (int i = 0; i < 500; i++)
        {
            Screen shown = generator.Next(12, 4, new InternPool());
            int column = 1 + generator.Random.Next(10);
            Screen wanted = generator.Successor(shown).With(s =>
            {
                Style looks = default;
                s.Erase(1, 0, 12);
                s.Put(1, column - 1, "a", looks);
                s.Put(1, column, "😀");
                s.RowForWrite(1).SoftWrapped = false;
            });
            StrictTerminal terminal = Showing.Start(shown, DisplayCapabilities.StockPeer, new Random(i));
            terminal.WidthOf = c => c == 0x1F600 ? peersWidth : StrictTerminal.StandardWidth(c);
            terminal.Feed(Encoding.UTF8.GetBytes(Frames.Between(shown, wanted)));
            for (int y = 0; y < 4; y++)
            {
                for (int x = 0; x < 12; x++)
                {
                    bool spoiled = y == 1 && (x == column || x == column + 1);
                    string text = terminal[y, x].Text is "" ? " " : terminal[y, x].Text;
                    Assert.True(spoiled || text == CellText(wanted, y, x), $"{i}: row {y} column {x}: '{text}'");
                }
            }

            // What was there before is gone even if the peer does not know the character.
            Assert.DoesNotMatch("[!-z]", terminal[1, column + 1].Text);
            Assert.Equal((wanted.CursorRow, wanted.CursorColumn), (terminal.Row, terminal.Column));
        }
    }

    [Fact]
    public void Write_OneRowToRealTerminal_CursorStaysVisible()
    {
        Screen shown = Frames.Blank(20, 5);
        Screen wanted = shown.With(s => s.Put(2, 0, "x"));
        Assert.DoesNotContain("?25", Frames.Between(shown, wanted, DisplayCapabilities.ModernTerminal), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SeveralRowsToRealTerminal_HiddenOrSynchronized()
    {
        Screen shown = Frames.Blank(20, 5);
        Screen wanted = shown.With(s =>
        {
            s.Put(2, 0, "x");
            s.Put(3, 0, "x");
        });
        string hidden = Frames.Between(shown, wanted, DisplayCapabilities.ModernTerminal);
        Assert.StartsWith("\e[?25l", hidden, StringComparison.Ordinal);
        Assert.EndsWith("\e[?25h", hidden, StringComparison.Ordinal);
        string synchronized = Frames.Between(shown, wanted, DisplayCapabilities.ModernTerminal with { SynchronizedOutput = true });
        Assert.StartsWith("\e[?2026h", synchronized, StringComparison.Ordinal);
        Assert.EndsWith("\e[?2026l", synchronized, StringComparison.Ordinal);
        Assert.DoesNotContain("?25", synchronized, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColorDepth.Rgb, "38;2;250;1;1")]
    [InlineData(ColorDepth.Indexed256, "38;5;196")]
    [InlineData(ColorDepth.Ansi16, "91")]
    [InlineData(ColorDepth.Ansi8, "31")]
    public void Write_Color_NearestThatTheTerminalHas(ColorDepth depth, string code)
    {
        Screen shown = Frames.Blank(20, 5);
        Screen wanted = shown.With(s => s.Put(0, 0, "x", new Style { Foreground = Color.Rgb(250, 1, 1) }));
        Assert.Equal($"\e[{code}mx\e[m", Frames.Between(shown, wanted, DisplayCapabilities.ModernTerminal with { Colors = depth }));
    }

    [Fact]
    public void Write_LinkToGodwitPeer_EndedByBell()
    {
        Screen shown = Frames.Blank(20, 5);
        Screen wanted = shown.With(s => s.Put(0, 0, "x", new Style { Link = s.Pool.Links.Intern("id=1", "http://h/") }));
        Assert.Equal("\e]8;id=1;http://h/\ax\e]8;;\a", Frames.Between(shown, wanted, DisplayCapabilities.GodwitPeer));
        Assert.Equal("x", Frames.Between(shown, wanted));
    }

    private static void DrawAll(FrameWriter writer, List<Screen> screens, ArrayBufferWriter<byte> output)
    {
        for (int i = 1; i < screens.Count; i++)
        {
            writer.Write(screens[i - 1], screens[i], DisplayCapabilities.StockPeer, output);
        }
    }

    private static string CellText(Screen screen, int row, int column)
    {
        Cell cell = screen[row].Cells[column];
        return cell.IsSpacer ? "" : char.ConvertFromUtf32(cell.IsEmpty ? ' ' : cell.Glyph);
    }
}
