using System.Buffers;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>What only two Godwits tell each other: on our own emulator's copy, and kept away from everyone else.</summary>
public class HostStateTests
{
    private const int FramesPerChain = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Write_RandomScreensToGodwitPeer_CopyIsEqual(int seed)
    {
        var writer = new FrameWriter();
        for (int chain = 0; chain < 1500; chain++)
        {
            RunChain(writer, new ScreenGenerator((seed * 1_000_000) + chain) { Plain = true, HostState = true }, $"seed {seed}, chain {chain}");
        }
    }

    [Fact]
    public void Write_ScrolledMarks_TravelWithTheirRows()
    {
        Screen shown = Frames.Text(40, 10, 1);
        shown.RowForWrite(3).Mark = RowMark.Prompt | RowMark.Input;
        Screen wanted = shown.With(s =>
        {
            s.Scroll(0, 9, 2);
            s.Put(9, 0, "new");
        });
        string frame = Frames.Between(shown, wanted, DisplayCapabilities.GodwitPeer);
        Assert.DoesNotContain("4639", frame, StringComparison.Ordinal);
        Assert.Contains("\e]4639;m1;12;7\a", Frames.Between(wanted, wanted.With(s => Mark(s, 1, (RowMark)12, 7)), DisplayCapabilities.GodwitPeer), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TextOnAMarkedRow_DoesNotTellTheMarkAgain()
    {
        Screen shown = Frames.Blank(40, 5);
        shown.Put(2, 0, "$ l");
        Mark(shown, 2, RowMark.Prompt, -1);
        Assert.Equal("s", Frames.Between(shown, shown.With(s => s.Put(2, 3, "s")), DisplayCapabilities.GodwitPeer));
    }

    [Fact]
    public void Write_AllHostStateToStockPeer_NothingOfIt()
    {
        Screen shown = Frames.Blank(20, 5);
        Screen wanted = shown.With(s =>
        {
            s.Colors = s.Colors.WithPalette(1, Color.Rgb(1, 2, 3)).With(Color.Rgb(4, 5, 6), default, default);
            (s.WorkingDirectory, s.Progress) = ("file://h/", new Progress(ProgressKind.Normal, 5));
            s.Modes = s.Modes with { KittyKeyboard = 1, ModifyOtherKeys = 2, AlternateScreen = true, SynchronizedOutput = true };
            Mark(s, 1, RowMark.Output, -1);
        });
        Assert.Equal("", Frames.Between(shown, wanted));
        Assert.Equal(
            "\e]4;1;rgb:01/02/03\a\e]10;rgb:04/05/06\a\e]7;file://h/\a\e]9;4;1;5\a\e]4639;m1;4\a\e[=1u\e[>4;2m\e]4639;a1\a",
            Frames.Between(shown, wanted, DisplayCapabilities.GodwitPeer));
    }

    [Fact]
    public void Write_ToARealTerminal_SameSequencesWhereItHasThemAndNoPrivateOnes()
    {
        DisplayCapabilities caps = DisplayCapabilities.ModernTerminal with { DynamicColors = true, WorkingDirectory = true, Progress = true, KittyKeyboard = true };
        Screen shown = Frames.Blank(20, 5);
        Screen wanted = shown.With(s =>
        {
            s.Colors = s.Colors.With(default, Color.Rgb(255, 0, 16), default);
            s.Modes = s.Modes with { KittyKeyboard = 5, ModifyOtherKeys = 1, AlternateScreen = true };
            Mark(s, 1, RowMark.Output, -1);
        });
        Assert.Equal("\e]11;rgb:ff/00/10\a\e[=5u", Frames.Between(shown, wanted, caps));
        Assert.Equal("\e]111\a\e[=0u", Frames.Between(wanted, shown, caps));

        // The user's own colours are left alone by a repaint.
        string repaint = Frames.Between(null, shown, caps);
        Assert.DoesNotContain("\e]", repaint, StringComparison.Ordinal);
        Assert.Contains("\e[=0u", repaint, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EventsBesideTheFrames_NeitherBellNorClipboard()
    {
        Screen shown = Frames.Blank(20, 5);
        Screen wanted = shown.With(s => (s.BellCount, s.Clipboard, s.ClipboardCount) = (3, "aGk=", 1));
        Assert.Equal("", Frames.Between(shown, wanted, DisplayCapabilities.GodwitPeer with { Events = true }));
    }

    [Theory]
    [InlineData("\e]4639;m99;1\a\e]4639;m-1;1\a\e]4639;m1;999\a\e]4639;m1;1;70000\a\e]4639;\a\e]4639;m;\a\e]4639;a2\a\e]4639;q\a")]
    [InlineData("\e]4;256;rgb:00/00/00\a\e]4;1;red\a\e]4;1\a\e]4;;;;;\a\e]10;rgb:0/0/0\a\e]11;?\a\e]12\a\e]104;999;x\a")]
    [InlineData("\e]9;4;9;0\a\e]9;4;1;101\a\e]9;4\a\e[>4;9m\e[>m")]
    public void HostBytes_Nonsense_IsIgnored(string bytes)
    {
        var copy = new Emulator(10, 3, EmulatorOptions.ClientCopy);
        Screen before = copy.Screen.Snapshot();
        copy.Write(Encoding.ASCII.GetBytes(bytes));
        Assert.True(copy.Screen.ContentEquals(before));
        Assert.True(copy.Replies.IsEmpty);
    }

    [Fact]
    public void Program_PrivateSequence_IsIgnored()
    {
        var server = new Emulator(10, 3, EmulatorOptions.Server);
        server.Write("\e]4639;m1;1\a\e]4639;a1\a"u8);
        Assert.Equal(RowMark.None, server.Screen[1].Mark);
        Assert.False(server.Screen.Modes.AlternateScreen);
    }

    private static void Mark(Screen screen, int row, RowMark mark, short status)
    {
        Row target = screen.RowForWrite(row);
        (target.Mark, target.ExitStatus) = (mark, status);
    }

    private static void RunChain(FrameWriter writer, ScreenGenerator generator, string name)
    {
        DisplayCapabilities caps = DisplayCapabilities.GodwitPeer;
        Random random = generator.Random;
        (int width, int height) = (1 + random.Next(12), 1 + random.Next(7));
        var copy = new Emulator(width, height, EmulatorOptions.ClientCopy);
        Screen shown = new(width, height, new InternPool());
        for (int frame = 0; frame < FramesPerChain; frame++)
        {
            Screen wanted = generator.Successor(shown);
            if (random.Next(15) == 0)
            {
                wanted = generator.Next(1 + random.Next(12), 1 + random.Next(7), shown.Pool);
                copy.Resize(wanted.Width, wanted.Height);
            }

            var output = new ArrayBufferWriter<byte>();
            writer.Write(random.Next(50) == 0 ? null : shown, wanted, caps, output);
            copy.Write(output.WrittenSpan);
            try
            {
                Showing.CheckScreen(copy.Screen, wanted, caps);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                string bytes = Encoding.UTF8.GetString(output.WrittenSpan).Replace("\e", "␛", StringComparison.Ordinal);
                throw new InvalidOperationException($"{name}, frame {frame}, {wanted.Width}x{wanted.Height}: {e.Message}\n{bytes}", e);
            }

            shown = wanted;
        }
    }
}
