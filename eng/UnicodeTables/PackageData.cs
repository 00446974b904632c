using System.Globalization;
using System.Text.RegularExpressions;

namespace Godwit.UnicodeTables;

/// <summary>
/// Reads properties from the two npm packages: <c>@unicode/unicode-N</c> (every property but one, as ranges in a text code)
/// and <c>get-east-asian-width</c> (East_Asian_Width, which the first lacks, as arrays of inclusive ranges).
/// </summary>
internal sealed partial class PackageData(string nodeModules, string version)
{
    /// <summary>Number of code points.</summary>
    public const int CodePoints = 0x110000;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly string unicode = Path.Combine(nodeModules, "@unicode", "unicode-" + version);

    private readonly string eastAsian =
        File.ReadAllText(Path.Combine(nodeModules, "get-east-asian-width", "lookup-data.js"));

    /// <summary>The code points with value <paramref name="value"/> of <paramref name="property"/>.</summary>
    public bool[] Set(string property, string value)
    {
        Match call = RangesCall().Match(File.ReadAllText(Path.Combine(unicode, property, value, "ranges.mjs")));
        if (!call.Success)
        {
            throw new InvalidDataException($"{property}/{value}: no ranges found");
        }

        var set = new bool[CodePoints];
        int[] deltas = [.. Deltas(call.Groups[1].Value)];
        int end = -1;
        for (int i = 0; i + 1 < deltas.Length; i += 2)
        {
            int begin = end + 1 + deltas[i];
            end = begin + 1 + deltas[i + 1];
            set.AsSpan(begin..end).Fill(true);
        }

        return set;
    }

    /// <summary>The values that <paramref name="property"/> takes.</summary>
    public IEnumerable<string> Values(string property) =>
        Directory.GetDirectories(Path.Combine(unicode, property)).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    /// <summary>The code points whose East_Asian_Width is <paramref name="name"/>: wide, fullwidth, ambiguous ...</summary>
    public bool[] EastAsianWidth(string name)
    {
        Match array = Regex.Match(eastAsian, name + @"Ranges = \[([0-9, ]+)\]");
        if (!array.Success)
        {
            throw new InvalidDataException($"East_Asian_Width {name}: no ranges found");
        }

        var set = new bool[CodePoints];
        int[] bounds = [.. array.Groups[1].Value.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        for (int i = 0; i < bounds.Length; i += 2)
        {
            set.AsSpan(bounds[i]..(bounds[i + 1] + 1)).Fill(true);
        }

        return set;
    }

    /// <summary>The sequences of emoji-test.txt: a JSON array of strings, compressed with Brotli as the package has it.</summary>
    public byte[] EmojiTest()
    {
        Match text = Regex.Match(File.ReadAllText(Path.Combine(unicode, "Sequence_Property", "Emoji_Test", "index.mjs")), "Buffer.from\\('([A-Za-z0-9+/=]+)'");
        return text.Success ? Convert.FromBase64String(text.Groups[1].Value) : throw new InvalidDataException("Emoji_Test: no data found");
    }

    /// <summary>Numbers of 5, 9, 15 or 21 bits in base 64: the first character's upper bits tell the length.</summary>
    private static IEnumerable<int> Deltas(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int first = Alphabet.IndexOf(text[i++], StringComparison.Ordinal);
            (int more, int value) = (first & 0x38) switch
            {
                0x20 or 0x28 => (1, first & 0xF),
                0x30 => (2, first & 7),
                0x38 => (3, first & 7),
                _ => (0, first),
            };
            for (; more > 0; more--)
            {
                value = (value << 6) | Alphabet.IndexOf(text[i++], StringComparison.Ordinal);
            }

            yield return value;
        }
    }

    [GeneratedRegex(@"decodeRanges\('([A-Za-z0-9_-]*)'\)")]
    private static partial Regex RangesCall();
}
