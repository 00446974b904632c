using System.Buffers.Text;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Client;

/// <summary>What the user's terminal has said of itself so far. A value that never changes; what was not said has its default.</summary>
internal sealed record TerminalAnswers
{
    // A cell of more pixels is nonsense, and so is a window.
    private const int CellPixelsMax = 512;
    private const int WindowPixelsMax = 65_535;

    /// <summary>Nothing was said.</summary>
    public static TerminalAnswers None { get; } = new();

    /// <summary>DA1 was answered: whatever was not answered before it is not known to the terminal.</summary>
    public bool IsFenced { get; init; }

    /// <summary>XTVERSION's text, as it came; empty if not said.</summary>
    public string Version { get; init; } = "";

    /// <summary>Mode 2026 is known.</summary>
    public bool SynchronizedOutput { get; init; }

    /// <summary>Mode 2031 is known: changes between dark and light are reported.</summary>
    public bool SchemeReports { get; init; }

    /// <summary>Mode 1016 is known.</summary>
    public bool MousePixels { get; init; }

    /// <summary>The kitty keyboard protocol is known.</summary>
    public bool KittyKeyboard { get; init; }

    /// <summary>XTGETTCAP says 24-bit colours (<c>RGB</c>).</summary>
    public bool TrueColor { get; init; }

    /// <summary>XTGETTCAP says kinds of underline (<c>Smulx</c> or <c>Su</c>).</summary>
    public bool UnderlineKinds { get; init; }

    /// <summary>OSC 10.</summary>
    public Color Foreground { get; init; }

    /// <summary>OSC 11.</summary>
    public Color Background { get; init; }

    /// <summary>OSC 12.</summary>
    public Color Cursor { get; init; }

    /// <summary>Dark or light, as the terminal says itself.</summary>
    public ColorScheme Scheme { get; init; }

    /// <summary>Width and height of a cell in pixels; 0 if not known.</summary>
    public (int Width, int Height) Cell { get; init; }

    /// <summary>Width and height of the text area in pixels; 0 if not known.</summary>
    public (int Width, int Height) Window { get; init; }

    /// <summary>The same with one more reply.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="reply">A whole reply as <see cref="TerminalReply.Match"/> found it.</param>
    public TerminalAnswers With(ReplyKind kind, ReadOnlySpan<byte> reply) => kind switch
    {
        ReplyKind.Attributes => this with { IsFenced = true },
        ReplyKind.Version => this with { Version = Encoding.ASCII.GetString(reply[4..].TrimEnd("\e\\\a"u8)) },
        ReplyKind.Keyboard => this with { KittyKeyboard = true },
        ReplyKind.Mode => WithMode(Number(reply, 0), Number(reply, 1)),
        ReplyKind.Scheme => Number(reply, 1) is var scheme and (1 or 2) ? this with { Scheme = (ColorScheme)scheme } : this,
        ReplyKind.Size => WithSize(Number(reply, 0), Number(reply, 2), Number(reply, 1)),
        ReplyKind.Color => WithColor(reply),
        ReplyKind.Capability => WithCapability(reply[2..]),
        _ => this,
    };

    // 0 is "not known"; 4 is "known, and off for ever".
    private TerminalAnswers WithMode(int mode, int value) => (mode, value is 1 or 2 or 3) switch
    {
        (2026, true) => this with { SynchronizedOutput = true },
        (2031, true) => this with { SchemeReports = true },
        (1016, true) => this with { MousePixels = true },
        _ => this,
    };

    private TerminalAnswers WithSize(int what, int width, int height)
    {
        const int OfCell = 6;
        int most = what == OfCell ? CellPixelsMax : WindowPixelsMax;
        return width < 1 || height < 1 || width > most || height > most ? this
            : what == OfCell ? this with { Cell = (width, height) }
            : this with { Window = (width, height) };
    }

    private TerminalAnswers WithColor(ReadOnlySpan<byte> reply)
    {
        _ = ColorText.TryParse(reply["\e]1x;rgb:".Length..].TrimEnd("\e\\\a"u8), out Color color);
        return reply[3] switch
        {
            (byte)'0' => this with { Foreground = color },
            (byte)'1' => this with { Background = color },
            _ => this with { Cursor = color },
        };
    }

    /// <summary>Names travel in hexadecimal: <c>1+r524742</c>.</summary>
    private TerminalAnswers WithCapability(ReadOnlySpan<byte> text) =>
        !text.StartsWith("1+r"u8) ? this
        : StartsWithName(text[3..], "524742"u8) ? this with { TrueColor = true }
        : StartsWithName(text[3..], "536D756C78"u8) || StartsWithName(text[3..], "5375"u8) ? this with { UnderlineKinds = true }
        : this;

    private static bool StartsWithName(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) =>
        text.Length > name.Length && text[name.Length] is (byte)'=' or 0x1B or 0x07 && Ascii.EqualsIgnoreCase(text[..name.Length], name);

    /// <summary>A parameter of a control sequence; -1 if it is missing or does not fit.</summary>
    private static int Number(ReadOnlySpan<byte> reply, int index)
    {
        ReadOnlySpan<byte> rest = reply["\e[".Length..].TrimStart((byte)'?');
        for (; index > 0; index--)
        {
            rest = rest[(rest.IndexOf((byte)';') + 1)..];
        }

        return Utf8Parser.TryParse(rest, out int number, out _) ? number : -1;
    }
}
