using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Godwit.Forwarding;

/// <summary>Where an X server is: the value of <c>DISPLAY</c> (X(7)).</summary>
public sealed record XDisplay
{
    private const int PortBase = 6000;
    private const int TextLengthMax = 255;

    /// <summary>The host to connect to over TCP; null if it is a local socket.</summary>
    public string? Host { get; private init; }

    /// <summary>The path of the local socket; null if it is TCP. On Linux the server may listen at the abstract name of the same text as well.</summary>
    public string? SocketPath { get; private init; }

    /// <summary>The display.</summary>
    public int Number { get; private init; }

    /// <summary>The TCP port.</summary>
    public ushort Port => (ushort)(PortBase + Number);

    /// <summary>The name that xauth(1) keeps the cookie under. What comes over another ssh is kept as if it were local, as sshd does.</summary>
    public required string AuthorityName { get; init; }

    /// <summary>Reads <c>:0</c>, <c>unix:0.1</c>, <c>host:10.0</c>, <c>[::1]:0</c>, or the path of a socket.</summary>
    /// <param name="text">The value of the variable.</param>
    /// <param name="display">Where the server is.</param>
    /// <returns>False if it is none of these.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out XDisplay? display)
    {
        ArgumentNullException.ThrowIfNull(text);
        display = null;
        int colon = text.LastIndexOf(':');
        if (text.Length > TextLengthMax || !text.All(IsAllowed))
        {
            return false;
        }

        if (text is ['/', ..])
        {
            display = OfPath(text, colon);
            return true;
        }

        if (colon < 0 || !TryReadNumber(text[(colon + 1)..], out int number))
        {
            return false;
        }

        string host = text[..colon];
        bool isLocal = host is "" or "unix";
        if (!isLocal && !TryUnbracket(ref host))
        {
            return false;
        }

        string local = string.Create(CultureInfo.InvariantCulture, $"unix:{number}");
        display = new XDisplay
        {
            Host = isLocal ? null : host,
            SocketPath = isLocal ? string.Create(CultureInfo.InvariantCulture, $"/tmp/.X11-unix/X{number}") : null,
            Number = number,
            AuthorityName = isLocal || host == "localhost" ? local : text,
        };
        return true;
    }

    // The name of the file may itself end in ":0" (XQuartz); a screen behind that is not part of it.
    private static XDisplay OfPath(string text, int colon)
    {
        int dot = colon < 0 ? -1 : text.IndexOf('.', colon);
        bool hasScreen = dot > 0 && TryReadNumber(text[(colon + 1)..], out _);
        _ = TryReadNumber(text[(colon + 1)..], out int number);
        return new XDisplay { SocketPath = hasScreen ? text[..dot] : text, Number = colon < 0 ? 0 : number, AuthorityName = text };
    }

    // "10" or "10.0".
    private static bool TryReadNumber(string text, out int number)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        string display = dot < 0 ? text : text[..dot];
        bool isScreen = dot < 0 || ushort.TryParse(text[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return int.TryParse(display, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= ushort.MaxValue - PortBase && isScreen;
    }

    // An address of IPv6 stands in brackets; another colon would be DECnet.
    private static bool TryUnbracket(ref string host)
    {
        if (host is ['[', .., ']'])
        {
            host = host[1..^1];
            return host.Length > 0;
        }

        return !host.Contains(':', StringComparison.Ordinal) && !host.Contains('/', StringComparison.Ordinal) && host[0] != '-';
    }

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is ':' or '/' or '.' or '-' or '_' or '[' or ']';
}
