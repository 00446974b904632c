using System.Diagnostics;
using System.Globalization;
using Godwit.Simulation.Scenarios;

namespace Godwit.Simulation;

/// <summary>
/// Whole sessions in virtual time, one seed each. In CI a fixed number from a fixed seed; GODWIT_SIM_RUNS=100000 GODWIT_SIM_SEED=1 runs others. A
/// failure prints its seed, its story, and the command that replays it.
/// </summary>
public sealed class SimulationTests
{
    private const int RunsOfCi = 2000;
    private const int SeedOfCi = 20261128;
    private const int Batches = 20;

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    private static readonly int Runs = Number("GODWIT_SIM_RUNS") ?? RunsOfCi;
    private static readonly int FirstSeed = Number("GODWIT_SIM_SEED") ?? SeedOfCi;
    private static readonly string? TraceFile = Environment.GetEnvironmentVariable("GODWIT_SIM_TRACE");

    /// <summary>So that two of them run side by side.</summary>
    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Math.Min(Batches, Runs))];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Session_WhateverHappens_KeepsTheLaws(int part)
    {
        var peaks = default(Peaks);
        int parts = Math.Min(Batches, Runs);
        for (int run = part; run < Runs; run += parts)
        {
            long began = Stopwatch.GetTimestamp();
            peaks = Peaks.Max(peaks, Live(FirstSeed + run));
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            if (took > Slow)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"seed {FirstSeed + run} took {took.TotalSeconds:F1} s: {new Scenario(FirstSeed + run).Story}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(peaks.ToString());
    }

    private static Peaks Live(int seed)
    {
        var scenario = new Scenario(seed);
        using StreamWriter? trace = TraceFile is null ? null : new StreamWriter(TraceFile);
        try
        {
            return Life.Live(scenario, trace is null ? null : trace.WriteLine);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            Assert.Fail($"seed {seed}: {(thrown is SimulationFault ? thrown.Message : thrown.ToString())}\n{scenario.Story}"
                + $"Replay, with every datagram in /tmp/sim.trace:\n  GODWIT_SIM_SEED={seed} GODWIT_SIM_RUNS=1 GODWIT_SIM_TRACE=/tmp/sim.trace dotnet run -c Checked --project tests/Godwit.Simulation -- -class '*SimulationTests'");
            throw;
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
