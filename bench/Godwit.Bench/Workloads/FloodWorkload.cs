using Godwit.Bench.Meters;
using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>A program floods the terminal; Ctrl-C, and how long until the shell's prompt is there.</summary>
internal sealed class FloodWorkload : IWorkload
{
    private const string Prompt = "bench:~$";
    private const double PatienceMilliseconds = 30_000;
    private const double FloodMilliseconds = 3000;
    private const double QuickFloodMilliseconds = 1000;
    private const double RestMilliseconds = 1000;
    private const int Repetitions = 3;

    public string Name => "flood";

    public string Title => "a flood of output, and Ctrl-C";

    public IReadOnlyList<string> Links { get; } = ["lan", "1mbit"];

    public IReadOnlyList<Reading> Readings { get; } =
    [
        new(Quantities.Latency, Statistic.Median, "Ctrl-C to prompt, median", "ms"),
        new(Quantities.Latency, Statistic.Largest, "– longest", "ms"),
        new(Quantities.Octets, Statistic.Median, "octets for a flood of 3 s, both ways", "octets"),
    ];

    public int Rounds(bool isQuick) => 1;

    public string? Excludes(Contender system) => null;

    public void Run(TableContext bench, IReadOnlyList<Lane> lanes, int round)
    {
        var file = bench.Folder.Write("bashrc", $"PS1='{Prompt} '\nHISTFILE=\n");
        IReadOnlyList<string> command = ["/bin/bash", "--noprofile", "--rcfile", file, "-i"];

        // One at a time: a flood takes both processors.
        foreach (var lane in lanes)
        {
            var sessions = SessionGroup.Start(bench, [lane], one => LiveSession.Start(bench, one, command, predicts: true));
            try
            {
                foreach (var session in SessionGroup.AwaitReady(bench, sessions, IsAtPrompt, PatienceMilliseconds))
                {
                    session.Route.Link.Become(lane.Link.Round(round), (ulong)bench.SeedOf(lane, round));
                    bench.Loop.RunFor(RestMilliseconds);
                    for (var i = 0; i < (bench.IsQuick ? 1 : Repetitions); i++)
                    {
                        Flood(bench, session);
                    }
                }
            }
            finally
            {
                bench.End(sessions);
            }
        }
    }

    private void Flood(TableContext bench, LiveSession session)
    {
        var octets = session.Route.Link.UpOctets + session.Route.Link.DownOctets;
        // Lines that differ, so that there is something to draw.
        session.Type("for ((i = 0; ; i++)); do echo $i the quick brown fox jumps over the lazy dog $RANDOM; done\r");
        var duration = bench.IsQuick ? QuickFloodMilliseconds : FloodMilliseconds;
        bench.Loop.RunFor(duration);
        octets = session.Route.Link.UpOctets + session.Route.Link.DownOctets - octets;
        var pressed = Clock.Now;
        session.Type("\x03");
        if (!bench.Loop.RunUntil(() => IsAtPrompt(session), PatienceMilliseconds))
        {
            bench.Fail(session.Lane, "the prompt does not come back after a flood");
        }

        bench.Measurements.Add(Name, session.Lane, Quantities.Latency, Clock.Now - pressed);
        bench.Measurements.Add(Name, session.Lane, Quantities.Octets, octets * FloodMilliseconds / duration);
        bench.Loop.RunFor(RestMilliseconds);
    }

    // The cursor behind the prompt, nothing behind the cursor.
    private static bool IsAtPrompt(LiveSession session) =>
        session.Screen.Row(session.Screen.CursorRow).TrimEnd() == Prompt && session.Screen.CursorColumn == Prompt.Length + 1;
}
