using Godwit.Bench.Report;

namespace Godwit.Bench;

/// <summary>The command line of bench/run, which is that of `godwit bench rows`.</summary>
internal sealed record RowsOptions
{
    public const string Usage = """
        usage: bench/run [--json FILE] [--binaries DIR] [--quick] [ROW…]
               bench/run --list
          ROW             the rows whose name begins so; all if none is given
          --json FILE     write the results with all samples
          --binaries DIR  measure the mosh-server and mosh-client of this folder instead of building ours
          --quick         one repetition and short waits, to see that everything runs
        """;

    /// <summary>The repository.</summary>
    public string Root { get; private init; } = ".";

    public string? JsonFile { get; private init; }

    /// <summary>Where our two programs are; null: where the build puts them.</summary>
    public string? Binaries { get; private init; }

    public bool IsQuick { get; private init; }

    public bool IsList { get; private init; }

    /// <summary>The rows to measure, in the order of the report.</summary>
    public IReadOnlyList<Figure> Figures { get; private init; } = [];

    /// <exception cref="BenchException">The command line is wrong.</exception>
    public static RowsOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new RowsOptions();
        var prefixes = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            string Value() => ++i < arguments.Count ? arguments[i] : throw new BenchException($"{arguments[i - 1]} needs a value\n{Usage}");
            switch (arguments[i])
            {
                case "--root":
                    options = options with { Root = Path.GetFullPath(Value()) };
                    break;
                case "--json":
                    options = options with { JsonFile = Value() };
                    break;
                case "--binaries":
                    options = options with { Binaries = Path.GetFullPath(Value()) };
                    break;
                case "--quick":
                    options = options with { IsQuick = true };
                    break;
                case "--list":
                    options = options with { IsList = true };
                    break;
                case ['-', ..]:
                    throw new BenchException(Usage);
                case var row:
                    prefixes.Add(row);
                    break;
            }
        }

        return options with { Figures = Select(prefixes) };
    }

    private static IReadOnlyList<Figure> Select(List<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (!Report.Figures.All.Any(figure => Matches(figure, prefix)))
            {
                throw new BenchException($"no row begins with {prefix}; bench/run --list names them");
            }
        }

        return prefixes.Count == 0 ? Report.Figures.All : [.. Report.Figures.All.Where(figure => prefixes.Any(prefix => Matches(figure, prefix)))];
    }

    private static bool Matches(Figure figure, string prefix) => figure.Row.StartsWith(prefix, StringComparison.Ordinal);
}
