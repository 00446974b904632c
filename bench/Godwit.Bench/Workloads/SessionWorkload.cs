using Godwit.Bench.Judging;
using Godwit.Bench.Sessions;

namespace Godwit.Bench.Workloads;

/// <summary>A scripted session in a shell, vim and less, as the user has it: clients predict as they do by default.</summary>
internal sealed class SessionWorkload : ScriptWorkload
{
    private Script? recorded;

    public override string Name => "session";

    public override string Title => "shell, vim and less";

    public override IReadOnlyList<string> Links { get; } = ["rtt100", "rtt100-loss29", "lte"];

    protected override bool MayPredict => true;

    public override int Rounds(bool isQuick) => 1;

    protected override IReadOnlyList<string> Command(TableContext bench) => SessionScript.Prepare(bench.Folder);

    protected override Script MakeScript(TableContext bench, int round)
    {
        if (SessionScript.MissingPrograms() is { Count: > 0 } missing)
        {
            throw new BenchException($"{string.Join(" and ", missing)} are needed for the workload session");
        }

        var environment = SystemUnderTest.Environ(bench.Folder.Home);
        environment.Set("SHELL", "/bin/bash");
        recorded ??= ReferenceRun.Record(bench.Loop, Command(bench), environment, SessionScript.Keys(bench.Seed));
        return new(SessionScript.Keys(bench.Seed + round), recorded.States, recorded.HalfWay);
    }
}
