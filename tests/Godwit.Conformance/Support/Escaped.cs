using System.Buffers;
using System.Globalization;
using System.Text;

namespace Godwit.Conformance;

/// <summary>Octets as one line of text: printable UTF-8 as it is, the rest as \\ \e \r \n \t and \xHH (as <c>godwit dev record</c> writes).</summary>
internal static class Escaped
{
    /// <summary>The octets of a line.</summary>
    public static byte[] Read(string line)
    {
        var octets = new List<byte>(line.Length);
        for (int at = 0; at < line.Length; at++)
        {
            if (line[at] != '\\')
            {
                int length = char.IsSurrogatePair(line, at) ? 2 : 1;
                octets.AddRange(Encoding.UTF8.GetBytes(line.Substring(at, length)));
                at += length - 1;
                continue;
            }

            switch (line[++at])
            {
                case 'e': octets.Add(0x1B); break;
                case 'r': octets.Add((byte)'\r'); break;
                case 'n': octets.Add((byte)'\n'); break;
                case 't': octets.Add((byte)'\t'); break;
                case '\\': octets.Add((byte)'\\'); break;
                case 'x':
                    octets.Add(byte.Parse(line.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    at += 2;
                    break;
                default:
                    throw new FormatException($"\\{line[at]} is no escape.");
            }
        }

        return [.. octets];
    }

    /// <summary>The line for octets.</summary>
    public static string Write(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder();
        while (!octets.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(octets, out Rune rune, out int length) == OperationStatus.Done;
            if (valid && rune.Value != '\\' && rune.Value is >= 0x20 and not (>= 0x7F and < 0xA0) && !IsInvisible(rune))
            {
                text.Append(rune.ToString());
            }
            else
            {
                foreach (byte octet in octets[..length])
                {
                    text.Append(octet switch
                    {
                        0x1B => "\\e",
                        (byte)'\r' => "\\r",
                        (byte)'\n' => "\\n",
                        (byte)'\t' => "\\t",
                        (byte)'\\' => "\\\\",
                        _ => string.Create(CultureInfo.InvariantCulture, $"\\x{octet:x2}"),
                    });
                }
            }

            octets = octets[length..];
        }

        return text.ToString();
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
