using System.Buffers;

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
    /// <param name="output">Where the bytes go.</param>
    public static void WriteOpen(ReadOnlySpan<byte> start, IBufferWriter<byte> output)
    {
        output.Write(start);
        output.Write("\e[?1h\e[r\e[4l\e[?6l\e[?7h"u8);
    }

    /// <summary>
    /// At the end and before a suspension: resets all that a frame can have set, so that the terminal is left as it was found,
    /// then the end string. The title is the caller's.
    /// </summary>
    /// <param name="end">terminfo's <c>rmcup</c>, or empty.</param>
    /// <param name="caps">What frames were written with.</param>
    /// <param name="output">Where the bytes go.</param>
    public static void WriteClose(ReadOnlySpan<byte> end, in DisplayCapabilities caps, IBufferWriter<byte> output)
    {
        if (caps.SynchronizedOutput)
        {
            output.Write("\e[?2026l"u8);
        }

        if (caps.Hyperlinks)
        {
            output.Write("\e]8;;\a"u8);
        }

        if (caps.CursorShape)
        {
            output.Write("\e[ q"u8);
        }

        output.Write("\e[r\e[4l\e[?7h\e[?1l\e>\e[0m\e[?25h\e[?5l"u8);
        output.Write("\e[?1003l\e[?1002l\e[?1001l\e[?1000l\e[?9l\e[?1015l\e[?1006l\e[?1005l"u8);
        output.Write(caps.MousePixels ? "\e[?1016l"u8 : default);
        output.Write(caps.AlternateScroll ? "\e[?1007l"u8 : default);
        output.Write("\e[?1004l\e[?2004l"u8);
        output.Write(end);
    }
}
