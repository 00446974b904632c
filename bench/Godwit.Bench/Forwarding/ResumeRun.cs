using Godwit.Bench.Meters;
using Godwit.Bench.Systems;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Forwarding;

/// <summary>
/// A transfer runs through a forwarded port while the client's host gets one address after the other. What is under way at a change is lost, and what was sent
/// from the old address comes to nothing, so the next octet that the reader gets has come over the new path. Nobody types.
/// </summary>
/// <param name="bench">The loop and the files.</param>
/// <param name="system">Who takes part.</param>
internal sealed class ResumeRun(TableContext bench, Contender system)
{
    private const int Changes = 12;
    private const int QuickChanges = 2;
    private const double UpPatienceMilliseconds = 30_000;
    private const double WarmMilliseconds = 4000;
    private const double QuickWarmMilliseconds = 1000;

    // Between two changes the transfer finds its rate again; the moment within its rounds is left to chance.
    private const double LeastPauseMilliseconds = 2000;
    private const double QuickPauseMilliseconds = 300;
    private const int PauseSpreadMilliseconds = 1000;
    private const double AfterMilliseconds = 1000;
    private const double PatienceMilliseconds = 10_000;

    /// <summary>Measures both directions, one after the other.</summary>
    public IReadOnlyList<ResumeRow> Measure() => [.. Enum.GetValues<BulkDirection>().Select(Measure).OfType<ResumeRow>()];

    private ResumeRow? Measure(BulkDirection direction)
    {
        Console.Error.WriteLine($"{direction} with new addresses …");
        var lane = new Lane(DeepLink.Link, system);
        var sessions = SessionGroup.Start(bench, [lane], one => LiveSession.Connect(bench, one, TypingScript.Command, ForwardedTransfer.Option, predicts: false));
        ForwardedTransfer? transfer = null;
        try
        {
            if (SessionGroup.AwaitReady(bench, sessions, session => session.Screen.Shows(TypingScript.Ready), UpPatienceMilliseconds) is not [var session])
            {
                return null;
            }

            transfer = new(session.Route, direction);
            if (!bench.Loop.RunUntil(() => transfer.Octets > 0, PatienceMilliseconds))
            {
                bench.Fail(lane, "nothing comes through the forwarded port");
                return null;
            }

            bench.Loop.RunFor(bench.IsQuick ? QuickWarmMilliseconds : WarmMilliseconds);
            return Change(session, transfer, direction);
        }
        finally
        {
            transfer?.Dispose();
            bench.End(sessions);
        }
    }

    // Nothing comes over the new path sooner: a server has to hear of it first.
    private static double Least(BulkDirection direction) => direction == BulkDirection.Download ? DeepLink.RoundTrip : DeepLink.RoundTrip / 2;

    private ResumeRow Change(LiveSession session, ForwardedTransfer transfer, BulkDirection direction)
    {
        var random = new Random(bench.Seed);
        List<double> resumed = [];
        List<double> after = [];
        for (var i = 0; i < (bench.IsQuick ? QuickChanges : Changes); i++)
        {
            bench.Loop.RunFor((bench.IsQuick ? QuickPauseMilliseconds : LeastPauseMilliseconds) + random.Next(PauseSpreadMilliseconds));
            var changed = Clock.Now;
            session.Route.MoveClient();
            session.Route.Link.LoseAll();

            // What arrived before the change may still be on its way through the programs.
            transfer.Await(changed + Least(direction));
            if (!bench.Loop.RunUntil(() => !double.IsNaN(transfer.FirstSince), PatienceMilliseconds))
            {
                bench.Fail(session.Lane, $"the {direction} does not go on after a new address");
                resumed.Add(double.PositiveInfinity);
                break;
            }

            resumed.Add(transfer.FirstSince - changed);
            var (octets, since) = (transfer.Octets, Clock.Now);
            bench.Loop.RunFor(AfterMilliseconds);
            after.Add(DeepLink.Megabits(transfer.Octets - octets, Clock.Now - since));
        }

        return new(direction, resumed, after);
    }
}
