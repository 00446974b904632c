using System.Text;
using Godwit.Server;

namespace Godwit.Cli;

/// <summary>
/// The command line of <c>mosh-server</c> and <c>godwit server</c> (spec 04 section 3.1): <c>new</c> with options, or the
/// legacy forms without it. An unknown option is no reason to leave a user without a session: usage, and go on.
/// </summary>
internal sealed class ServerCommandLine
{
    private const string NewWord = "new";

    private static readonly OptionSpec TimeToLive = new("ttl", OptionArgument.Value) { Summary = "how long a lost and idle session is kept" };

    private static readonly OptionSpec Log = new("log", OptionArgument.Value) { Summary = "add what becomes of the session to a file", IsFile = true };

    private static readonly OptionSpec[] OwnSpecs =
    [
        TimeToLive,
        Log,
        new("s", OptionArgument.None) { Summary = "listen on the address that ssh reached" },
        new("i", OptionArgument.Value) { Summary = "listen on this address" },
        new("p", OptionArgument.Value) { Summary = "UDP port or range" },
        new("c", OptionArgument.Value) { Summary = "colours of the terminal" },
        new("l", OptionArgument.Value) { Summary = "NAME and VALUE of the locale if there is none" },
        new("v", OptionArgument.None) { Summary = "say more on standard error" },
        new("@", OptionArgument.Value),
        OptionSpec.Help,
        OptionSpec.Version,
    ];

    private readonly StringBuilder warnings = new();
    private readonly List<KeyValuePair<string, string>> locale = [];
    private readonly bool isStock;
    private readonly string program;
    private readonly Func<string, string?> environment;
    private readonly ServerConfig config;
    private string? bindAddress;
    private string? logFile;
    private string? error;
    private int portLow;
    private int portHigh;
    private int colors;
    private int verbosity;
    private int timeToLive;

    private ServerCommandLine(bool isStock, Func<string, string?> environment, ServerConfig config)
    {
        this.isStock = isStock;
        program = isStock ? "mosh-server" : "godwit server";
        this.environment = environment;
        this.config = config;
        bindAddress = config.BindAddress;
        (portLow, portHigh) = (config.PortLow, config.PortHigh);
        if (!isStock)
        {
            timeToLive = config.TimeToLive;
            ReadTimeToLive(environment(ServerSettings.TimeToLiveVariable), ServerSettings.TimeToLiveVariable);
        }
    }

    /// <summary>The options.</summary>
    public static OptionSpec[] Specs => OwnSpecs;

    private string Usage =>
        $"Usage: {program} new [-s] [-v] [-i ADDRESS] [-p PORT[:PORT2]] [-c COLORS] [-l NAME=VALUE]...{(isStock ? "" : " [--ttl=TIME] [--log=FILE]")} [-- COMMAND ARGUMENT...]\n";

    /// <summary>Reads a command line.</summary>
    /// <param name="words">Without the program's name (and without the verb <c>server</c>).</param>
    /// <param name="isStock">True if called as <c>mosh-server</c>.</param>
    /// <param name="environment">Looks a variable up; null if it is not set.</param>
    /// <param name="config">What the administrator says; null for nothing, as under the name of <c>mosh-server</c>.</param>
    public static Parsed<ServerSettings> Parse(IReadOnlyList<string> words, bool isStock, Func<string, string?> environment, ServerConfig? config = null)
    {
        var parser = new ServerCommandLine(isStock, environment, config ?? new());
        var separator = IndexOfSeparator(words);
        IReadOnlyList<string> options = [.. words.Take(separator)];
        IReadOnlyList<string> command = [.. words.Skip(separator + 1)];
        if (options.Contains(OptionSpec.Help.Word) || options.Contains("-h"))
        {
            return Parsed<ServerSettings>.Answer(parser.Usage);
        }

        if (options.Contains(OptionSpec.Version.Word))
        {
            return Parsed<ServerSettings>.Answer(Texts.Version(isStock ? "mosh-server" : "godwit"));
        }

        if (options.Count > 0 && options[0] == NewWord)
        {
            parser.ReadOptions([.. options.Skip(1)]);
        }
        else if (!isStock && options.Count > 0 && options[0].StartsWith('-'))
        {
            parser.ReadOptions(options); // "godwit server -p 60001": the word "new" says nothing there.
        }
        else if (!parser.ReadLegacyForm(options))
        {
            return Parsed<ServerSettings>.Refusal(parser.Usage);
        }

        return parser.error is not null
            ? Parsed<ServerSettings>.Refusal($"{parser.warnings}{parser.error}{parser.Usage}")
            : Parsed<ServerSettings>.Success(parser.ToSettings(command), parser.warnings.ToString());
    }

    private static int IndexOfSeparator(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == "--")
            {
                return i;
            }
        }

        return words.Count;
    }

    // Words that are no options are ignored, as stock does; the command comes after "--".
    private void ReadOptions(IReadOnlyList<string> options)
    {
        var scanner = new ShortOptionScanner(isStock ? options : WithoutLongOptions(options), Specs);
        while (error is null && scanner.TryRead())
        {
            if (scanner.Problem.Length > 0)
            {
                warnings.Append(program).Append(": ").Append(scanner.Problem).Append('\n').Append(Usage);
                continue;
            }

            Apply((char)scanner.Letter.Value, scanner.Value);
        }
    }

    // Those with a long name and a value: getopt's manner knows letters alone.
    private List<string> WithoutLongOptions(IReadOnlyList<string> options)
    {
        List<string> rest = [];
        for (var i = 0; i < options.Count; i++)
        {
            if (ValueOf(TimeToLive, options, ref i) is { } time)
            {
                ReadTimeToLive(time, TimeToLive.Word);
            }
            else if (ValueOf(Log, options, ref i) is { } file)
            {
                logFile = file;
            }
            else
            {
                rest.Add(options[i]);
            }
        }

        return rest;
    }

    // Of "--name=value" or "--name value"; null if it is another option.
    private static string? ValueOf(OptionSpec option, IReadOnlyList<string> options, ref int index)
    {
        string word = options[index];
        return word == option.Word ? (index + 1 < options.Count ? options[++index] : "")
            : word.StartsWith(option.Word + "=", StringComparison.Ordinal) ? word[(option.Word.Length + 1)..]
            : null;
    }

    private void ReadTimeToLive(string? value, string where)
    {
        if (value is null)
        {
            return;
        }

        if (Duration.TryParse(value, out var seconds))
        {
            timeToLive = config.Limit(seconds);
        }
        else
        {
            // No reason to leave a user without a session.
            warnings.Append(program).Append($": {where}={value} is no time ({Duration.Choices}); it does not count.\n");
        }
    }

    private void Apply(char letter, string value)
    {
        switch (letter)
        {
            case 's':
                bindAddress = environment(ServerSettings.BindAnyVariable) is null ? AddressOfSsh() : config.BindAddress;
                break;
            case 'i':
                bindAddress = value;
                break;
            case 'p':
                ReadPorts(value);
                break;
            case 'c':
                ReadColors(value);
                break;
            case 'v':
                verbosity++;
                break;
            case 'l':
                var equals = value.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0)
                {
                    locale.Add(new(value[..equals], value[(equals + 1)..]));
                }

                break;
            default:
                break; // "-@ TEXT" only decorates the list of processes.
        }
    }

    private void ReadPorts(string value)
    {
        var reason = ServerPorts.Parse(value, out portLow, out portHigh);
        if (reason.Length > 0)
        {
            // "Bad UDP port" is read by wrappers (spec 04 section 1).
            error = $"{reason}.\n{program}: Bad UDP port range ({value})\n";
        }
    }

    private void ReadColors(string value)
    {
        // strtol(3) takes a number that it has to cut short for a mistake.
        if (CNumber.TryParse(value, out var number) && Math.Abs(number) < long.MaxValue)
        {
            colors = (int)Math.Clamp(number, int.MinValue, int.MaxValue);
            return;
        }

        error = $"{program}: Bad number of colors ({value})\n";
    }

    private string? AddressOfSsh()
    {
        const int AddressWord = 2; // Client address, client port, server address, server port.
        const string MappedPrefix = "::ffff:";
        var connection = environment("SSH_CONNECTION");
        var words = connection?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (words.Length <= AddressWord)
        {
            warnings.Append(connection is null ? "Warning: SSH_CONNECTION is not set" : "Warning: SSH_CONNECTION is not understood");
            warnings.Append("; listening on all addresses.\n");
            return null;
        }

        var address = words[AddressWord];
        return address.StartsWith(MappedPrefix, StringComparison.OrdinalIgnoreCase) ? address[MappedPrefix.Length..] : address;
    }

    // Nothing, IP, or IP PORT.
    private bool ReadLegacyForm(IReadOnlyList<string> words)
    {
        const int MostWords = 2;
        if (words.Count > MostWords)
        {
            return false;
        }

        bindAddress = words.Count > 0 ? words[0] : bindAddress;
        if (words.Count == MostWords)
        {
            ReadPorts(words[1]);
        }

        return true;
    }

    private ServerSettings ToSettings(IReadOnlyList<string> command) => new()
    {
        BindAddress = bindAddress,
        PortLow = portLow,
        PortHigh = portHigh,
        Colors = colors,
        LocaleFallback = locale,
        Verbosity = verbosity,
        LogFile = logFile,
        TimeToLiveSeconds = timeToLive,
        Command = command.Count > 0 ? command : null,
    };
}
