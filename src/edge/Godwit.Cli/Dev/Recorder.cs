using Godwit.Platform;
using Godwit.Terminal;

namespace Godwit.Cli.Dev;

/// <summary>A program on a pseudo-terminal, our emulator as the terminal that answers it, and who types.</summary>
internal sealed class Recorder : IDisposable
{
    // A step that takes longer has failed: the programs are local and do next to nothing.
    private const int StepLimitMilliseconds = 20_000;
    private const int ReadBytes = 16 * 1024;

    private readonly Pty pty;
    private readonly Emulator emulator;
    private readonly RecordingWriter recording;
    private readonly Poller poller = new();
    private readonly List<byte> waitingKeys = [];
    private readonly byte[] buffer = new byte[ReadBytes];
    private long lastOutput = MonotonicClock.Milliseconds;
    private bool ended;

    /// <summary>Starts the program.</summary>
    public Recorder(RecordOptions options)
    {
        recording = new RecordingWriter(options.Columns, options.Rows);
        emulator = new Emulator(options.Columns, options.Rows, EmulatorOptions.Server);
        pty = Pty.Open(new WindowSize(options.Columns, options.Rows));
        _ = pty.Spawn(new SpawnOptions
        {
            Path = options.Command[0],
            Arguments = options.Command,
            Environment = FixedEnvironment(options.Home),
            WorkingDirectory = options.Home.Length == 0 ? null : options.Home,
        });
    }

    /// <summary>The recording so far.</summary>
    public string Text => recording.Text;

    /// <summary>Does a step.</summary>
    /// <returns>Null, or why it failed.</returns>
    public string? Do(KeyStep step)
    {
        switch (step.Kind)
        {
            case KeyStepKind.Type:
                waitingKeys.AddRange(step.Keys);
                return Until(() => waitingKeys.Count == 0) ? null : "the program does not read its keys";
            case KeyStepKind.Wait:
                return Until(() => Shows(step.Text)) ? null : $"\"{step.Text}\" did not appear; the screen:\n{ScreenAsText()}";
            case KeyStepKind.Gone:
                return Until(() => !Shows(step.Text)) ? null : $"\"{step.Text}\" did not go; the screen:\n{ScreenAsText()}";
            case KeyStepKind.Quiet:
                long from = MonotonicClock.Milliseconds;
                return Until(() => MonotonicClock.Milliseconds - Math.Max(from, lastOutput) >= step.Milliseconds) ? null : "the program is never silent";
            case KeyStepKind.Check:
                recording.Check(step.Text);
                return null;
            default:
                return Resize(step.Text);
        }
    }

    /// <summary>Records until the program ends, or for two more seconds: after the last step nothing is looked at.</summary>
    public void Finish()
    {
        const int LastMilliseconds = 2000;
        long from = MonotonicClock.Milliseconds;
        _ = Until(() => ended || MonotonicClock.Milliseconds - from > LastMilliseconds);
    }

    /// <summary>Hangs up.</summary>
    public void Dispose() => pty.Dispose();

    private string? Resize(string size)
    {
        _ = RecordOptions.TryParseSize(size, out ushort columns, out ushort rows);
        recording.Resize(size);
        emulator.Resize(columns, rows);
        return pty.SetWindowSize(columns, rows) == 0 ? null : "the terminal is gone";
    }

    private bool Until(Func<bool> condition)
    {
        const int TurnMilliseconds = 10;
        long limit = MonotonicClock.Milliseconds + StepLimitMilliseconds;
        while (!condition())
        {
            if (MonotonicClock.Milliseconds > limit)
            {
                return false;
            }

            poller.Clear();
            int index = poller.Add(ended ? -1 : pty.Descriptor, PollEvents.Readable | (waitingKeys.Count > 0 ? PollEvents.Writable : 0));
            poller.Wait(TurnMilliseconds);
            if (poller.CanRead(index))
            {
                Read();
            }

            if (poller.CanWrite(index) && waitingKeys.Count > 0)
            {
                IoResult written = pty.Write(waitingKeys.ToArray());
                waitingKeys.RemoveRange(0, written.IsDone ? written.Count : 0);
            }
        }

        return true;
    }

    private void Read()
    {
        IoResult read = pty.Read(buffer);
        ended |= read.Status is not (IoStatus.Done or IoStatus.WouldBlock);
        if (!read.IsDone)
        {
            return;
        }

        lastOutput = MonotonicClock.Milliseconds;
        recording.Output(buffer.AsSpan(0, read.Count));
        emulator.Write(buffer.AsSpan(0, read.Count));
        waitingKeys.AddRange(emulator.Replies);
        emulator.ClearReplies();
    }

    private bool Shows(string text) => ScreenAsText().Contains(text, StringComparison.Ordinal);

    private string ScreenAsText() =>
        string.Join('\n', Enumerable.Range(0, emulator.Screen.Height).Select(row => Demo.ScreenText.Row(emulator.Screen, row)));

    /// <summary>Nothing of this machine or of who records.</summary>
    private static EnvironmentBlock FixedEnvironment(string home)
    {
        var environment = new EnvironmentBlock();
        environment.Set("HOME", home.Length == 0 ? Environment.CurrentDirectory : home);
        environment.Set("PATH", "/usr/bin:/bin");
        environment.Set("TERM", "xterm-256color");
        environment.Set("LANG", "C.UTF-8");
        environment.Set("TZ", "UTC");
        environment.Set("USER", "godwit");
        environment.Set("LOGNAME", "godwit");
        environment.Set("SHELL", "/bin/sh");
        return environment;
    }
}
