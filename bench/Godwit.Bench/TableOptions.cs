using System.Globalization;
using Godwit.Bench.Links;
using Godwit.Bench.Workloads;

namespace Godwit.Bench;

/// <summary>The command line of <c>godwit bench</c>.</summary>
internal sealed record TableOptions
{
    public const string Usage = """
        usage: godwit bench [OPTION…]                 systems × links × workloads (about 20 minutes)
               godwit bench rows [OPTION…] [ROW…]     the rows of docs/performance.md; the same as bench/run
               godwit bench predict [OPTION…]         the scenarios of docs/prediction.md
               godwit bench interactive [OPTION…]     keys beside a transfer that fills a link (docs/benchmark.md)
               godwit bench resume [OPTION…]          a transfer whose client gets other addresses
          --quick             few keys and short waits, to see that everything runs (a few minutes)
          --systems A,B/C     the systems; B/C is the client of B with the server of C
          --links A,B         only these links; trace:FILE or trace:UP+DOWN is one made of mahimahi traces
          --workloads A,B     only these workloads
          --rounds N          how often each workload is run (a number of its own)
          --seed N            where all chance comes from (1)
          --relay             go through a relay on this host, also as root; leaves out ssh
          --config FILE       further systems; docs/benchmark.md describes the file
          --binaries DIR      measure the mosh-server and mosh-client of this folder instead of building ours
          --json FILE         write everything with all samples
          --svg FILE          draw how the latencies are distributed
          --list              the names of all systems, links and workloads

        """;

    private const int RoundsMax = 100;

    /// <summary>The repository.</summary>
    public string Root { get; private init; } = ".";

    /// <summary>Where our two programs are; null: where the build puts them.</summary>
    public string? Binaries { get; private init; }

    public string? ConfigurationFile { get; private init; }

    public string? JsonFile { get; private init; }

    public string? PictureFile { get; private init; }

    public int Seed { get; private init; } = 1;

    /// <summary>How often each workload is run; null: as often as it asks for.</summary>
    public int? Rounds { get; private init; }

    public bool IsQuick { get; private init; }

    public bool WantsRelay { get; private init; }

    public bool IsList { get; private init; }

    public bool IsHelp { get; private init; }

    /// <summary>Names of the systems; null if none were asked for.</summary>
    public IReadOnlyList<string>? Systems { get; private init; }

    /// <summary>The links; null if none were asked for.</summary>
    public IReadOnlyList<NamedLink>? Links { get; private init; }

    /// <summary>The workloads; null if none were asked for.</summary>
    public IReadOnlyList<IWorkload>? Workloads { get; private init; }

    /// <exception cref="BenchException">The command line is wrong.</exception>
    public static TableOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new TableOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            string Value() => ++i < arguments.Count ? arguments[i] : throw new BenchException($"{arguments[i - 1]} needs a value\n{Usage}");
            options = arguments[i] switch
            {
                "--root" => options with { Root = Path.GetFullPath(Value()) },
                "--binaries" => options with { Binaries = Path.GetFullPath(Value()) },
                "--config" => options with { ConfigurationFile = Value() },
                "--json" => options with { JsonFile = Value() },
                "--svg" => options with { PictureFile = Value() },
                "--seed" => options with { Seed = Number("--seed", Value(), 0, int.MaxValue) },
                "--rounds" => options with { Rounds = Number("--rounds", Value(), 1, RoundsMax) },
                "--systems" => options with { Systems = Names(Value()) },
                "--links" => options with { Links = [.. Names(Value()).Select(NamedLinks.Find)] },
                "--workloads" => options with { Workloads = [.. Names(Value()).Select(WorkloadCatalog.Find)] },
                "--quick" => options with { IsQuick = true },
                "--relay" => options with { WantsRelay = true },
                "--list" => options with { IsList = true },
                "--help" or "-h" => options with { IsHelp = true },
                var other => throw new BenchException($"{other} is not known\n{Usage}"),
            };
        }

        return options;
    }

    /// <summary>The links on which a workload is to be measured: its own, or those asked for. A trace file suits typing.</summary>
    public IReadOnlyList<NamedLink> LinksOf(IWorkload workload)
    {
        if (Links is null)
        {
            return [.. workload.Links.Select(NamedLinks.Find)];
        }

        return Workloads is not null ? Links
            : [.. Links.Where(link => workload.Links.Contains(link.Name)
                || (workload is TypingWorkload && link.Name.StartsWith(NamedLinks.TracePrefix, StringComparison.Ordinal)))];
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
