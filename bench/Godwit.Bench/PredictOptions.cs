using System.Globalization;
using Godwit.Bench.Links;
using Godwit.Bench.Results;
using Godwit.Bench.Scenarios;

namespace Godwit.Bench;

/// <summary>The command line of <c>godwit bench predict</c>.</summary>
internal sealed record PredictOptions
{
    public const string Usage = """
        usage: godwit bench predict [OPTION…]         what is on the screen at once, scenario by scenario (about four minutes)
          --only A,B          only these scenarios
          --systems A,B/C     the systems; B/C is the client of B with the server of C (stock, godwit and both mixed)
          --links A,B         the links (rtt200; the bars are for it)
          --predict MODE      the prediction of our client: always, adaptive, … (what it does by default)
          --rounds N          how often each scenario is played (1)
          --trace             also what was typed, with the keys that were not shown at once in brackets
          --seed N            where all chance comes from (1)
          --relay             go through a relay on this host, also as root
          --binaries DIR      measure the mosh-server and mosh-client of this folder instead of building ours
          --json FILE         write everything with all samples
          --list              the names of all scenarios

        """;

    private const int RoundsMax = 100;

    /// <summary>The repository.</summary>
    public string Root { get; private init; } = ".";

    /// <summary>Where our two programs are; null: where the build puts them.</summary>
    public string? Binaries { get; private init; }

    public string? JsonFile { get; private init; }

    /// <summary>What MOSH_PREDICTION_DISPLAY says to our client; null: it is not set.</summary>
    public string? Prediction { get; private init; }

    public int Seed { get; private init; } = 1;

    public int Rounds { get; private init; } = 1;

    public bool WantsRelay { get; private init; }

    public bool WantsTrace { get; private init; }

    public bool IsList { get; private init; }

    public bool IsHelp { get; private init; }

    /// <summary>Names of the systems.</summary>
    public IReadOnlyList<string> Systems { get; private init; } = ["stock", "godwit", "godwit/stock", "stock/godwit"];

    public IReadOnlyList<NamedLink> Links { get; private init; } = [NamedLinks.Find(PredictionBars.Link)];

    public IReadOnlyList<Scenario> Scenarios { get; private init; } = ScenarioCatalog.All;

    /// <exception cref="BenchException">The command line is wrong.</exception>
    public static PredictOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new PredictOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            string Value() => ++i < arguments.Count ? arguments[i] : throw new BenchException($"{arguments[i - 1]} needs a value\n{Usage}");
            options = arguments[i] switch
            {
                "--root" => options with { Root = Path.GetFullPath(Value()) },
                "--binaries" => options with { Binaries = Path.GetFullPath(Value()) },
                "--json" => options with { JsonFile = Value() },
                "--predict" => options with { Prediction = Value() },
                "--seed" => options with { Seed = Number("--seed", Value(), 0, int.MaxValue) },
                "--rounds" => options with { Rounds = Number("--rounds", Value(), 1, RoundsMax) },
                "--systems" => options with { Systems = Names(Value()) },
                "--links" => options with { Links = [.. Names(Value()).Select(NamedLinks.Find)] },
                "--only" => options with { Scenarios = [.. Names(Value()).Select(ScenarioCatalog.Find)] },
                "--relay" => options with { WantsRelay = true },
                "--trace" => options with { WantsTrace = true },
                "--list" => options with { IsList = true },
                "--help" or "-h" => options with { IsHelp = true },
                var other => throw new BenchException($"{other} is not known\n{Usage}"),
            };
        }

        return options;
    }

    private static string[] Names(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } names
            ? [.. names.Distinct()]
            : throw new BenchException("a list of names is wanted, with commas between them");

    private static int Number(string option, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new BenchException($"{option}: {text} is not a number from {least} to {most}");
}
