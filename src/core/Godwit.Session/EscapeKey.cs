namespace Godwit.Session;

/// <summary>
/// The key that introduces the client's own commands (spec 04 section 4.2). A value parsed from <c>MOSH_ESCAPE_KEY</c>.
/// </summary>
public readonly record struct EscapeKey
{
    private const byte ControlCaret = 0x1E;
    private const byte PrintableMin = 0x20;
    private const byte ControlToLetter = 0x40;

    private EscapeKey(byte key) => Key = key;

    /// <summary>Ctrl-^, the default.</summary>
    public static EscapeKey Default => new(ControlCaret);

    /// <summary>No escape key at all.</summary>
    public static EscapeKey None => default;

    /// <summary>The octet, 1–127; 0 if there is none.</summary>
    public byte Key { get; }

    /// <summary>True if the client has commands.</summary>
    public bool IsEnabled => Key != 0;

    /// <summary>True for a control key, recognised anywhere; a printable one counts only at the start of a line.</summary>
    public bool IsControl => Key < PrintableMin;

    /// <summary>The key that, typed after the escape key, sends the escape key itself.</summary>
    public byte PassKey => IsControl ? (byte)(Key + ControlToLetter) : Key;

    /// <summary>The key as the user's documentation names it: <c>Ctrl-^</c> or the character.</summary>
    public string Name => IsControl ? $"Ctrl-{(char)PassKey}" : ((char)Key).ToString();

    /// <summary>Parses the environment variable. Whatever is not a usable key means the default, as in stock.</summary>
    /// <param name="text">Null if unset; empty switches the feature off.</param>
    public static EscapeKey Parse(string? text) => text switch
    {
        "" => None,
        [>= '\x01' and <= '\x7F' and not ('\x03' or '\x04' or '\n' or '\f' or '\r')] => new((byte)text[0]),
        _ => Default,
    };

    /// <summary>True if <paramref name="typed"/> is the pass key, in either case for letters.</summary>
    public bool IsPassKey(byte typed) => typed == PassKey || (char.IsAsciiLetter((char)PassKey) && (typed | 0x20) == (PassKey | 0x20));
}
