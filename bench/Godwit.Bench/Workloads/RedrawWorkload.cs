using System.Text;
using Godwit.Bench.Judging;
using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>
/// A program draws the whole screen anew once a second, random letters that do not compress: how old a frame is when it is shown, how long no new frame
/// is shown, and what it costs. What is bad about the link comes after some seconds.
/// </summary>
internal sealed class RedrawWorkload : IWorkload
{
    private const double UpPatienceMilliseconds = 30_000;
    private const double GoodMilliseconds = 5000;
    private const double WatchMilliseconds = 30_000;
    private const double QuickWatchMilliseconds = 6000;
    private const int Frames = 60;

    /// <summary>Rows above it hold the number and the time of the frame.</summary>
    internal const int FirstTextRow = 2;


    private string? folder;

    public string Name => "redraw";

    public string Title => "the whole screen anew once a second";

    public IReadOnlyList<string> Links { get; } = ["rtt100", "blackhole1100", "burst5"];

    public IReadOnlyList<Reading> Readings { get; } =
    [
        new(Quantities.Latency, Statistic.Median, "age of a frame when it is shown, median", "ms"),
        new(Quantities.Latency, Statistic.Percentile95, "– 95 %", "ms"),
        new(Quantities.Stall, Statistic.Largest, "longest time that a frame was late", "ms"),
        new(Quantities.Lost, Statistic.Mean, "sessions whose last frame was not right", "of 1"),
        new(Quantities.Octets, Statistic.Median, "octets for a frame, both ways", "octets"),
    ];

    public int Rounds(bool isQuick) => 1;

    public string? Excludes(Contender system) => null;

    public void Run(TableContext bench, IReadOnlyList<Lane> lanes, int round)
    {
        folder ??= WriteFrames(bench);
        var sessions = SessionGroup.Start(bench, lanes, lane => LiveSession.Start(bench, lane, Command(folder), predicts: true));
        try
        {
            var ready = SessionGroup.AwaitReady(bench, sessions, session => session.Screen.Shows("T="), UpPatienceMilliseconds);
            bench.Loop.RunFor(GoodMilliseconds);
            var watches = ready.ConvertAll(session => new FrameWatch(session));
            ready.ForEach(session => session.Route.Link.Become(session.Lane.Link.Round(round), (ulong)bench.SeedOf(session.Lane, round)));
            bench.Loop.RunFor(bench.IsQuick ? QuickWatchMilliseconds : WatchMilliseconds);
            watches.ForEach(watch => watch.Stop(bench, Name));
        }
        finally
        {
            bench.End(sessions);
        }
    }

    private static IReadOnlyList<string> Command(string folder) =>
    [
        // Frames are read before the first is due: the builtin printf is all that runs once a second.
        "/bin/bash", "--noprofile", "--norc", "-c",
        $$"""
        stty -echo; n=0; for file in {{folder}}/*; do IFS= read -rd '' frame[n] < $file; n=$((n + 1)); done
        printf '\033[2J'
        for ((i = 0; ; i++)); do printf '\033[H%s%s' "N=$((i % n)) T=$EPOCHREALTIME " "${frame[i % n]}"; read -rt 1 nothing; done
        """,
    ];

    private static string WriteFrames(TableContext bench)
    {
        var root = Directory.CreateDirectory(Path.Combine(bench.Folder.Root, "frames")).FullName;
        for (var frame = 0; frame < Frames; frame++)
        {
            var text = new StringBuilder();
            for (var row = FirstTextRow; row < UserScreen.Rows; row++)
            {
                text.Append($"\e[{row + 1};1H").Append(RowText(frame, row));
            }

            File.WriteAllText(Path.Combine(root, $"{frame:D3}"), text.ToString());
        }

        return root;
    }

    /// <summary>What a row of a frame shows: letters, digits and two signs, so that a cell holds six bits.</summary>
    internal static string RowText(int frame, int row)
    {
        const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-";
        var random = new Random((frame * UserScreen.Rows) + row);
        return new([.. Enumerable.Range(0, UserScreen.Columns - 1).Select(_ => Letters[random.Next(Letters.Length)])]);
    }
}
