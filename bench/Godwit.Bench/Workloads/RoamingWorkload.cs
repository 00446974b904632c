using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>The client's address changes from one moment to the next. In half of the sessions a key is typed 100 ms later.</summary>
internal sealed class RoamingWorkload : InterruptionWorkload
{
    public override string Name => "roaming";

    public override string Title => "the client's address changes";

    public override IReadOnlyList<string> Links { get; } = ["rtt100"];

    public override string? Excludes(Contender system) => system.Kind == SystemKind.Ssh ? "a TCP connection does not survive it" : null;

    // What was shown before proves nothing.
    protected override double OldestMilliseconds => 0;

    protected override double DurationMilliseconds(TableContext bench) => 0;

    protected override IReadOnlyList<double> KeyTimes(TableContext bench, Random random) => [100];

    protected override void Interrupt(LiveSession session)
    {
    }

    protected override void Restore(LiveSession session) => session.Route.MoveClient();
}
