using System.Globalization;
using System.Text.RegularExpressions;
using Godwit.Bench.Generators;
using Godwit.Bench.Meters;
using Capture = Godwit.Bench.Sessions.Capture;

namespace Godwit.Bench.Experiments;

/// <summary>
/// Our emulator and frame writer alone, as native code (bench/Godwit.Feed): time, and instructions counted by valgrind, which do not depend on
/// what else the machine does.
/// </summary>
internal sealed partial class EmulatorExperiment : IExperiment
{
    private const int PartSize = 1_000_000;
    private const int Passes = 40;
    private const int CountedPasses = 3;
    private const int Frames = 20_000;
    private const string Size = "200x60";
    private const double NanosecondsPerSecond = 1e9;
    private const double NanosecondsPerMicrosecond = 1e3;

    public IReadOnlyList<string> Rows { get; } =
    [
        .. from name in Floods.Names from kind in (string[])["time", "instructions"] select $"emulator-{name}-{kind}",
        "frame-same", "frame-same-memory", "frame-cell", "frame-cell-memory", "frame-scroll",
    ];

    public void Run(BenchContext bench)
    {
        var feed = Build(bench.Root);
        var counts = Valgrind.IsThere();
        foreach (var name in Floods.Names)
        {
            var file = bench.Data.NewFile();
            File.WriteAllBytes(file, Floods.MakeFromPty(name, PartSize));
            double octets = new FileInfo(file).Length;
            Add(bench, $"emulator-{name}-time", NanosecondsPerSecond / Numbers(feed, "text", file, Invariant(Passes), Size)[0]);
            if (counts)
            {
                // What starting takes is in both.
                var more = Count(feed, file, CountedPasses) - Count(feed, file, 1);
                Add(bench, $"emulator-{name}-instructions", more / (CountedPasses - 1) / octets);
            }
        }

        var same = Numbers(feed, "frame", "same", Invariant(Frames));
        Add(bench, "frame-same", same[0] / NanosecondsPerMicrosecond);
        Add(bench, "frame-same-memory", same[1]);
        var cell = Numbers(feed, "frame", "cell", Invariant(Frames));
        Add(bench, "frame-cell", cell[0] / NanosecondsPerMicrosecond);
        Add(bench, "frame-cell-memory", cell[1]);
        Add(bench, "frame-scroll", Numbers(feed, "scroll")[0]);
    }

    private static void Add(BenchContext bench, string row, double value) => bench.Samples.Add(row, bench.Godwit, value);

    /// <summary>Publishes the program and puts it where no debug information is beside it, which valgrind cannot read.</summary>
    private static string Build(string root)
    {
        var artifacts = Path.Combine(root, "artifacts", "publish-feed");
        var output = Path.Combine(artifacts, "out");
        var log = Capture.Run(
            "dotnet", "publish", Path.Combine(root, "bench", "Godwit.Feed"), "--nologo", "-v", "quiet", "-c", "Release", "--use-current-runtime",
            "-p:PublishAot=true", "-p:RunAnalyzers=false", $"-p:ArtifactsPath={artifacts}", "-o", output);
        var built = Path.Combine(output, "Godwit.Feed");
        if (!File.Exists(built))
        {
            throw new BenchException($"Godwit.Feed cannot be built\n{log}");
        }

        var feed = Path.Combine(artifacts, "feed");
        File.Copy(built, feed, overwrite: true);
        return feed;
    }

    private static double Count(string feed, string file, int passes)
    {
        var text = Capture.Run(
            "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", feed, "text", file, Invariant(passes), Size);
        var match = Collected().Match(text);
        return match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : throw new BenchException($"valgrind: {text}");
    }

    private static double[] Numbers(string feed, params string[] arguments)
    {
        var text = Capture.Run(feed, arguments);
        try
        {
            return [.. text.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        }
        catch (FormatException)
        {
            throw new BenchException($"Godwit.Feed: {text}");
        }
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Collected : (\d+)")]
    private static partial Regex Collected();
}
