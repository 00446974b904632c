using System.Buffers;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>Frames are no longer than stock's, and typical edits are very short.</summary>
public class FrameWriterLengthTests
{
    [Fact]
    public void Write_SameScreen_NothingIsSent()
    {
        Screen screen = Frames.Text(80, 24, 1);
        Assert.Equal("", Frames.Checked(screen, screen.Snapshot()));
        Assert.Equal("", Frames.Checked(screen, ScreenGenerator.Moved(screen)));
    }

    [Fact]
    public void Write_IdenticalRewrite_NothingIsSent()
    {
        Screen screen = Frames.Text(80, 24, 1);
        Assert.Equal("", Frames.Checked(screen, screen.With(s =>
        {
            for (int y = 0; y < 24; y++)
            {
                s.RowForWrite(y);
            }
        })));
    }

    [Fact]
    public void Write_LetterTyped_OneByte()
    {
        Screen screen = Frames.Blank(80, 24);
        screen.Put(5, 0, "$ l");
        Assert.Equal("s", Frames.Checked(screen, screen.With(s => s.Put(5, 3, "s"))));
    }

    [Fact]
    public void Write_LetterErased_BackspaceSpaceBackspaceAtMost()
    {
        Screen screen = Frames.Blank(80, 24);
        screen.Put(5, 0, "$ ls");
        string frame = Frames.Checked(screen, screen.With(s =>
        {
            s.Erase(5, 3, 4);
            s.CursorColumn = 3;
        }));
        Assert.Equal("\b \b", frame);
    }

    [Fact]
    public void Write_CursorRight_PrintsTheCharacterUnderIt()
    {
        Screen screen = Frames.Blank(80, 24);
        screen.Put(5, 0, "abc");
        screen.CursorColumn = 1;
        Assert.Equal("b", Frames.Checked(screen, screen.With(s => s.CursorColumn = 2)));
    }

    [Fact]
    public void Write_ScreenCleared_EraseOnce()
    {
        Screen screen = Frames.Text(80, 24, 1);
        Assert.Equal("\e[H\e[J", Frames.Checked(screen, screen.With(s =>
        {
            for (int y = 0; y < 24; y++)
            {
                s.Erase(y, 0, 80);
            }

            (s.CursorRow, s.CursorColumn) = (0, 0);
        })));
    }

    [Theory]
    [InlineData(0, 23, 1, 85)]
    [InlineData(0, 22, 1, 100)]
    [InlineData(1, 23, 1, 100)]
    [InlineData(1, 22, 1, 105)]
    [InlineData(0, 23, -1, 100)]
    [InlineData(1, 22, -1, 105)]
    [InlineData(3, 20, 2, 190)]
    [InlineData(0, 23, 12, 1000)]
    public void Write_RegionScrolled_OnlyNewRowsAreSent(int top, int bottom, int count, int most)
    {
        Screen screen = Frames.Text(80, 24, 1);
        Screen wanted = screen.With(s =>
        {
            var random = new Random(2);
            s.Scroll(top, bottom, count);
            for (int i = 0; i < Math.Abs(count); i++)
            {
                s.Put(count > 0 ? bottom - i : top + i, 0, Frames.Line(random, 80));
            }

            (s.CursorRow, s.CursorColumn) = (count > 0 ? bottom : top, 79);
        });
        string frame = Frames.Checked(screen, wanted);
        Assert.InRange(frame.Length, 80 * Math.Abs(count), most);
        Assert.InRange(frame.Length, 0, StockFrame.Length(screen, wanted));
    }

    [Fact]
    public void Write_TwoRegionsScrolled_BothAreFound()
    {
        Screen screen = Frames.Text(80, 24, 1);
        Screen wanted = screen.With(s =>
        {
            var random = new Random(2);
            s.Scroll(0, 11, 1);
            s.Scroll(12, 23, -1);
            s.Put(11, 0, Frames.Line(random, 80));
            s.Put(12, 0, Frames.Line(random, 80));
        });
        Assert.InRange(Frames.Checked(screen, wanted).Length, 160, 220);
    }

    [Fact]
    public void Write_ScrollThatSavesNothing_IsNotSent()
    {
        Screen screen = Frames.Blank(80, 24);
        screen.Put(3, 0, "a");
        screen.Put(4, 0, "b");
        Screen wanted = screen.With(s => s.Scroll(3, 5, -1));
        Assert.DoesNotContain("r", Frames.Checked(screen, wanted), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_RandomScreens_ShorterThanStockInTotal()
    {
        long ours = 0, stock = 0;
        int longer = 0, frames = 0;
        var worst = new StringBuilder();
        var writer = new FrameWriter();
        for (int seed = 0; seed < 1500; seed++)
        {
            var generator = new ScreenGenerator(seed) { Plain = true };
            (int width, int height) = seed % 10 == 0 ? (80, 24) : (1 + generator.Random.Next(30), 1 + generator.Random.Next(9));
            Screen shown = generator.Next(width, height, new InternPool());
            for (int frame = 0; frame < 6; frame++)
            {
                Screen wanted = generator.Successor(shown);
                var output = new ArrayBufferWriter<byte>();
                writer.Write(shown, wanted, DisplayCapabilities.StockPeer, output);
                int theirs = StockFrame.Length(shown, wanted);
                ours += output.WrittenCount;
                stock += theirs;
                frames++;
                if (output.WrittenCount > theirs)
                {
                    longer++;
                    worst.AppendLine($"{output.WrittenCount}>{theirs} {width}x{height} {Encoding.UTF8.GetString(output.WrittenSpan)} | {StockFrame.Text(shown, wanted)}".Replace("\e", "␛", StringComparison.Ordinal));
                }

                shown = wanted;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"ours {ours}, stock {stock}, longer in {longer} of {frames} frames");
        Assert.True(ours * 10 < stock * 5, $"{ours} {stock}");

        // Where the cursor stands in the last column stock takes for granted that no wrap is pending there: a byte or three.
        Assert.True(longer * 100 < frames, $"{ours} {stock} {longer} of {frames}\n{worst}");
    }
}
