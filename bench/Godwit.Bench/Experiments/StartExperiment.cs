using Godwit.Bench.Sessions;

namespace Godwit.Bench.Experiments;

/// <summary>How long the user waits for a session on loopback.</summary>
internal sealed class StartExperiment : IExperiment
{
    private const int Repetitions = 20;

    public IReadOnlyList<string> Rows { get; } = ["server-start", "first-text"];

    public void Run(BenchContext bench)
    {
        foreach (var system in bench.Interleaved(Repetitions))
        {
            using var session = Session.Start(bench, system, Session.Program("true"));
            Session.WaitUntilUp(bench, session);
            bench.Samples.Add("server-start", system, session.Server.ConnectMilliseconds);
            bench.Samples.Add("first-text", system, session.FirstTextMilliseconds!.Value);
        }
    }
}
