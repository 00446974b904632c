using System.Text;
using System.Text.Unicode;

namespace Godwit.Cli;

/// <summary>
/// A line of a configuration file that says something: <c>Keyword value</c> or <c>Keyword=value</c>, in the manner of ssh_config(5). What the
/// keywords mean is left to the reader.
/// </summary>
/// <param name="place">File and line, as messages begin.</param>
/// <param name="keyword">As written.</param>
/// <param name="words">What follows, split by the shell's rules for quotes; at least one.</param>
internal sealed class ConfigLine(string place, string keyword, List<string> words)
{
    // No host, path or command is longer; a longer line is no configuration.
    private const int LengthMax = 4096;

    /// <summary>File and line: <c>/etc/godwit/config:3</c>.</summary>
    public string Place { get; } = place;

    /// <summary>The keyword as written.</summary>
    public string Keyword { get; } = keyword;

    /// <summary>What follows it; at least one.</summary>
    public List<string> Words { get; } = words;

    /// <summary>True for the keyword, in any case.</summary>
    public bool Is(string name) => Keyword.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A complaint about this line.</summary>
    /// <param name="sentence">Without a full stop.</param>
    public string Complain(string sentence) => $"{Place}: {sentence}.\n";

    /// <summary>The lines of a file. Any octets can be in it; what is not understood is a problem.</summary>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="problems">Receives a sentence with place and line end for each line that cannot be read.</param>
    public static List<ConfigLine> Read(string path, ReadOnlySpan<byte> text, List<string> problems)
    {
        List<ConfigLine> lines = [];
        ReadOnlySpan<byte> rest = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        for (int number = 1; rest.Length > 0; number++)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            string place = $"{path}:{number}";
            string problem = ReadOne(place, line, lines);
            if (problem.Length > 0)
            {
                problems.Add($"{place}: {problem}.\n");
            }
        }

        return lines;
    }

    private static string ReadOne(string place, ReadOnlySpan<byte> octets, List<ConfigLine> lines)
    {
        if (octets.Length > LengthMax)
        {
            return $"the line is longer than {LengthMax} octets";
        }

        if (!Utf8.IsValid(octets))
        {
            return "the line is not UTF-8 text";
        }

        ReadOnlySpan<char> line = Encoding.UTF8.GetString(octets).AsSpan().Trim(" \t\r");
        foreach (char character in line)
        {
            if (character != '\t' && char.IsControl(character))
            {
                return "there is a control character in the line"; // It would speak to the terminal when it is shown.
            }
        }

        if (line.IsEmpty || line[0] == '#')
        {
            return "";
        }

        int end = line.IndexOfAny(" \t=");
        string keyword = (end < 0 ? line : line[..end]).ToString();
        if (keyword.Length == 0)
        {
            return "there is no keyword before the value";
        }

        ReadOnlySpan<char> value = end < 0 ? [] : line[end..].TrimStart(" \t");
        value = value.StartsWith("=") ? value[1..] : value;
        if (ShellWords.Split(value.ToString(), hasComments: true) is not { } words)
        {
            return "a quote is not closed";
        }

        if (words.Count == 0 || words.TrueForAll(static word => word.Length == 0))
        {
            return $"{keyword} needs a value";
        }

        lines.Add(new(place, keyword, words));
        return "";
    }
}
