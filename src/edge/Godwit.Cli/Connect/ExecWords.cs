namespace Godwit.Cli;

/// <summary>
/// Walks over a command line that is ssh's in its letters and ours in its long options, and says who is given which. As in ssh, options may also follow the
/// host, unless <c>--</c> came before it.
/// </summary>
internal sealed class ExecWords
{
    // ssh(1): the letters that have a value.
    private const string WithValue = "BbcDEeFIiJLlmOoPpQRSWw";

    // ssh(1): all others.
    private const string WithoutValue = "46AaCfGgKkMNnqsTtVvXxYy";

    private const string Ours = "46LRDAXY";

    // Of no meaning here: no terminal is made, the master of a shared connection is the user's own, and compression, the system's log and the background
    // are affairs of a login that lasts.
    private const string Ignored = "TtCfMye";

    // They ask ssh for something else than a command. git asks -G of an ssh that it does not know, and gives no options to whoever refuses.
    private const string OfSshAlone = "GOQVWw";

    private readonly IReadOnlyList<string> words;
    private readonly List<string> own = [];
    private readonly List<string> ssh = [];
    private int index;

    /// <summary>Reads the words.</summary>
    /// <param name="words">Without the verb.</param>
    public ExecWords(IReadOnlyList<string> words)
    {
        this.words = words;
        bool isEnded = !ReadOptions();
        if (Problem.Length > 0 || index == words.Count)
        {
            return;
        }

        Host = words[index++];
        if (!isEnded)
        {
            _ = ReadOptions();
        }
        else if (index < words.Count && words[index] == "--")
        {
            index++;
        }

        Command = [.. words.Skip(index)];
    }

    /// <summary>Words for our own parser.</summary>
    public IReadOnlyList<string> Own => own;

    /// <summary>Words for the ssh that starts the server.</summary>
    public IReadOnlyList<string> Ssh => ssh;

    /// <summary>The host; empty if there is none.</summary>
    public string Host { get; } = "";

    /// <summary>What follows the host.</summary>
    public IReadOnlyList<string> Command { get; } = [];

    /// <summary>The command is the name of a subsystem (<c>-s</c>).</summary>
    public bool IsSubsystem { get; private set; }

    /// <summary>Nothing is read from standard input (<c>-n</c>).</summary>
    public bool HasNoInput { get; private set; }

    /// <summary>There is to be no command (<c>-N</c>).</summary>
    public bool HasNoCommand { get; private set; }

    /// <summary><c>--help</c> was there.</summary>
    public bool WantsHelp { get; private set; }

    /// <summary>Why the words are not understood, with a full stop; empty if they are.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Reads as far as there are options.</summary>
    /// <returns>False if <c>--</c> ended them.</returns>
    private bool ReadOptions()
    {
        while (index < words.Count && Problem.Length == 0 && words[index] is ['-', _, ..] word)
        {
            index++;
            if (word == "--")
            {
                return false;
            }

            if (word[1] == '-')
            {
                ReadLong(word);
            }
            else
            {
                ReadLetters(word);
            }
        }

        return true;
    }

    private void ReadLong(string word)
    {
        WantsHelp |= word == OptionSpec.Help.Word;
        own.Add(word);
        bool hasValue = Array.Exists(ConnectCommandLine.GodwitSpecs, spec => spec.Word == word && spec.Argument == OptionArgument.Value);
        if (hasValue && index < words.Count)
        {
            own.Add(words[index++]);
        }
    }

    private void ReadLetters(string word)
    {
        for (int position = 1; position < word.Length && Problem.Length == 0; position++)
        {
            char letter = word[position];
            if (!WithValue.Contains(letter, StringComparison.Ordinal))
            {
                bool isAnswered = letter == 'A' && position + 1 == word.Length && index + 1 < words.Count && words[index] == ConnectCommandLine.AgentConfirm;
                Take(letter, isAnswered ? words[index++] : null);
                continue;
            }

            if (position + 1 == word.Length && index == words.Count)
            {
                Problem = $"option -{letter} requires an argument.";
                return;
            }

            Take(letter, position + 1 < word.Length ? word[(position + 1)..] : words[index++]);
            return;
        }
    }

    private void Take(char letter, string? value)
    {
        if (OfSshAlone.Contains(letter, StringComparison.Ordinal))
        {
            Problem = $"-{letter} is for ssh itself.";
        }
        else if (value is null && !WithoutValue.Contains(letter, StringComparison.Ordinal))
        {
            Problem = $"ssh knows no option -{letter}.";
        }

        IsSubsystem |= letter == 's';
        HasNoInput |= letter == 'n';
        HasNoCommand |= letter == 'N';
        if (letter is 's' or 'n' or 'N' || Ignored.Contains(letter, StringComparison.Ordinal))
        {
            return;
        }

        List<string> taker = Ours.Contains(letter, StringComparison.Ordinal) ? own : ssh;
        taker.Add($"-{letter}");
        if (value is not null)
        {
            taker.Add(value);
        }
    }
}
