using System.Buffers;
using System.Globalization;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Display;

/// <summary>The bytes around a session on the user's real terminal: before the first frame and after the last (spec 06 section 10).</summary>
public static class TerminalSession
{
    /// <summary>
    /// Before the first frame and after a suspension: the start string, application cursor keys (the server translates back),
    /// and the modes that frames rely on (region full, insert and origin mode off, autowrap on). Write a frame with
    /// <c>shown</c> = null next.
    /// </summary>
    /// <param name="start">terminfo's <c>smcup</c>, or empty.</param>
    /// <param name="caps">What frames are written with.</param>
    /// <param name="output">Where the bytes go.</param>
    public static void WriteOpen(ReadOnlySpan<byte> start, in DisplayCapabilities caps, IBufferWriter<byte> output)
    {
        output.Write(start);
        output.Write("\e[?1h"u8);
        output.Write(caps.ScrollRegion ? "\e[r"u8 : default);
        output.Write(caps.InsertDeleteLine ? "\e[4l"u8 : default);
        output.Write("\e[?6l\e[?7h"u8);
        WriteOwnKeyboard(caps, output);
    }

    /// <summary>
    /// A level of the kitty keyboard protocol for the session, with all flags off: what programs set goes there, and what the shell
    /// around us had set comes back when it is popped. On its own where the terminal says only later that it has the protocol.
    /// </summary>
    /// <param name="caps">What frames are written with.</param>
    /// <param name="output">Where the bytes go.</param>
    public static void WriteOwnKeyboard(in DisplayCapabilities caps, IBufferWriter<byte> output) =>
        output.Write(caps.KittyKeyboard ? "\e[>0u"u8 : default);

    /// <summary>
    /// At the end and before a suspension: resets all that a frame can have set, so that the terminal is left as it was found,
    /// then the end string. The title is the caller's. Only sequences that the terminal knows.
    /// </summary>
    /// <param name="end">terminfo's <c>rmcup</c>, or empty.</param>
    /// <param name="caps">What frames were written with.</param>
    /// <param name="shown">The last screen that was drawn; null if none was. Colours and progress are taken back only if it has some.</param>
    /// <param name="output">Where the bytes go.</param>
    public static void WriteClose(ReadOnlySpan<byte> end, in DisplayCapabilities caps, Screen? shown, IBufferWriter<byte> output)
    {
        output.Write(caps.SynchronizedOutput ? "\e[?2026l"u8 : default);
        output.Write(caps.Hyperlinks ? "\e]8;;\a"u8 : default);
        output.Write(caps.CursorShape ? "\e[ q"u8 : default);
        WriteForget(caps, shown, output);
        WriteKeyboard(caps, output);
        output.Write(caps.ScrollRegion ? "\e[r"u8 : default);
        output.Write(caps.InsertDeleteLine ? "\e[4l"u8 : default);
        output.Write("\e[?7h\e[?1l\e>\e[0m\e[?5l"u8);
        output.Write(caps.CursorVisibility ? "\e[?25h"u8 : default);
        if (caps.InputModes)
        {
            output.Write("\e[?1003l\e[?1002l\e[?1001l\e[?1000l\e[?9l\e[?1015l\e[?1006l\e[?1005l"u8);
            output.Write(caps.MousePixels ? "\e[?1016l"u8 : default);
            output.Write("\e[?1004l\e[?2004l"u8);
        }

        output.Write(caps.AlternateScroll ? "\e[?1007l"u8 : default);
        output.Write(end);
    }

    /// <summary>
    /// Takes back what a screen has that a frame from nothing does not set: colours and progress that its program has ended since. For a
    /// repaint, when what the terminal shows is not known any more.
    /// </summary>
    /// <param name="caps">What frames were written with.</param>
    /// <param name="shown">The last screen that was drawn; null if none was.</param>
    /// <param name="output">Where the bytes go.</param>
    public static void WriteForget(in DisplayCapabilities caps, Screen? shown, IBufferWriter<byte> output)
    {
        if (shown is not null)
        {
            WriteColors(shown.Colors, caps, output);
            output.Write(caps.Progress && shown.Progress.Kind != ProgressKind.None ? "\e]9;4;0\a"u8 : default);
        }
    }

    private static void WriteKeyboard(in DisplayCapabilities caps, IBufferWriter<byte> output)
    {
        output.Write(caps.KittyKeyboard ? "\e[<u"u8 : default);
        output.Write(caps.ModifyOtherKeys ? "\e[>4m"u8 : default);
    }

    /// <summary>Only what was changed: a reset gives the terminal's own colours, which need not be those that it had when we came.</summary>
    private static void WriteColors(ScreenColors colors, in DisplayCapabilities caps, IBufferWriter<byte> output)
    {
        if (!caps.DynamicColors)
        {
            return;
        }

        for (int index = 0; index < ScreenColors.PaletteLength; index++)
        {
            if (!colors[index].IsDefault)
            {
                output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\e]104;{index}\a")));
            }
        }

        output.Write(colors.Foreground.IsDefault ? default : "\e]110\a"u8);
        output.Write(colors.Background.IsDefault ? default : "\e]111\a"u8);
        output.Write(colors.Cursor.IsDefault ? default : "\e]112\a"u8);
    }
}
