using Godwit.Bench.Judging;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>Typing into a program that echoes, with and without the client's prediction.</summary>
/// <param name="predicts">Whether clients may predict.</param>
internal sealed class TypingWorkload(bool predicts) : ScriptWorkload
{
    private const int Keys = 120;
    private const int QuickKeys = 25;

    public override string Name => predicts ? "typing-predicted" : "typing";

    public override string Title => predicts ? "typing, the client may predict" : "typing, no prediction";

    public override IReadOnlyList<string> Links { get; } = predicts
        ? ["rtt70", "singapore", "evdo", "lte", "rtt100-loss29", "burst5", "16kbit"]
        : ["lan", "rtt70", "rtt100", "singapore", "evdo", "evdo-queue", "lte", "rtt100-loss29", "rtt200-loss29", "burst5", "16kbit"];

    protected override bool MayPredict => predicts;

    public override string? Excludes(Contender system) => predicts && !system.Predicts ? "it does not predict" : null;

    protected override IReadOnlyList<string> Command(TableContext bench) => TypingScript.Command;

    protected override Script MakeScript(TableContext bench, int round) =>
        TypingScript.Make(bench.Seed + round, bench.IsQuick ? QuickKeys : Keys);
}
