using System.Globalization;
using Godwit.Link;

namespace Godwit.Cli.Demo;

/// <summary>What the user asked of <c>godwit demo</c>.</summary>
internal sealed record DemoOptions
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Usage = """
        Usage: godwit demo [--link NAME] [--seed N] [--script] [-- COMMAND [ARGUMENT]…]

        Runs a client and a server on this machine, over real UDP through an emulated link. Needs no ssh, no root and no network.
        On a terminal you get a shell to try. Without a terminal, or with --script, it plays a short session, prints what it
        measured, and exits with 0 only if the client's screen is right at the end.

          --link NAME   lan, 3g, lte, singapore or lossy29 (default: lte)
          --seed N      the seed of the link's loss and jitter, 0 to 18446744073709551615 (default: 1)
          --script      play the session even on a terminal
          --help        print this

        COMMAND replaces the shell you get; the scripted session always uses /bin/sh.

        """;

    private const string LinkName = "link";
    private const string SeedName = "seed";
    private const string ScriptName = "script";

    private static readonly OptionSpec[] OwnSpecs =
    [
        new(LinkName, OptionArgument.Value) { Summary = "the link to emulate", Values = LinkProfile.Names.Replace(",", "", StringComparison.Ordinal) },
        new(SeedName, OptionArgument.Value) { Summary = "the seed of loss and jitter" },
        new(ScriptName, OptionArgument.None) { Summary = "play the session even on a terminal" },
        OptionSpec.Help,
    ];

    /// <summary>The options.</summary>
    public static OptionSpec[] Specs => OwnSpecs;

    /// <summary>The link to emulate. LTE by default: what most people type over when the network is not good.</summary>
    public LinkProfile Link { get; init; } = LinkProfile.Lte;

    /// <summary>Seed of everything random on the link.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>True to play the scripted session even with a terminal.</summary>
    public bool IsScripted { get; init; }

    /// <summary>True to print the usage and do nothing.</summary>
    public bool WantsHelp { get; init; }

    /// <summary>The command to run instead of the user's shell; empty for the shell.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Reads the arguments after <c>demo</c>.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="options">The options; the default ones if the arguments are wrong.</param>
    /// <param name="reason">Empty, or one sentence that says what is wrong.</param>
    /// <returns>False if the arguments are wrong.</returns>
    public static bool TryParse(ReadOnlySpan<string> arguments, out DemoOptions options, out string reason)
    {
        options = new DemoOptions();
        reason = "";
        while (!arguments.IsEmpty)
        {
            string argument = arguments[0];
            arguments = arguments[1..];
            switch (argument)
            {
                case "--":
                    options = options with { Command = arguments.ToArray() };
                    arguments = [];
                    continue;
                case "--" + ScriptName:
                    options = options with { IsScripted = true };
                    continue;
                case "--help" or "-h":
                    options = options with { WantsHelp = true };
                    continue;
            }

            if (!TryTakeValue(argument, ref arguments, out string name, out string value, out reason)
                || !TryApply(ref options, name, value, out reason))
            {
                options = new DemoOptions();
                return false;
            }
        }

        return true;
    }

    /// <summary>Both <c>--link lan</c> and <c>--link=lan</c>.</summary>
    private static bool TryTakeValue(string argument, ref ReadOnlySpan<string> rest, out string name, out string value, out string reason)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        name = equals < 0 ? argument : argument[..equals];
        value = equals < 0 ? "" : argument[(equals + 1)..];
        reason = "";
        if (name is not ("--" + LinkName or "--" + SeedName))
        {
            reason = argument.StartsWith('-')
                ? $"godwit demo has no option {argument}; see godwit demo --help."
                : $"A command goes after --: godwit demo -- {argument}";
            return false;
        }

        if (equals >= 0)
        {
            return true;
        }

        if (rest.IsEmpty)
        {
            reason = name == "--" + LinkName ? $"--link needs a name: {LinkProfile.Names}." : $"{name} needs a number.";
            return false;
        }

        value = rest[0];
        rest = rest[1..];
        return true;
    }

    private static bool TryApply(ref DemoOptions options, string name, string value, out string reason)
    {
        reason = "";
        if (name == "--" + LinkName)
        {
            if (!LinkProfile.TryFind(value, out LinkProfile link))
            {
                reason = $"There is no link \"{value}\"; choose one of {LinkProfile.Names}.";
                return false;
            }

            options = options with { Link = link };
            return true;
        }

        if (!ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
        {
            reason = $"--seed needs a number from 0 to {ulong.MaxValue}, not \"{value}\".";
            return false;
        }

        options = options with { Seed = seed };
        return true;
    }
}
