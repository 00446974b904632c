using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>From the start of the client until the program's first text is shown. The server is there already; ssh exchanges its keys in that time.</summary>
internal sealed class LoginWorkload : StartWorkload
{
    public override string Name => "login";

    public override string Title => "client start to first text";

    public override IReadOnlyList<string> Links { get; } = ["lan", "singapore"];

    public override int Rounds(bool isQuick) => isQuick ? 1 : 5;

    protected override LiveSession Start(TableContext bench, Lane lane) =>
        LiveSession.Start(bench, lane, TypingScript.Command, predicts: true, isBadFromStart: true);
}
