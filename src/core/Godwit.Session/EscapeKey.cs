namespace Godwit.Session;

/// <summary>
/// The key that introduces the client's own commands (spec 04 section 4.2). A value parsed from <c>MOSH_ESCAPE_KEY</c> or <c>--escape</c>.
/// </summary>
/// <remarks>
/// A control key is an octet, whatever is printed on the keys: Ctrl-^, Ctrl-6 and, in most terminals, Ctrl-~ are the same one, so it can be typed
/// where ^ is a dead key or needs AltGr.
/// </remarks>
public readonly record struct EscapeKey
{
    private const byte ControlCaret = 0x1E;
    private const byte PrintableMin = 0x20;
    private const byte ControlToLetter = 0x40;

    private EscapeKey(byte key, bool atStart = false)
    {
        Key = key;
        CountsAtStart = atStart;
    }

    /// <summary>Ctrl-^, the default.</summary>
    public static EscapeKey Default => new(ControlCaret);

    /// <summary>No escape key at all.</summary>
    public static EscapeKey None => default;

    /// <summary>The octet, 1–127; 0 if there is none.</summary>
    public byte Key { get; }

    /// <summary>A printable key counts before anything was typed, too, as ssh has it; in stock it does not.</summary>
    public bool CountsAtStart { get; }

    /// <summary>True if the client has commands.</summary>
    public bool IsEnabled => Key != 0;

    /// <summary>True for a control key, recognised anywhere; a printable one counts only at the start of a line.</summary>
    public bool IsControl => Key < PrintableMin;

    /// <summary>The key that, typed after the escape key, sends the escape key itself.</summary>
    public byte PassKey => IsControl ? (byte)(Key + ControlToLetter) : Key;

    /// <summary>The key as the user's documentation names it: <c>Ctrl-^</c> or the character.</summary>
    public string Name => IsControl ? $"Ctrl-{(char)PassKey}" : ((char)Key).ToString();

    /// <summary>What <c>MOSH_ESCAPE_KEY</c> has to hold for this key, for another client program.</summary>
    public string ForEnvironment => IsEnabled ? ((char)Key).ToString() : "";

    /// <summary>Parses the environment variable. Whatever is not a usable key means the default, as in stock.</summary>
    /// <param name="text">Null if unset; empty switches the feature off.</param>
    public static EscapeKey Parse(string? text) => text switch
    {
        "" => None,
        [>= '\x01' and <= '\x7F' and not ('\x03' or '\x04' or '\n' or '\f' or '\r')] => new((byte)text[0]),
        _ => Default,
    };

    /// <summary>
    /// Parses the option: <c>none</c>, a printable character (counts after Enter only, as in ssh), or a control key as <c>ctrl-]</c>,
    /// <c>C-]</c> or <c>^]</c>.
    /// </summary>
    /// <param name="text">As written by the user.</param>
    /// <param name="key">The key.</param>
    /// <returns>False if it is none of these, or a key that a session cannot spare (Ctrl-C, Ctrl-D, Enter, Esc …).</returns>
    public static bool TryParseOption(string text, out EscapeKey key)
    {
        key = text switch
        {
            "none" => None,
            [> ' ' and < '\x7F'] => new((byte)text[0], atStart: true),
            ['^', var letter] => ControlOf(letter),
            ['c' or 'C', '-', var letter] => ControlOf(letter),
            _ when text.Length == "ctrl-x".Length && text.StartsWith("ctrl-", StringComparison.OrdinalIgnoreCase) => ControlOf(text[^1]),
            _ => None,
        };
        return text == "none" || key.IsEnabled;
    }

    /// <summary>True if <paramref name="typed"/> is the pass key; for a capital letter the small one does as well.</summary>
    public bool IsPassKey(byte typed) => typed == PassKey || (char.IsAsciiLetterUpper((char)PassKey) && typed == (PassKey | 0x20));

    private static EscapeKey ControlOf(char name)
    {
        int octet = name switch
        {
            >= 'a' and <= 'z' => name - 'a' + 1,
            >= '@' and <= '_' => name - ControlToLetter,
            >= '3' and <= '7' => name - '3' + 0x1B, // As in a VT220: ESC, FS, GS, RS, US.
            '~' => ControlCaret,
            '/' => 0x1F,
            _ => 0,
        };
        return octet is 0x03 or 0x04 or '\n' or '\f' or '\r' or 0x1B ? None : new((byte)octet);
    }
}
