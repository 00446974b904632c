using System.Text;

namespace Godwit.Cli;

/// <summary>
/// Walks over single-letter options in the manner of getopt(3), as stock's server and client do (spec 04 sections 3.1 and 4):
/// letters may be joined, a value may be joined or be the next word, other words are collected, <c>--</c> ends it.
/// </summary>
/// <param name="words">The command line without the program's name.</param>
/// <param name="specs">The letters; longer names are not looked at.</param>
internal sealed class ShortOptionScanner(IReadOnlyList<string> words, IReadOnlyList<OptionSpec> specs)
{
    private readonly List<string> others = [];
    private int word;
    private int letter;

    /// <summary>The words that are no options, in order; complete once <see cref="TryRead"/> has returned false.</summary>
    public IReadOnlyList<string> Others => others;

    /// <summary>The last letter.</summary>
    public Rune Letter { get; private set; }

    /// <summary>The last letter's value; empty for a flag.</summary>
    public string Value { get; private set; } = "";

    /// <summary>Empty, or why the last letter cannot be taken.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Reads the next letter, known or not.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead()
    {
        if (letter == 0 && !FindCluster())
        {
            return false;
        }

        var cluster = words[word];
        // A command line may hold half a surrogate pair's worth of nonsense; it is only shown.
        _ = Rune.DecodeFromUtf16(cluster.AsSpan(letter), out var rune, out var length);
        Letter = rune;
        letter += length;
        Value = "";
        Problem = "";
        if (Knows(rune, OptionArgument.Value))
        {
            TakeValue(cluster);
        }
        else
        {
            Problem = Knows(rune, OptionArgument.None) ? "" : $"invalid option -- '{rune}'";
            EndWordIf(letter == cluster.Length);
        }

        return true;
    }

    private bool Knows(Rune letter, OptionArgument argument)
    {
        foreach (var spec in specs)
        {
            if (spec.Name is [var name] && name == letter.Value && spec.Argument == argument)
            {
                return true;
            }
        }

        return false;
    }

    // Moves to the next word that begins with a dash.
    private bool FindCluster()
    {
        for (; word < words.Count; word++)
        {
            var candidate = words[word];
            if (candidate == "--")
            {
                others.AddRange(words.Skip(word + 1));
                word = words.Count;
                return false;
            }

            if (candidate.Length > 1 && candidate[0] == '-')
            {
                letter = 1;
                return true;
            }

            others.Add(candidate);
        }

        return false;
    }

    private void TakeValue(string cluster)
    {
        if (letter < cluster.Length)
        {
            Value = cluster[letter..];
        }
        else if (word + 1 < words.Count)
        {
            Value = words[++word];
        }
        else
        {
            Problem = $"option requires an argument -- '{Letter}'";
        }

        EndWordIf(true);
    }

    private void EndWordIf(bool condition)
    {
        if (condition)
        {
            word++;
            letter = 0;
        }
    }
}
