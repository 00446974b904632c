using System.Globalization;
using System.Text;

namespace Godwit.Platform;

/// <summary>
/// A line of the log: time, program, session, event, and fields as <c>name=value</c>. Pure. Values come from networks and programs: whatever is in one, it stays
/// in its field and its line, and is printable ASCII.
/// </summary>
internal static class EventLine
{
    /// <summary>Characters that a value takes at most, as written; the longest that is honest is an IPv6 address with a port, or a sentence on what went wrong.</summary>
    public const int ValueMax = 200;

    private const string Cut = "...";

    /// <summary>The line with its end.</summary>
    /// <param name="time">In UTC.</param>
    /// <param name="processId">Who writes.</param>
    /// <param name="port">The session's UDP port.</param>
    /// <param name="name">The event; one word.</param>
    /// <param name="fields">Names and values in turn; a name is one word.</param>
    public static string Format(DateTime time, int processId, int port, string name, ReadOnlySpan<string> fields)
    {
        var line = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"{time.Year:D4}-{time.Month:D2}-{time.Day:D2}T{time.Hour:D2}:{time.Minute:D2}:{time.Second:D2}.{time.Millisecond:D3}Z godwit[{processId}] session={port} event={name}"));
        for (int i = 0; i + 1 < fields.Length; i += 2)
        {
            line.Append(' ').Append(fields[i]).Append('=');
            Append(line, fields[i + 1]);
        }

        return line.Append('\n').ToString();
    }

    private static void Append(StringBuilder line, string value)
    {
        bool isWord = value.Length > 0;
        foreach (char letter in value)
        {
            isWord &= char.IsAsciiLetterOrDigit(letter) || letter is '.' or ':' or '/' or '-' or '_' or '[' or ']' or '%' or '@' or '+';
        }

        string quote = isWord ? "" : "\"";
        int start = line.Append(quote).Length;
        foreach (byte octet in Encoding.UTF8.GetBytes(value))
        {
            int length = line.Length;
            if (octet is (byte)'"' or (byte)'\\')
            {
                line.Append('\\').Append((char)octet);
            }
            else if (octet is < 0x20 or > 0x7E)
            {
                line.Append("\\x").Append(((int)octet).ToString("x2", CultureInfo.InvariantCulture));
            }
            else
            {
                line.Append((char)octet);
            }

            if (line.Length - start > ValueMax - Cut.Length)
            {
                // Never within an escape, so that it does not swallow the quote.
                line.Length = length;
                line.Append(Cut);
                break;
            }
        }

        line.Append(quote);
    }
}
