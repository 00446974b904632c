using System.Buffers;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>Our own emulator is the user's terminal: however a session was, afterwards it is as it was found.</summary>
public sealed class TerminalSessionTests
{
    private static readonly DisplayCapabilities All = DisplayCapabilities.ModernTerminal with
    {
        Hyperlinks = true,
        MousePixels = true,
        SynchronizedOutput = true,
        DynamicColors = true,
        Progress = true,
        KittyKeyboard = true,
        ModifyOtherKeys = true,
        UnderlineKinds = true,
        UnderlineColor = true,
        Overline = true,
        ApplicationKeys = true,
    };

    [Theory]
    [InlineData("\e[?1h")]
    [InlineData("\e[?5h")]
    [InlineData("\e[?25l")]
    [InlineData("\e[?9h")]
    [InlineData("\e[?1000h")]
    [InlineData("\e[?1001h")]
    [InlineData("\e[?1002h")]
    [InlineData("\e[?1003h")]
    [InlineData("\e[?1003h\e[?1005h")]
    [InlineData("\e[?1003h\e[?1006h")]
    [InlineData("\e[?1003h\e[?1015h")]
    [InlineData("\e[?1003h\e[?1016h")]
    [InlineData("\e[?1004h")]
    [InlineData("\e[?1007h")]
    [InlineData("\e[?2004h")]
    [InlineData("\e[?2026h")]
    [InlineData("\e[?1049h")]
    [InlineData("\e=")]
    [InlineData("\e[3 q")]
    [InlineData("\e[6 q")]
    [InlineData("\e[2;5r\e[?6h")]
    [InlineData("\e[4h")]
    [InlineData("\e[?7l")]
    [InlineData("\e[1;3;4;7;31;42m")]
    [InlineData("\e]8;;http://h/\alink")]
    [InlineData("\e]11;#102030\a\e]4;1;#ff0000\a\e]10;#ffffff\a\e]12;#00ff00\a")]
    [InlineData("\e]9;4;1;50\a")]
    [InlineData("\e[>1u")]
    [InlineData("\e[>4;2m")]
    public void WriteClose_AfterAnyMode_TerminalIsAsItWasFound(string used)
    {
        var terminal = new Emulator(40, 10, EmulatorOptions.Server);
        terminal.Write("$ \e[1mgodwit\e[m host\r\n"u8);
        string before = Describe(terminal);
        var program = new Emulator(40, 10, EmulatorOptions.Server);
        program.Write(Encoding.ASCII.GetBytes("hello\r\n" + used + "x"));

        Feed(terminal, output => TerminalSession.WriteOpen("\e[?1049h"u8, All, output));
        Screen screen = program.Screen.Snapshot();
        Feed(terminal, output => new FrameWriter().Write(null, screen, All, output));
        Feed(terminal, output => TerminalSession.WriteClose("\e[?1049l"u8, All, screen, output));

        Assert.Equal(before, Describe(terminal));
    }

    [Fact]
    public void WriteClose_NothingKnown_PlainSequencesOnly()
    {
        var output = new ArrayBufferWriter<byte>();
        TerminalSession.WriteClose(default, default, null, output);
        Assert.Equal("\e[?7h\e[?1l\e>\e[0m\e[?5l", Encoding.ASCII.GetString(output.WrittenSpan));
    }

    [Fact]
    public void WriteClose_ColorsAndProgress_OnlyThoseThatWereSet()
    {
        Screen screen = Frames.Blank(20, 5).With(s =>
        {
            s.Colors = ScreenColors.None.WithPalette(3, Color.Rgb(1, 2, 3)).With(default, Color.Rgb(0, 0, 0), default);
            s.Progress = new Progress(ProgressKind.Normal, 50);
        });
        string text = Close(screen);
        Assert.Contains("\e]104;3\a", text, StringComparison.Ordinal);
        Assert.Contains("\e]111\a", text, StringComparison.Ordinal);
        Assert.Contains("\e]9;4;0\a", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\e]110", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\e]112", text, StringComparison.Ordinal);
        Assert.DoesNotContain("]1", Close(Frames.Blank(20, 5)), StringComparison.Ordinal);
        Assert.DoesNotContain("]9", Close(Frames.Blank(20, 5)), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteForget_BeforeARepaint_ColorsAndProgressOnly()
    {
        Screen screen = Frames.Blank(20, 5).With(s => s.Colors = ScreenColors.None.With(default, default, Color.Rgb(9, 9, 9)));
        var output = new ArrayBufferWriter<byte>();
        TerminalSession.WriteForget(All, screen, output);
        TerminalSession.WriteForget(All, null, output);
        TerminalSession.WriteForget(All with { DynamicColors = false }, screen, output);
        Assert.Equal("\e]112\a", Encoding.ASCII.GetString(output.WrittenSpan));
    }

    /// <summary>On the alternate screen kitty keeps another stack of levels: ours must be popped before the end string.</summary>
    [Fact]
    public void WriteOpenAndClose_Keyboard_LevelIsPushedAndPoppedOnTheSameScreen()
    {
        var output = new ArrayBufferWriter<byte>();
        TerminalSession.WriteOpen("\e[?1049h"u8, All, output);
        string text = Encoding.ASCII.GetString(output.WrittenSpan);
        Assert.True(text.IndexOf("\e[>0u", StringComparison.Ordinal) > text.IndexOf("1049h", StringComparison.Ordinal));
        string close = Close(Frames.Blank(20, 5));
        Assert.True(close.IndexOf("\e[<u", StringComparison.Ordinal) is > 0 and var pop && pop < close.IndexOf("1049l", StringComparison.Ordinal));
        Assert.Contains("\e[>4m", close, StringComparison.Ordinal);
    }

    private static string Close(Screen screen)
    {
        var output = new ArrayBufferWriter<byte>();
        TerminalSession.WriteClose("\e[?1049l"u8, All, screen, output);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }

    private static void Feed(Emulator terminal, Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        terminal.Write(output.WrittenSpan);
    }

    private static string Describe(Emulator terminal)
    {
        Screen screen = terminal.Screen;
        var text = new StringBuilder();
        for (int row = 0; row < screen.Height; row++)
        {
            foreach (Cell cell in screen[row].Cells)
            {
                text.Append((char)Math.Max(' ', cell.Glyph));
            }

            text.Append('\n');
        }

        // DECRQM says what a screen does not hold: insert, origin, wrap, margins.
        terminal.ClearReplies();
        terminal.Write("\e[4$p\e[?6$p\e[?7$p\e[?69$p\e[?2026$p\eP$qr\e\\\eP$qm\e\\\eP$q q\e\\\e[?u\e]11;?\a\e]4;1;?\a"u8);
        text.Append(Encoding.ASCII.GetString(terminal.Replies).Replace('\e', '^'));
        terminal.ClearReplies();
        return $"{text} {screen.CursorRow},{screen.CursorColumn} {screen.Modes} {screen.Pool.Styles[screen.Pen]} {screen.Progress} {screen.Colors.Equals(ScreenColors.None)}";
    }
}
