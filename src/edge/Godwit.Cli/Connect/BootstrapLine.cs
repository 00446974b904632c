using System.Globalization;
using System.Text;
using Godwit.Crypto;
using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>One line of what the far side prints while a session is started (spec 04 section 1).</summary>
/// <param name="Kind">What the line is.</param>
/// <param name="Address">A numeric address, for the two kinds that carry one.</param>
/// <param name="Port">The server's UDP port, for <see cref="BootstrapLineKind.Connect"/>.</param>
/// <param name="Key">The session's key: a secret, for <see cref="BootstrapLineKind.Connect"/>.</param>
/// <param name="Rest">What follows the words that tell the kind, for the lines that begin with GODWIT.</param>
internal readonly record struct BootstrapLine(BootstrapLineKind Kind, string Address = "", int Port = 0, string Key = "", string Rest = "")
{
    private const int PortDigitsMost = 5;
    private const int LastPort = 65535;
    private const int KeyLength = 22;

    /// <summary>Reads a line. A line that begins like one of ours but is not is malformed: guessing would connect to the wrong place.</summary>
    /// <param name="line">Without its line end; blanks and a CR at its end do not count.</param>
    public static BootstrapLine Parse(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd(" \t\r\n\v\f"u8);
        return TryStrip(line, "MOSH CONNECT "u8, out var rest) ? ParseConnect(rest)
            : TryStrip(line, "MOSH IP "u8, out rest) ? ParseAddress(BootstrapLineKind.Address, Words(rest), wordCount: 1, word: 0)
            : TryStrip(line, "MOSH SSH_CONNECTION "u8, out rest) ? ParseAddress(BootstrapLineKind.SshConnection, Words(rest), wordCount: 4, word: 2)
            : new(BootstrapLineKind.Other);
    }

    /// <summary>Reads a line that came behind the nonce: those of <see cref="Parse"/>, and those that only our own script prints.</summary>
    /// <param name="line">Without the nonce and the line end.</param>
    public static BootstrapLine ParseFramed(ReadOnlySpan<byte> line) =>
        TryStrip(line, "GODWIT WANTED "u8, out var rest) ? new(BootstrapLineKind.Wanted, Rest: Encoding.UTF8.GetString(rest))
        : TryStrip(line, "GODWIT COPIED "u8, out rest) ? new(BootstrapLineKind.Copied, Rest: Encoding.UTF8.GetString(rest))
        : TryStrip(line, "GODWIT FAILED "u8, out rest) ? new(BootstrapLineKind.Failed, Rest: Encoding.UTF8.GetString(rest))
        : Parse(line);

    /// <summary>Never shows the key: records print their members otherwise.</summary>
    public override string ToString() => Kind.ToString();

    private static BootstrapLine Malformed => new(BootstrapLineKind.Malformed);

    // Exactly one blank between the words: that is what every server prints.
    private static BootstrapLine ParseConnect(ReadOnlySpan<byte> rest)
    {
        var blank = rest.IndexOf((byte)' ');
        if (blank is < 1 or > PortDigitsMost || rest[(blank + 1)..].Length != KeyLength)
        {
            return Malformed;
        }

        var key = Encoding.ASCII.GetString(rest[(blank + 1)..]);
        var status = SessionKey.TryParse(key, out var parsed);
        parsed?.Dispose();
        return status == SessionKeyStatus.Valid
            && int.TryParse(rest[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= LastPort
            ? new(BootstrapLineKind.Connect, Port: port, Key: key)
            : Malformed;
    }

    private static BootstrapLine ParseAddress(BootstrapLineKind kind, string[] words, int wordCount, int word) =>
        words.Length == wordCount && UdpAddress.TryParse(words[word], 0, out _) ? new(kind, words[word]) : Malformed;

    private static string[] Words(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static bool TryStrip(ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> rest)
    {
        var matches = line.StartsWith(prefix);
        rest = matches ? line[prefix.Length..] : default;
        return matches;
    }
}
