using System.Text;
using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;
using Godwit.Platform;

namespace Godwit.Bench.Judging;

/// <summary>Plays keys to a program on a terminal of this machine, with all the time in the world, to learn which screens are right.</summary>
internal sealed class ReferenceRun : IDisposable
{
    private const double FirstOutputMilliseconds = 150;
    private const double FirstOutputOfWaitMilliseconds = 3000;
    private const double QuietMilliseconds = 60;
    private const double QuietOfWaitMilliseconds = 300;
    private const double QuietOfStartMilliseconds = 1000;
    private const double GlanceMilliseconds = 5;
    private const int AttemptsMax = 3;

    private readonly EventLoop loop;
    private readonly Pty terminal = Pty.Open(new(UserScreen.Columns, UserScreen.Rows));
    private readonly ChildProcess program;
    private readonly UserScreen screen = new();
    private readonly byte[] buffer = new byte[1 << 16];
    private readonly List<ScreenState> states = [];
    private readonly List<IReadOnlySet<string>> halfWay = [];
    private HashSet<string> rows = [];
    private double typed;
    private double firstOutput;
    private double quiet;
    private double drawn;
    private bool hasDrawn;

    private ReferenceRun(EventLoop loop, IReadOnlyList<string> command, EnvironmentBlock environment)
    {
        this.loop = loop;
        program = terminal.Spawn(new SpawnOptions { Path = command[0], Arguments = command, Environment = environment });
        loop.Watch(terminal.Descriptor, Read);
    }

    /// <summary>Makes the script: plays it twice side by side, and again if the two do not agree.</summary>
    /// <exception cref="BenchException">They never agree: the program does not do the same each time.</exception>
    public static Script Record(EventLoop loop, IReadOnlyList<string> command, EnvironmentBlock environment, IReadOnlyList<Keystroke> keys) =>
        Record(loop, environment, [new(command, keys)])[0] ?? throw new BenchException("the scripted session does not show the same screens twice on this machine");

    /// <summary>The same for several programs at the same time.</summary>
    /// <returns>A script for each; null where the two never agree.</returns>
    public static IReadOnlyList<Script?> Record(EventLoop loop, EnvironmentBlock environment, IReadOnlyList<Rehearsal> rehearsals)
    {
        var scripts = new Script?[rehearsals.Count];
        for (var attempt = 0; attempt < AttemptsMax && scripts.Contains(null); attempt++)
        {
            var missing = Enumerable.Range(0, scripts.Length).Where(index => scripts[index] is null).ToArray();
            List<ReferenceRun> runs = [];
            try
            {
                runs.AddRange(missing.SelectMany(index => new[] { rehearsals[index], rehearsals[index] }).Select(one => new ReferenceRun(loop, one.Command, environment)));
                Play(loop, runs, [.. missing.SelectMany(index => new[] { rehearsals[index].Keys, rehearsals[index].Keys })]);
                foreach (var (pair, index) in missing.Index())
                {
                    scripts[index] = Agree(runs[pair * 2], runs[(pair * 2) + 1], rehearsals[index].Keys);
                }
            }
            finally
            {
                runs.ForEach(run => run.Dispose());
            }
        }

        return scripts;
    }

    public void Dispose()
    {
        loop.Forget(terminal.Descriptor);
        terminal.Dispose();
        program.Kill(SignalSet.Hangup);
        program.Kill(SignalSet.Terminate);
        _ = NativeCalls.Kill(program.ProcessId, NativeCalls.SignalKill); // An interactive shell takes its time.
        program.Wait();
    }

    private static void Play(EventLoop loop, List<ReferenceRun> runs, IReadOnlyList<Keystroke>[] keys)
    {
        runs.ForEach(run => run.Expect(FirstOutputOfWaitMilliseconds, QuietOfStartMilliseconds));
        Settle(loop, runs);
        for (var key = 0; keys.Any(one => key < one.Count); key++)
        {
            var typing = runs.Where((_, index) => key < keys[index].Count).ToList();
            foreach (var (index, run) in runs.Index())
            {
                if (key < keys[index].Count)
                {
                    run.Type(keys[index][key]);
                }
            }

            Settle(loop, typing);
        }
    }

    private static Script? Agree(ReferenceRun one, ReferenceRun other, IReadOnlyList<Keystroke> keys) => one.states.SequenceEqual(other.states)
        ? new(keys, one.states, [.. one.halfWay.Zip(other.halfWay, IReadOnlySet<string> (first, second) => first.Union(second).ToHashSet())])
        : null;

    private static void Settle(EventLoop loop, List<ReferenceRun> runs)
    {
        while (!runs.TrueForAll(run => run.IsSettled))
        {
            loop.RunFor(GlanceMilliseconds);
        }

        foreach (var run in runs)
        {
            run.states.Add(run.screen.State());
            run.halfWay.Add(run.rows);
            run.rows = [];
        }
    }

    private bool IsSettled => Clock.Now > (hasDrawn ? Math.Max(typed, drawn) : typed + firstOutput) + quiet;

    private void Expect(double first, double rest)
    {
        (typed, firstOutput, quiet, hasDrawn) = (Clock.Now, first, rest, false);
    }

    private void Type(Keystroke key)
    {
        Expect(key.Waits ? FirstOutputOfWaitMilliseconds : FirstOutputMilliseconds, key.Waits ? QuietOfWaitMilliseconds : QuietMilliseconds);
        _ = terminal.Write(Encoding.UTF8.GetBytes(key.Encode(screen.ApplicationCursorKeys)));
    }

    private void Read()
    {
        var result = terminal.Read(buffer);
        if (result.IsDone)
        {
            drawn = Clock.Now;
            hasDrawn = true;
            var answer = screen.Draw(buffer.AsSpan(0, result.Count));
            _ = answer.IsEmpty || terminal.Write(answer).IsDone;
            rows.UnionWith(Enumerable.Range(0, UserScreen.Rows).Select(screen.Row));
        }
        else if (result.Status != IoStatus.WouldBlock)
        {
            loop.Forget(terminal.Descriptor);
        }
    }
}
