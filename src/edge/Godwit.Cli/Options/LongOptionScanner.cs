using System.Diagnostics.CodeAnalysis;

namespace Godwit.Cli;

/// <summary>
/// Walks over a command line in the manner of GNU long options, as stock's wrapper does (spec 04 section 2): one or two dashes,
/// any case, names cut short while they stay unique, options between the other words until <c>--</c>.
/// </summary>
/// <param name="words">The command line without the program's name.</param>
/// <param name="specs">All names; an exact name wins over longer ones that begin with it.</param>
internal sealed class LongOptionScanner(IReadOnlyList<string> words, IReadOnlyList<OptionSpec> specs)
{
    private int position;
    private string cluster = "";

    /// <summary>What <see cref="Read"/> found.</summary>
    internal enum Item
    {
        /// <summary>The command line is over.</summary>
        End,

        /// <summary>An option; <see cref="Option"/>, <see cref="Value"/> and <see cref="IsNegated"/> say which.</summary>
        Option,

        /// <summary>A word that is no option: <see cref="Value"/>.</summary>
        Word,

        /// <summary><c>--</c>: what follows are no options. <see cref="Rest"/> has it.</summary>
        Terminator,

        /// <summary>Not understood; <see cref="Value"/> is the reason without a full stop. Reading may go on.</summary>
        Error,
    }

    /// <summary>The option of the last item.</summary>
    public ConnectOption Option { get; private set; }

    /// <summary>The last item's value, word or reason.</summary>
    public string Value { get; private set; } = "";

    /// <summary>True if <c>no</c> was before the option's name.</summary>
    public bool IsNegated { get; private set; }

    /// <summary>The words that were not read yet.</summary>
    public IEnumerable<string> Rest => words.Skip(position);

    /// <summary>Reads the next item.</summary>
    public Item Read()
    {
        if (cluster.Length > 0)
        {
            return ReadLetter();
        }

        if (position == words.Count)
        {
            return Item.End;
        }

        var word = words[position++];
        if (word == "--")
        {
            return Item.Terminator;
        }

        if (word.Length < 2 || word[0] != '-')
        {
            Value = word;
            return Item.Word;
        }

        if (word[0] == '-' && FindLetter(word[1]) is not null)
        {
            cluster = word[1..];
            return ReadLetter();
        }

        var body = word.AsSpan(word[1] == '-' ? 2 : 1);
        // From 1: "-=3" is a strange name, not an empty one with a value.
        var equals = body.Length > 1 ? body[1..].IndexOf('=') + 1 : 0;
        return equals > 0 ? ReadOption(body[..equals].ToString(), body[(equals + 1)..].ToString()) : ReadOption(body.ToString(), null);
    }

    private OptionSpec? FindLetter(char letter) => specs.FirstOrDefault(spec => spec.IsCapital && spec.Name[0] == letter);

    // As in ssh: letters in one word, and the value in the same word or in the next.
    private Item ReadLetter()
    {
        char letter = cluster[0];
        cluster = cluster[1..];
        IsNegated = false;
        Value = "";
        if (FindLetter(letter) is not { } spec)
        {
            cluster = "";
            return Fail($"Unknown option: {letter}");
        }

        Option = spec.Option;
        if (spec.Argument == OptionArgument.Optional && cluster.Length == 0 && position + 1 < words.Count && spec.Values.Split(' ').Contains(words[position]))
        {
            Value = words[position++];
        }

        if (spec.Argument != OptionArgument.Value)
        {
            return Item.Option;
        }

        (string value, cluster) = (cluster, "");
        if (value.Length == 0 && position == words.Count)
        {
            return Fail($"Option {letter} requires an argument");
        }

        Value = value.Length > 0 ? value : words[position++];
        return Item.Option;
    }

    private Item ReadOption(string name, string? value)
    {
        if (!TryFind(name.ToLowerInvariant(), out var spec, out var reason))
        {
            return Fail(reason.Length > 0 ? $"Option {name.ToLowerInvariant()} is ambiguous ({reason})" : $"Unknown option: {name.ToLowerInvariant()}");
        }

        Option = spec.Option;
        if (spec.Argument != OptionArgument.Value)
        {
            Value = "";
            return value is null ? Item.Option : Fail($"Option {name} does not take an argument");
        }

        if (value is null && position < words.Count)
        {
            value = words[position++];
        }
        else if (string.IsNullOrEmpty(value))
        {
            return Fail($"Option {name} requires an argument");
        }

        Value = value;
        return Item.Option;
    }

    private Item Fail(string reason)
    {
        Value = reason;
        return Item.Error;
    }

    // On failure the reason is empty (no such option) or the list of names that were possible.
    private bool TryFind(string name, [NotNullWhen(true)] out OptionSpec? found, out string reason)
    {
        found = null;
        reason = "";
        var matches = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var spec in specs)
        {
            if (spec.IsCapital)
            {
                continue;
            }

            foreach (var (candidate, negated) in Spellings(spec))
            {
                if (candidate == name)
                {
                    found = spec;
                    IsNegated = negated;
                    return true;
                }

                if (candidate.StartsWith(name, StringComparison.Ordinal))
                {
                    found = spec;
                    IsNegated = negated;
                    matches.Add(candidate);
                }
            }
        }

        if (matches.Count == 1 && found is not null)
        {
            return true;
        }

        reason = string.Join(", ", matches);
        return false;
    }

    private static IEnumerable<(string Name, bool Negated)> Spellings(OptionSpec spec)
    {
        yield return (spec.Name, false);
        if (spec.Argument == OptionArgument.Negatable)
        {
            yield return ("no" + spec.Name, true);
            yield return ("no-" + spec.Name, true);
        }
    }
}
