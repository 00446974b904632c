using System.Buffers;

namespace Godwit.Client;

/// <summary>
/// Tells a terminal's replies from typed keys. Strict on purpose: whatever is not exactly one of the replies belongs to the session.
/// Pure, and the same for every way of cutting the octets.
/// </summary>
internal static class TerminalReply
{
    /// <summary>Octets of the longest reply. A version is the longest of them; kitty's and foot's have under 40.</summary>
    public const int LengthMax = 256;

    private const byte Escape = 0x1B;
    private const byte Bell = 0x07;

    private static readonly SearchValues<byte> Parameters = SearchValues.Create("0123456789;"u8);
    private static readonly SearchValues<byte> ColorParts = SearchValues.Create("0123456789abcdefABCDEF/"u8);
    private static readonly SearchValues<byte> Capabilities = SearchValues.Create("0123456789abcdefABCDEF=;"u8);

    private enum StringEnd
    {
        None,
        HalfOfTwo,
        Whole,
    }

    /// <summary>Reads octets as one reply.</summary>
    /// <param name="octets">From the first octet of what may be a reply.</param>
    /// <param name="expected">The replies that can come.</param>
    /// <param name="kind">Which one it is, if complete.</param>
    public static ReplyMatch Match(ReadOnlySpan<byte> octets, ReplyKind expected, out ReplyKind kind)
    {
        kind = ReplyKind.None;
        if (octets.Length > LengthMax || (octets.Length > 0 && octets[0] != Escape))
        {
            return ReplyMatch.None;
        }

        if (octets.Length < 2)
        {
            return ReplyMatch.Partial;
        }

        ReplyMatch match = octets[1] switch
        {
            (byte)'[' => MatchControl(octets[2..], out kind),
            (byte)']' when expected.HasFlag(ReplyKind.Color) => MatchColor(octets[2..], out kind),
            (byte)'P' when (expected & (ReplyKind.Version | ReplyKind.Capability)) != 0 => MatchDevice(octets[2..], out kind),
            _ => ReplyMatch.None,
        };
        bool isExpected = match == ReplyMatch.Partial ? CanBecome(octets, expected) : (kind & expected) != 0;
        return isExpected ? match : ReplyMatch.None;
    }

    // Reports of the scheme come at any time, all other replies only at the start: afterwards as few keys as possible are held.
    private static bool CanBecome(ReadOnlySpan<byte> octets, ReplyKind expected)
    {
        ReadOnlySpan<byte> scheme = "\e[?997;"u8;
        return expected != ReplyKind.Scheme || scheme.StartsWith(octets) || octets.StartsWith(scheme);
    }

    /// <summary><c>CSI ? digits final</c>, or <c>CSI 4|6 ; digits ; digits t</c>.</summary>
    private static ReplyMatch MatchControl(ReadOnlySpan<byte> rest, out ReplyKind kind)
    {
        kind = ReplyKind.None;
        if (rest.IsEmpty)
        {
            return ReplyMatch.Partial;
        }

        bool isPrivate = rest[0] == '?';
        ReadOnlySpan<byte> parameters = isPrivate ? rest[1..] : rest;
        int length = parameters.IndexOfAnyExcept(Parameters);
        if (length < 0)
        {
            return isPrivate || MayBeSize(parameters) ? ReplyMatch.Partial : ReplyMatch.None;
        }

        ReadOnlySpan<byte> final = parameters[length..];
        parameters = parameters[..length];
        kind = isPrivate ? KindOf(parameters, final) : final.SequenceEqual("t"u8) && MayBeSize(parameters) && Fields(parameters) == 3 ? ReplyKind.Size : ReplyKind.None;
        return kind != ReplyKind.None ? ReplyMatch.Complete
            : isPrivate && final.SequenceEqual("$"u8) && Fields(parameters) == 2 ? ReplyMatch.Partial
            : ReplyMatch.None;
    }

    private static ReplyKind KindOf(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> final)
    {
        int fields = Fields(parameters);
        return fields == 0 ? ReplyKind.None
            : final.SequenceEqual("c"u8) ? ReplyKind.Attributes
            : final.SequenceEqual("u"u8) && fields == 1 ? ReplyKind.Keyboard
            : final.SequenceEqual("$y"u8) && fields == 2 ? ReplyKind.Mode
            : final.SequenceEqual("n"u8) && fields == 2 && parameters.StartsWith("997;"u8) ? ReplyKind.Scheme
            : ReplyKind.None;
    }

    /// <summary>Numbers between semicolons, 0 if one is missing.</summary>
    private static int Fields(ReadOnlySpan<byte> parameters) =>
        parameters.IsEmpty || parameters[0] == ';' || parameters[^1] == ';' || parameters.IndexOf(";;"u8) >= 0 ? 0 : parameters.Count((byte)';') + 1;

    private static bool MayBeSize(ReadOnlySpan<byte> parameters) =>
        !parameters.IsEmpty && parameters[0] is (byte)'4' or (byte)'6' && (parameters.Length == 1 || parameters[1] == ';') && parameters.Count((byte)';') <= 2;

    /// <summary><c>10 ; rgb : hex / hex / hex</c> and its end.</summary>
    private static ReplyMatch MatchColor(ReadOnlySpan<byte> rest, out ReplyKind kind)
    {
        kind = ReplyKind.None;
        StringEnd end = TakeEnd(ref rest);
        ReadOnlySpan<byte> fixedPart = "1x;rgb:"u8;
        int compared = Math.Min(rest.Length, fixedPart.Length);
        for (int i = 0; i < compared; i++)
        {
            // 'x' is the digit that names the colour.
            bool fits = i == 1 ? rest[i] is >= (byte)'0' and <= (byte)'2' : rest[i] == fixedPart[i];
            if (!fits)
            {
                return ReplyMatch.None;
            }
        }

        ReadOnlySpan<byte> values = rest[compared..];
        bool isHex = values.IndexOfAnyExcept(ColorParts) < 0 && values.Count((byte)'/') <= 2;
        bool isFull = ColorText.TryParse(values, out _);
        if (!isHex || (end != StringEnd.None && !isFull))
        {
            return ReplyMatch.None;
        }

        kind = end == StringEnd.Whole ? ReplyKind.Color : ReplyKind.None;
        return end == StringEnd.Whole ? ReplyMatch.Complete : ReplyMatch.Partial;
    }

    /// <summary><c>&gt; | text</c>, or <c>0|1 + r hex</c>, and its end.</summary>
    private static ReplyMatch MatchDevice(ReadOnlySpan<byte> rest, out ReplyKind kind)
    {
        kind = ReplyKind.None;
        StringEnd end = TakeEnd(ref rest);
        ReadOnlySpan<byte> intro = rest[..Math.Min(rest.Length, 3)];
        bool isVersion = intro is [(byte)'>'] or [(byte)'>', (byte)'|', ..];
        bool isCapability = intro is [(byte)'0' or (byte)'1'] or [(byte)'0' or (byte)'1', (byte)'+'] or [(byte)'0' or (byte)'1', (byte)'+', (byte)'r'];
        bool isText = isVersion
            ? rest.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0
            : rest.Length <= 3 || rest[3..].IndexOfAnyExcept(Capabilities) < 0;
        if ((!isVersion && !isCapability && !rest.IsEmpty) || !isText || (end != StringEnd.None && rest.Length < 3))
        {
            return ReplyMatch.None;
        }

        if (end != StringEnd.Whole)
        {
            return ReplyMatch.Partial;
        }

        kind = isVersion ? ReplyKind.Version : ReplyKind.Capability;
        return ReplyMatch.Complete;
    }

    /// <summary>Cuts off BEL, or ESC and backslash, or the first of the two.</summary>
    private static StringEnd TakeEnd(ref ReadOnlySpan<byte> text)
    {
        (int length, StringEnd end) = text switch
        {
            [.., Bell] => (1, StringEnd.Whole),
            [.., Escape, (byte)'\\'] => (2, StringEnd.Whole),
            [.., Escape] => (1, StringEnd.HalfOfTwo),
            _ => (0, StringEnd.None),
        };
        text = text[..^length];
        return end;
    }
}
