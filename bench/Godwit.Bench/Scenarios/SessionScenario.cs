using Godwit.Bench.Workloads;

namespace Godwit.Bench.Scenarios;

/// <summary>
/// The session of the workload <c>session</c> as one row: half a minute in a shell, vim and less. All keys count whose effect can be seen, other than
/// those whose answer the person waits for (Enter, ESC, leaving a program), and a key must go on showing the right thing to count.
/// </summary>
internal static class SessionScenario
{
    private const int Seed = 1;

    public static Scenario Make() => new("session", "scripted shell, vim and pager", "", SessionScript.Keys(Seed))
    {
        Programs = SessionScript.Programs,
        OwnCommand = SessionScript.Prepare,
        IsSession = true,
    };
}
