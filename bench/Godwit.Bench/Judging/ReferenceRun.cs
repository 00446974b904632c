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
    private const int AttemptsMax = 3;

    private readonly EventLoop loop;
    private readonly Pty terminal = Pty.Open(new(UserScreen.Columns, UserScreen.Rows));
    private readonly ChildProcess program;
    private readonly UserScreen screen = new();
    private readonly byte[] buffer = new byte[1 << 16];
    private readonly List<ScreenState> states = [];
    private readonly List<IReadOnlySet<string>> halfWay = [];
    private HashSet<string> rows = [];
    private double drawn;
    private long drawings;

    private ReferenceRun(EventLoop loop, IReadOnlyList<string> command, EnvironmentBlock environment)
    {
        this.loop = loop;
        program = terminal.Spawn(new SpawnOptions { Path = command[0], Arguments = command, Environment = environment });
        loop.Watch(terminal.Descriptor, Read);
    }

    /// <summary>Makes the script: plays it twice side by side, and again if the two do not agree.</summary>
    /// <exception cref="BenchException">They never agree: the program does not do the same each time.</exception>
    public static Script Record(EventLoop loop, IReadOnlyList<string> command, EnvironmentBlock environment, IReadOnlyList<Keystroke> keys)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            using var one = new ReferenceRun(loop, command, environment);
            using var other = new ReferenceRun(loop, command, environment);
            Settle(loop, [one, other], waits: true);
            foreach (var key in keys)
            {
                one.Type(key);
                other.Type(key);
                Settle(loop, [one, other], key.Waits);
            }

            if (one.states.SequenceEqual(other.states))
            {
                return new(keys, one.states, [.. one.halfWay.Zip(other.halfWay, IReadOnlySet<string> (first, second) => first.Union(second).ToHashSet())]);
            }
        }

        throw new BenchException("the scripted session does not show the same screens twice on this machine");
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

    private static void Settle(EventLoop loop, ReferenceRun[] runs, bool waits)
    {
        var before = runs.Select(run => run.drawings).ToArray();
        loop.RunUntil(() => runs.Index().All(run => run.Item.drawings > before[run.Index]), waits ? FirstOutputOfWaitMilliseconds : FirstOutputMilliseconds);
        var typed = Clock.Now;
        var quiet = waits ? QuietOfWaitMilliseconds : QuietMilliseconds;
        for (double left; (left = Math.Max(typed, runs.Max(run => run.drawn)) + quiet - Clock.Now) > 0;)
        {
            loop.RunFor(left);
        }

        foreach (var run in runs)
        {
            run.states.Add(run.screen.State());
            run.halfWay.Add(run.rows);
            run.rows = [];
        }
    }

    private void Type(Keystroke key) => _ = terminal.Write(Encoding.UTF8.GetBytes(key.Encode(screen.ApplicationCursorKeys)));

    private void Read()
    {
        var result = terminal.Read(buffer);
        if (result.IsDone)
        {
            drawn = Clock.Now;
            drawings++;
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
