using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Results;

/// <summary>The bars of <c>godwit bench predict</c>: the table "Figures" of issue 5 and, for what it does not name, the targets of spec 07 section 10.</summary>
internal static class PredictionBars
{
    /// <summary>The link on which the bars are asked.</summary>
    public const string Link = "rtt200";

    private const string Ours = Contender.Ours;
    private const string ToStock = "godwit/stock";
    private const string FromStock = "stock/godwit";

    public static IReadOnlyList<Bar> All { get; } =
    [
        Instant("session", 90), new("session", Link, Quantities.WrongPerKey, Statistic.Mean, 0.5), new("session", Link, Quantities.LongestWrong, Statistic.Largest, 250),

        .. Shell("bash"), .. Shell("zsh"), .. Shell("fish"),

        // Stock's client gains from our server, which waits for the echo before it says that the keys were answered.
        .. SlowEcho("echo-70", FromStock), .. SlowEcho("echo-120", FromStock), .. SlowEcho("echo-300"),

        .. Still("tmux-split", 5), .. Still("field", 5), .. Still("right-prompt", 5), .. Still("ghost-other", 20),

        .. Both("ghost-same", 85), .. Both("cjk", 85), .. Both("vim-middle", 80), .. Both("scroll", 80),
        new("scroll", Link, Quantities.WrongPerKey, Statistic.Mean, 2), new("scroll", Link, Quantities.WrongPerKey, Statistic.Mean, 2, System: ToStock),
        new("vim-moves", Link, Quantities.WrongPerKey, Statistic.Mean, 0), new("word-left", Link, Quantities.WrongPerKey, Statistic.Mean, 0),
    ];

    private static Bar Instant(string scenario, double percent, string system = Ours) =>
        new(scenario, Link, Quantities.Instant, Statistic.Mean, percent, System: system, IsLeast: true);

    private static Bar[] Both(string scenario, double percent) => [Instant(scenario, percent), Instant(scenario, percent, ToStock)];

    private static Bar[] Shell(string scenario) => [Instant(scenario, 80), Instant(scenario, 65, ToStock)];

    private static Bar[] SlowEcho(string scenario, params string[] more) =>
        [.. more.Prepend(ToStock).Prepend(Ours).Select(system => Instant(scenario, 85, system)), .. Still(scenario, 2)];

    // What the program itself rewrites is not counted.
    private static Bar[] Still(string scenario, double cells) =>
    [
        new(scenario, Link, Quantities.Needless, Statistic.Mean, cells),
        new(scenario, Link, Quantities.Needless, Statistic.Mean, cells, System: ToStock),
    ];
}
