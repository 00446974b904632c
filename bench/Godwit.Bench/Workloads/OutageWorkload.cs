using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>There is no path for 30 s; when it is back, the client has another address. In half of the sessions two keys are typed meanwhile.</summary>
internal sealed class OutageWorkload : InterruptionWorkload
{
    private const double OutageMilliseconds = 30_000;
    private const double QuickOutageMilliseconds = 5000;

    public override string Name => "outage";

    public override string Title => "30 s without a path, then another address";

    public override IReadOnlyList<string> Links { get; } = ["outage30"];

    public override string? Excludes(Contender system) => system.Kind == SystemKind.Ssh ? "a TCP connection does not survive another address" : null;

    // The frame that was there when the path came back, and not one that is made later.
    protected override double OldestMilliseconds => 250;

    protected override double DurationMilliseconds(TableContext bench) => bench.IsQuick ? QuickOutageMilliseconds : OutageMilliseconds;

    protected override IReadOnlyList<double> KeyTimes(TableContext bench, Random random)
    {
        var duration = DurationMilliseconds(bench);
        return [duration * (0.2 + (0.3 * random.NextDouble())), duration * (0.6 + (0.3 * random.NextDouble()))];
    }

    protected override void Interrupt(LiveSession session) => session.Route.Link.IsCut = true;

    protected override void Restore(LiveSession session)
    {
        session.Route.MoveClient();
        session.Route.Link.IsCut = false;
    }
}
