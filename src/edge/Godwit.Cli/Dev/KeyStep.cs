using System.Globalization;
using System.Text;

namespace Godwit.Cli.Dev;

/// <summary>One line of a key script.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Text">The text waited for, the name of the place, or the size.</param>
/// <param name="Keys">The octets to type.</param>
/// <param name="Milliseconds">How long the program is to be silent.</param>
internal sealed record KeyStep(KeyStepKind Kind, string Text, byte[] Keys, int Milliseconds)
{
    /// <summary>Reads a script; blank lines and those that begin with # say nothing.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="faulty">The first line that is not understood; empty if all are.</param>
    public static List<KeyStep> ParseAll(IEnumerable<string> lines, out string faulty)
    {
        faulty = "";
        var steps = new List<KeyStep>();
        foreach (string line in lines)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (Parse(line) is not { } step)
            {
                faulty = line;
                break;
            }

            steps.Add(step);
        }

        return steps;
    }

    private static KeyStep? Parse(string line)
    {
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            return null;
        }

        string text = line[(space + 1)..];
        return line[..space] switch
        {
            "wait" => new KeyStep(KeyStepKind.Wait, text, [], 0),
            "gone" => new KeyStep(KeyStepKind.Gone, text, [], 0),
            "quiet" when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int time) => new KeyStep(KeyStepKind.Quiet, "", [], time),
            "type" when Unescape(text) is { } keys => new KeyStep(KeyStepKind.Type, "", keys, 0),
            "check" => new KeyStep(KeyStepKind.Check, text, [], 0),
            "resize" when RecordOptions.TryParseSize(text, out _, out _) => new KeyStep(KeyStepKind.Resize, text, [], 0),
            _ => null,
        };
    }

    private static byte[]? Unescape(string text)
    {
        var keys = new List<byte>();
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
            {
                int length = char.IsSurrogatePair(text, at) ? 2 : 1;
                keys.AddRange(Encoding.UTF8.GetBytes(text.Substring(at, length)));
                at += length - 1;
                continue;
            }

            at++;
            switch (at < text.Length ? text[at] : ' ')
            {
                case 'e': keys.Add(0x1B); break;
                case 'r': keys.Add((byte)'\r'); break;
                case 'n': keys.Add((byte)'\n'); break;
                case 't': keys.Add((byte)'\t'); break;
                case '\\': keys.Add((byte)'\\'); break;
                case 'x' when at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out byte value):
                    keys.Add(value);
                    at += 2;
                    break;
                default:
                    return null;
            }
        }

        return [.. keys];
    }
}
