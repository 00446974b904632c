using Godwit.Bench.Meters;
using Godwit.Bench.Sessions;

namespace Godwit.Bench.Experiments;

/// <summary>
/// Octets of whole IP packets, both ways, for five pieces of interactive work over a path of 100 ms. All pieces of both systems run side by
/// side: they leave the machine idle nearly all of the time, and counts do not depend on its speed.
/// </summary>
internal sealed class WireExperiment : IExperiment
{
    private const int Repetitions = 2;
    private const double OneWayDelayMilliseconds = 50;
    private const double SettleMilliseconds = 4000;
    private const double TailMilliseconds = 3000;
    private const double WatchMilliseconds = 30_000;
    private const double QuickWatchMilliseconds = 3000;
    private const int QuickKeys = 20;

    public IReadOnlyList<string> Rows { get; } = ["wire", "wire-typing", "wire-vim", "wire-monitor", "wire-tmux", "wire-idle"];

    public void Run(BenchContext bench)
    {
        if (Capture.Run("vim", "--version").Length == 0)
        {
            throw new BenchException("vim is needed for this row; install the package vim");
        }

        var hasTmux = Capture.Run("tmux", "-V").Length > 0;
        if (!hasTmux)
        {
            Console.Error.WriteLine("bench: wire-tmux is left out, also in the sum: tmux is needed for this row; install the package tmux");
        }

        List<Session> sessions = [];
        try
        {
            List<(Session Session, Work Work)> parts = [];
            foreach (var work in Enumerable.Range(0, bench.IsQuick ? 1 : Repetitions).SelectMany(repetition => Works(bench, repetition, hasTmux)))
            {
                foreach (var system in bench.Interleaved(1))
                {
                    var session = Session.Start(bench, system, $"printf '\\033[2J\\033[H{Session.Ready}'; read x; {work.Command}", OneWayDelayMilliseconds);
                    sessions.Add(session);
                    parts.Add((session, work));
                }
            }

            Session.WaitUntilUp(bench, sessions);
            sessions.ForEach(session => session.Client.Type("\r"));
            bench.Loop.RunFor(SettleMilliseconds);
            Play(bench, parts);
        }
        finally
        {
            bench.End(sessions);
        }
    }

    private static Work[] Works(BenchContext bench, int repetition, bool hasTmux)
    {
        // No alternate screen and no questions to the terminal: vim draws as soon as it can, in every emulator alike.
        const string Vim = "vim -u NONE -i NONE -N -n --cmd 'set t_ti= t_te= t_RV= t_u7= t_RB= t_RF= t_RS= t_RC= t_Co=256' -c 'syntax on'";
        // Two panes side by side: an editor, and messages that scroll. A server of its own, which ends with its client.
        var tmux = $"tmux -L godwit-bench-$$ -f /dev/null new-session \"{Vim} {bench.Data.Source}\" \\; set -g destroy-unattached on \\; set -g status-right '' \\; "
            + $"split-window -d -h \"while read -r line; do echo \\\"\\$line\\\"; sleep 0.4; done < {bench.Data.Messages}; read x\"";
        var typing = KeyScripts.Typing(repetition);
        var watching = bench.IsQuick ? QuickWatchMilliseconds : WatchMilliseconds;
        return
        [
            new(repetition, "wire-typing", "cat", bench.IsQuick ? [.. typing.Take(QuickKeys)] : typing, TailMilliseconds),
            new(repetition, "wire-vim", $"{Vim} {bench.Data.Source}", KeyScripts.Paging(repetition), TailMilliseconds),
            new(repetition, "wire-monitor", $"for frame in {bench.Data.Frames}/*; do cat $frame; sleep 1; done; read x", [], watching),
            .. hasTmux ? [new Work(repetition, "wire-tmux", tmux, KeyScripts.Editing(repetition), TailMilliseconds)] : Array.Empty<Work>(),
            new(repetition, "wire-idle", "cat", [], watching),
        ];
    }

    private static void Play(BenchContext bench, List<(Session Session, Work Work)> parts)
    {
        var begin = Clock.Now;
        var total = new Dictionary<(SystemUnderTest System, int Repetition), double>();
        var running = parts.Count;
        foreach (var (session, work) in parts)
        {
            var octetsBefore = session.Relay!.Octets;
            var time = begin;
            foreach (var (pause, keys) in work.Script)
            {
                time += pause;
                bench.Loop.At(time, () => session.Client.Type(keys));
            }

            bench.Loop.At(time + work.Tail, () =>
            {
                double octets = session.Relay.Octets - octetsBefore;
                bench.Samples.Add(work.Row, session.System, octets);
                total[(session.System, work.Repetition)] = total.GetValueOrDefault((session.System, work.Repetition)) + octets;
                running--;
            });
        }

        bench.Loop.RunUntil(() => running == 0, double.PositiveInfinity);
        foreach (var (part, octets) in total)
        {
            bench.Samples.Add("wire", part.System, octets);
        }
    }

    /// <summary>One piece of work.</summary>
    /// <param name="Repetition">Its number among pieces of the same kind.</param>
    /// <param name="Row">Where it is counted.</param>
    /// <param name="Command">What runs in the session.</param>
    /// <param name="Script">What is typed: pause in milliseconds, keys.</param>
    /// <param name="Tail">How long is counted after the last key, in milliseconds.</param>
    private sealed record Work(int Repetition, string Row, string Command, IReadOnlyList<(double Pause, string Keys)> Script, double Tail);
}
