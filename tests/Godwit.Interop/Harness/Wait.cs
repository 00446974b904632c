using System.Diagnostics;

namespace Godwit.Interop.Harness;

/// <summary>Waiting: for a condition with a deadline, or for the length of time that a scenario is about.</summary>
internal static class Wait
{
    /// <summary>Long enough for a machine that is busy with something else; a passing test never waits it out.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(30);

    /// <summary>Polls until the condition holds. Past the deadline the test fails with <paramref name="describe"/>'s text.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> condition, Func<Task<string>> describe, TimeSpan? deadline = null, TimeSpan? interval = null)
    {
        TimeSpan limit = deadline ?? Usual;
        long start = Stopwatch.GetTimestamp();
        using var ticks = new PeriodicTimer(interval ?? PollInterval);
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > limit)
            {
                Assert.Fail($"Not within {limit.TotalSeconds:0.#} s: {what}\n{await describe()}");
            }

            await ticks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets the scenario's own duration pass (a blackout, a sleep). Never a substitute for a condition.</summary>
    public static async Task ScenarioLastsAsync(TimeSpan duration)
    {
        using var clock = new PeriodicTimer(duration);
        await clock.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }
}
