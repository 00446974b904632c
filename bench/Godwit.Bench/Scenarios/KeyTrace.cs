using System.Text;
using Godwit.Bench.Judging;

namespace Godwit.Bench.Scenarios;

/// <summary>What was typed, with the keys that were not shown at once in brackets: <c>[e]cho␍[l][s] -d</c>.</summary>
internal static class KeyTrace
{
    private const char PictureOfNull = '\u2400';
    private const char PictureOfDelete = '\u2421';
    private const char Delete = '\x7f';

    /// <param name="script">What was typed.</param>
    /// <param name="shown">The keys that count, and whether they were shown at once.</param>
    public static string Write(Script script, IReadOnlyDictionary<int, bool> shown)
    {
        var text = new StringBuilder();
        foreach (var (index, key) in script.Keys.Index())
        {
            var picture = string.Concat(key.Octets.Select(Picture));
            text.Append(shown.TryGetValue(index, out var wasShown) && !wasShown ? $"[{picture}]" : picture);
        }

        return text.ToString();
    }

    private static char Picture(char letter) => letter < ' ' ? (char)(PictureOfNull + letter) : letter == Delete ? PictureOfDelete : letter;
}
