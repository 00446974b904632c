using Godwit.Link;

namespace Godwit.Bench.Links;

/// <summary>All links of the benchmark, and those that a trace file makes.</summary>
internal static class NamedLinks
{
    /// <summary>Starts the name of a link that is made of trace files: <c>trace:BOTH</c> or <c>trace:UP+DOWN</c>.</summary>
    public const string TracePrefix = "trace:";

    private const int RadioQueue = 3_000_000;
    private const int SlowRadioQueue = 150_000;
    private const double TraceDelayMilliseconds = 25;

    private static readonly Lazy<LinkTrace> LteUp = new(() => TraceMaker.Make(new(Seed: 11, MeanMegabits: 6, Swing: 0.5, GapMilliseconds: 80)));
    private static readonly Lazy<LinkTrace> LteDown = new(() => TraceMaker.Make(new(Seed: 12, MeanMegabits: 10, Swing: 0.6, GapMilliseconds: 120)));
    private static readonly Lazy<LinkTrace> EvdoUp = new(() => TraceMaker.Make(new(Seed: 13, MeanMegabits: 0.35, Swing: 0.4, GapMilliseconds: 300)));
    private static readonly Lazy<LinkTrace> EvdoDown = new(() => TraceMaker.Make(new(Seed: 14, MeanMegabits: 0.7, Swing: 0.5, GapMilliseconds: 400)));

    // 5 % = a share of Enter / (Enter + Exit) bad times, in which 9 in 10 are lost; a bad time lasts 5 packets.
    private static readonly BurstLoss FivePercent = new(Enter: 0.2 / 17, Exit: 0.2, BadLoss: 0.9);

    /// <summary>Those that have a name, in the order of the report.</summary>
    public static IReadOnlyList<NamedLink> All { get; } =
    [
        new("lan", "a cable in the same room, 0.5 ms", LinkProfile.Lan),
        Both("rtt70", "70 ms", new() { DelayMilliseconds = 35 }),
        Both("rtt100", "100 ms", new() { DelayMilliseconds = 50 }),
        new("singapore", "Boston to Singapore, 273 ms with jitter", LinkProfile.Singapore with { Name = "singapore" }),
        new("evdo", "EV-DO, 500 ms, alone", Radio("evdo", 230, SlowRadioQueue, EvdoUp.Value, EvdoDown.Value, hasBulk: false)),
        new("evdo-queue", "EV-DO under a download", Radio("evdo-queue", 100, SlowRadioQueue, EvdoUp.Value, EvdoDown.Value, hasBulk: true)),
        new("lte", "LTE, its queue filled by a download", Radio("lte", TraceDelayMilliseconds, RadioQueue, LteUp.Value, LteDown.Value, hasBulk: true)),
        new("lte-tcp", "LTE, a real TCP download beside the session (root)",
            Radio("lte-tcp", TraceDelayMilliseconds, RadioQueue, LteUp.Value, LteDown.Value, hasBulk: false), HasDownload: true),
        Both("rtt100-loss29", "100 ms, 29 % lost each way", new() { DelayMilliseconds = 50, Loss = 0.29 }),
        Both("rtt200-loss29", "200 ms, 29 % lost each way", new() { DelayMilliseconds = 100, Loss = 0.29 }),
        Both("burst5", "100 ms, 5 % lost in bursts", new() { DelayMilliseconds = 50, Burst = FivePercent }),
        Both("16kbit", "100 ms, 16 kbit/s, queue of 8 kB", new() { DelayMilliseconds = 50, RateBitsPerSecond = 16_000, QueueBytes = 8000 }),
        Both("1mbit", "100 ms, 1 Mbit/s, queue of 64 kB", new() { DelayMilliseconds = 50, RateBitsPerSecond = 1_000_000, QueueBytes = 64_000 }),
        Both("blackhole1100", "100 ms; packets over 1100 octets vanish", new() { DelayMilliseconds = 50, DatagramBytesMax = 1100 }),
        Both("outage30", "100 ms; 30 s without a path, back with another address", new() { DelayMilliseconds = 50 }),
    ];

    /// <summary>The link of a name.</summary>
    /// <exception cref="BenchException">There is none, or its trace cannot be read.</exception>
    public static NamedLink Find(string name)
    {
        if (name.StartsWith(TracePrefix, StringComparison.Ordinal))
        {
            var files = name[TracePrefix.Length..].Split('+');
            var (up, down) = (ReadTrace(files[0]), ReadTrace(files[^1]));
            var title = $"recorded: {string.Join(" up, ", files.Select(file => Path.GetFileName(file)))}{(files.Length > 1 ? " down" : "")}";
            return new(name, title, Radio(name, TraceDelayMilliseconds, RadioQueue, up, down, hasBulk: false));
        }

        return All.FirstOrDefault(link => link.Name == name)
            ?? throw new BenchException($"there is no link {name}; known are {string.Join(", ", All.Select(link => link.Name))}, and trace:FILE");
    }

    private static NamedLink Both(string name, string title, LinkDirection direction) => new(name, title, LinkProfile.Symmetric(name, direction));

    private static LinkProfile Radio(string name, double delay, int queue, LinkTrace up, LinkTrace down, bool hasBulk) => new(
        name,
        new() { DelayMilliseconds = delay, Trace = up, QueueBytes = queue },
        new() { DelayMilliseconds = delay, Trace = down, QueueBytes = queue, HasBulkFlow = hasBulk });

    private static LinkTrace ReadTrace(string file)
    {
        try
        {
            return LinkTrace.TryParse(File.ReadAllText(file), out var trace, out var reason) ? trace! : throw new BenchException($"{file}: {reason}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException(exception.Message);
        }
    }
}
