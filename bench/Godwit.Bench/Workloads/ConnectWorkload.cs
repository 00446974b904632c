using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>What a user waits for: from <c>ssh HOST</c>, <c>mosh HOST</c> or <c>godwit HOST</c> until the program's first text is shown.</summary>
internal sealed class ConnectWorkload : StartWorkload
{
    public override string Name => "connect";

    public override string Title => "command to first text";

    public override IReadOnlyList<string> Links { get; } = ["lan", "rtt100"];

    public override int Rounds(bool isQuick) => isQuick ? 1 : 10;

    public override string? Excludes(Contender system) =>
        system.Kind == SystemKind.Ssh || system.Wrapper is not null ? null : "what starts it by ssh is not known";

    protected override string? Obstacle(TableContext bench) =>
        bench.UsesNamespaces ? null : "a login needs TCP, and that network namespaces, which need root";

    protected override LiveSession Start(TableContext bench, Lane lane) => LiveSession.Connect(bench, lane, TypingScript.Command);
}
