using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>The conformance checks of spec 06, by number. Where our form is shorter than stock's, the effect is checked on the strict emulator and the length against stock's.</summary>
public class ConformanceTests
{
    private static readonly Style Red = new() { Foreground = Color.Indexed(1) };
    private static readonly Style OnBlue = new() { Background = Color.Indexed(4) };

    [Fact]
    public void Check1_TextAtHomeThenRed_StockFormOrShorter()
    {
        Screen blank = Frames.Blank(20, 5);
        Screen hello = blank.With(s => s.Put(0, 0, "hello"));
        Assert.Equal("hello", Frames.Checked(blank, hello));
        Screen red = hello.With(s =>
        {
            s.Put(1, 0, "red", Red);
            s.Pen = s.Pool.Styles.Intern(Red);
        });

        // Stock: ?25l CR LF 0;31m red ?25h. A peer applies a whole frame before it draws, so nothing is hidden.
        Assert.Equal("\r\n\e[31mred", Frames.Checked(hello, red));
    }

    [Fact]
    public void Check2_ThreeBells_OneBel()
    {
        Screen blank = Frames.Blank(20, 5);
        Assert.Equal("\a", Frames.Checked(blank, blank.With(s => s.BellCount += 3)));
    }

    [Fact]
    public void Check3_IconNameOnly_SentAtOnce()
    {
        Screen blank = Frames.Blank(20, 5);
        Assert.Equal("\e]1;x\a\e]2;\a", Frames.Checked(blank, blank.With(s => (s.IconName, s.TitleWasSet) = ("x", true))));
    }

    [Fact]
    public void Check4_MouseModes_SetSwitchedReset()
    {
        Screen blank = Frames.Blank(20, 5);
        Screen on = blank.With(s => s.Modes = s.Modes with { MouseReporting = MouseReporting.ButtonMotion, MouseEncoding = MouseEncoding.Sgr });
        Screen other = on.With(s => s.Modes = s.Modes with { MouseReporting = MouseReporting.Normal });

        // Stock sends one sequence a mode; emulators since 1.2.5 and terminals take several in one.
        Assert.Equal("\e[?1002;1006h", Frames.Checked(blank, on));
        Assert.Equal("\e[?1002l\e[?1000h", Frames.Checked(on, other));

        // Stock resets all four; the one that is on is enough.
        Assert.Equal("\e[?1000;1006l", Frames.Checked(other, blank));
    }

    [Fact]
    public void Check5_Titles_OneSequenceIfEqual()
    {
        Screen blank = Frames.Blank(20, 5);
        Assert.Equal("\e]0;t\a", Frames.Checked(blank, blank.With(s => (s.Title, s.IconName, s.TitleWasSet) = ("t", "t", true))));
        Assert.Equal("\e]1;i\a\e]2;t\a", Frames.Checked(blank, blank.With(s => (s.Title, s.IconName, s.TitleWasSet) = ("t", "i", true))));
    }

    [Fact]
    public void Check6_SizeChanged_StartsFromNothing()
    {
        Screen small = Frames.Blank(20, 5);
        small.Put(0, 0, "old");
        Screen large = Frames.Blank(30, 8);
        large.Put(2, 3, "new");
        string frame = Frames.Checked(small, large);
        Assert.StartsWith("\e[r\e[0m\e[H\e[2J", frame, StringComparison.Ordinal);
        Assert.EndsWith("new", frame, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "    ")]
    [InlineData(5, "     ")]
    [InlineData(12, "\e[12X")]
    public void Check7_BlankRunInside_SpacesOrErased(int blanks, string form)
    {
        // Stock erases from five on, but that and the move behind it cost more than eight spaces.
        Screen shown = Frames.Blank(40, 2);
        shown.Put(0, 0, new string('x', 30));
        shown.CursorColumn = 0;
        Screen wanted = shown.With(s =>
        {
            s.Put(0, 0, "ab");
            s.Erase(0, 2, 2 + blanks);
            s.Put(0, 2 + blanks, "cd");
        });
        string frame = Frames.Checked(shown, wanted);
        Assert.Contains("ab" + form, frame, StringComparison.Ordinal);
        Assert.InRange(frame.Length, 0, StockFrame.Length(shown, wanted));
    }

    [Fact]
    public void Check7_BlankToTheEnd_ErasedInItsBackground()
    {
        Screen shown = Frames.Blank(20, 2);
        shown.Put(0, 0, "0123456789");
        shown.CursorColumn = 2;
        Assert.Equal("\e[K", Frames.Checked(shown, shown.With(s => s.Erase(0, 2, 20))));
        Assert.Equal("\e[44m\e[K", Frames.Checked(shown, shown.With(s =>
        {
            s.Erase(0, 2, 20, OnBlue);
            s.Pen = s.Pool.Styles.Intern(OnBlue);
        })));
    }

    [Fact]
    public void Check8_LineWraps_FlagArrives()
    {
        Screen full = Frames.Blank(20, 5);
        full.Put(0, 0, new string('a', 20));
        Screen wrapped = full.With(s =>
        {
            s.RowForWrite(0).SoftWrapped = true;
            s.Put(1, 0, "b");
        });
        string frame = Frames.Checked(full, wrapped);

        // Stock: ?25l CUP a b ?25h. The cursor is in the last column; one step right clears a wrap that may be pending.
        Assert.Equal("\e[Cab", frame);
        Assert.InRange(frame.Length, 0, StockFrame.Length(full, wrapped));
    }

    [Fact]
    public void Check8_WrapFlagCleared_LastCellIsDrawnAgain()
    {
        Screen wrapped = Frames.Blank(5, 3);
        wrapped.Put(0, 0, "abcde");
        wrapped.RowForWrite(0).SoftWrapped = true;
        wrapped.Put(1, 0, "f");
        Screen cleared = wrapped.With(s => s.RowForWrite(0).SoftWrapped = false);
        Assert.StartsWith("\e[;5He", Frames.Checked(wrapped, cleared), StringComparison.Ordinal);
    }

    [Fact]
    public void Check10_BottomRowFilled_CursorIsNotMisplaced()
    {
        Screen shown = Frames.Blank(80, 24);
        shown.Put(23, 0, new string('x', 79));
        Screen full = shown.With(s => s.Put(23, 79, "a"));
        Assert.Equal("\e[Ca", Frames.Checked(shown, full));

        // A stock client stands in the last column after it. The host's BS and EL then remove one character, not two.
        StrictTerminal terminal = Showing.Start(full, DisplayCapabilities.StockPeer, new Random(1));
        terminal.Pending = true;
        Screen erased = full.With(s =>
        {
            s.Erase(23, 78, 80);
            s.CursorColumn = 78;
        });
        terminal.Feed(System.Text.Encoding.UTF8.GetBytes(Frames.Between(full, erased)));
        Assert.Equal(new string('x', 78), terminal.Text(23));
        Assert.Equal((23, 78), (terminal.Row, terminal.Column));
    }

    [Fact]
    public void Check14_PlainTerminal_NoEraseCharacterNoTitle()
    {
        Screen shown = Frames.Blank(40, 2);
        shown.Put(0, 0, new string('x', 40));
        shown.CursorColumn = 0;
        Screen wanted = shown.With(s =>
        {
            s.Erase(0, 2, 30);
            s.Erase(0, 30, 40, OnBlue);
            (s.Title, s.TitleWasSet) = ("t", true);
        });
        string frame = Frames.Between(shown, wanted, new DisplayCapabilities { Colors = ColorDepth.Rgb });
        Assert.DoesNotContain("X", frame, StringComparison.Ordinal);
        Assert.DoesNotContain("]", frame, StringComparison.Ordinal);
        Assert.Contains("\e[44m          ", frame, StringComparison.Ordinal);
    }

    [Fact]
    public void Check15_SessionClosed_EverythingIsReset()
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        TerminalSession.WriteClose("\e[?1049l"u8, DisplayCapabilities.ModernTerminal with { Hyperlinks = true, MousePixels = true, SynchronizedOutput = true }, null, output);
        string text = System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
        foreach (int mode in (int[])[1, 5, 9, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1015, 1016, 2004, 2026])
        {
            Assert.Contains($"\e[?{mode}l", text, StringComparison.Ordinal);
        }

        Assert.Contains("\e[?25h", text, StringComparison.Ordinal);
        Assert.Contains("\e[0m", text, StringComparison.Ordinal);
        Assert.EndsWith("\e[?1049l", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ClipboardTwiceTheSame_TwoEvents()
    {
        Screen blank = Frames.Blank(20, 5);
        Screen copied = blank.With(s => (s.Clipboard, s.ClipboardCount) = ("aGk=", s.ClipboardCount + 1));
        Assert.Equal("\e]52;c;aGk=\a", Frames.Checked(blank, copied));
        Assert.Equal("\e]52;c;aGk=\a", Frames.Checked(copied, copied.With(s => s.ClipboardCount++)));
        Assert.DoesNotContain("]52", Frames.Between(null, copied), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LongClipboardToStockPeer_DroppedWhole()
    {
        Screen blank = Frames.Blank(20, 5);
        string frame = Frames.Checked(blank, blank.With(s => (s.Clipboard, s.ClipboardCount) = (new string('A', 16_379), 1)));
        Assert.Equal(16_379, frame.Count(c => c == 'A'));
        Assert.Equal("", Frames.Checked(blank, blank.With(s => (s.Clipboard, s.ClipboardCount) = (new string('A', 16_380), 1))));
    }

    [Fact]
    public void Write_TitleWithControls_TheyAreLeftOut()
    {
        Screen blank = Frames.Blank(20, 5);
        string frame = Frames.Between(blank, blank.With(s => (s.Title, s.IconName, s.TitleWasSet) = ("a\a\e[c\u009Cb", "a\a\e[c\u009Cb", true)));
        Assert.Equal("\e]0;a[cb\a", frame);
    }

    [Fact]
    public void Write_Repaint_SetsEverything()
    {
        Screen screen = Frames.Blank(20, 5);
        screen.Put(1, 2, "x", Red);
        string frame = Frames.Between(null, screen);
        Assert.StartsWith("\e[r\e[0m\e[H\e[2J", frame, StringComparison.Ordinal);
        foreach (string mode in (string[])["5", "9", "1000", "1001", "1002", "1003", "1004", "1005", "1006", "1015", "2004"])
        {
            Assert.Matches($@"\?([0-9;]*;)?{mode}(;[0-9;]*)?l", frame);
        }

        Assert.Contains("\e[?25h", frame, StringComparison.Ordinal);
    }
}
