namespace Godwit.Cli;

/// <summary>The command line of <c>mosh-client</c> and <c>godwit client</c> (spec 04 section 4).</summary>
internal static class ClientCommandLine
{
    private static readonly OptionSpec[] Letters =
    [
        new("c", OptionArgument.None) { Summary = "print how many colours the terminal has" },
        new("v", OptionArgument.None) { Summary = "say more on standard error" },
        new("#", OptionArgument.Value),
        OptionSpec.Help,
        OptionSpec.Version,
    ];

    /// <summary>The options.</summary>
    public static OptionSpec[] Specs => Letters;

    /// <summary>Reads a command line.</summary>
    /// <param name="words">Without the program's name (and without the verb <c>client</c>).</param>
    /// <param name="isStock">True if called as <c>mosh-client</c>.</param>
    public static Parsed<ClientRequest> Parse(IReadOnlyList<string> words, bool isStock)
    {
        var program = isStock ? "mosh-client" : "godwit client";
        var usage = $"Usage: {program} [-# TEXT] [-v]... ADDRESS PORT    (the key in MOSH_KEY)\n       {program} -c\n";
        if (words.Contains(OptionSpec.Help.Word))
        {
            return Parsed<ClientRequest>.Answer(usage);
        }

        if (words.Contains(OptionSpec.Version.Word))
        {
            return Parsed<ClientRequest>.Answer(Texts.Version(isStock ? "mosh-client" : "godwit"));
        }

        var verbosity = 0;
        var scanner = new ShortOptionScanner(words, Specs);
        while (scanner.TryRead())
        {
            if (scanner.Problem.Length > 0)
            {
                return Parsed<ClientRequest>.Refusal($"{program}: {scanner.Problem}\n{usage}");
            }

            switch (scanner.Letter.Value)
            {
                case 'c':
                    return Parsed<ClientRequest>.Success(new() { CountsColors = true });
                case 'v':
                    verbosity++;
                    break;
                default:
                    break; // "-# TEXT" only decorates the list of processes.
            }
        }

        if (scanner.Others is not [var address, var port])
        {
            return Parsed<ClientRequest>.Refusal($"{program}: an address and a port are needed, and nothing else.\n{usage}");
        }

        return port.Length > 0 && port.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            ? Parsed<ClientRequest>.Success(new() { Address = address, Port = port, Verbosity = verbosity })
            : Parsed<ClientRequest>.Refusal($"{program}: the UDP port is not a number ({port}).\n{usage}");
    }
}
