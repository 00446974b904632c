using System.Globalization;
using Godwit.Bench.Systems;

namespace Godwit.Bench;

/// <summary>The command lines of <c>godwit bench interactive</c> and <c>godwit bench resume</c>.</summary>
internal sealed record ForwardingOptions
{
    public const string Usage = """
        usage: godwit bench interactive [OPTION…]     keys beside a transfer that fills a link, against ssh and stock (about four minutes)
               godwit bench resume [OPTION…]          how soon a transfer goes on after the client's address has changed (about two minutes)
          both need root (network namespaces), sshd and stock Mosh; docs/benchmark.md says what they measure
          --quick             few keys, few changes, short waits, to see that everything runs
          --systems A,B       the systems of interactive (godwit,ssh,stock)
          --trace             also every change; the slowest keys, when they were typed, and how long packets took then
          --seed N            where all chance comes from (1)
          --binaries DIR      measure the godwit of this folder instead of building it

        """;

    /// <summary>The repository.</summary>
    public string Root { get; private init; } = ".";

    /// <summary>Where our program is; null: where the build puts it.</summary>
    public string? Binaries { get; private init; }

    public int Seed { get; private init; } = 1;

    public bool IsQuick { get; private init; }

    public bool WantsTrace { get; private init; }

    public bool IsHelp { get; private init; }

    /// <summary>Names of the systems.</summary>
    public IReadOnlyList<string> Systems { get; private init; } = [Contender.Ours, "ssh", Contender.Baseline];

    /// <exception cref="BenchException">The command line is wrong.</exception>
    public static ForwardingOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ForwardingOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            string Value() => ++i < arguments.Count ? arguments[i] : throw new BenchException($"{arguments[i - 1]} needs a value\n{Usage}");
            options = arguments[i] switch
            {
                "--root" => options with { Root = Path.GetFullPath(Value()) },
                "--binaries" => options with { Binaries = Path.GetFullPath(Value()) },
                "--seed" => options with { Seed = Number(Value()) },
                "--systems" => options with { Systems = Names(Value()) },
                "--quick" => options with { IsQuick = true },
                "--trace" => options with { WantsTrace = true },
                "--help" or "-h" => options with { IsHelp = true },
                var other => throw new BenchException($"{other} is not known\n{Usage}"),
            };
        }

        return options;
    }

    private static string[] Names(string list)
    {
        string[] names = [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        string[] known = [Contender.Ours, "ssh", Contender.Baseline];
        return names.Length > 0 && names.All(known.Contains) ? names : throw new BenchException($"--systems: of {string.Join(", ", known)} one or more are wanted");
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new BenchException($"--seed: {text} is not a number");
}
