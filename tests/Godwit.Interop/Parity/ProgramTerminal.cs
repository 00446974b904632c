using System.Globalization;
using System.Text;
using Godwit.Interop.Harness;
using Godwit.Platform;

namespace Godwit.Interop.Parity;

/// <summary>A terminal that answers no question, with one program on it, whose standard error goes to a file and whose terminal settings are kept before and after.</summary>
internal sealed class ProgramTerminal : IDisposable
{
    private const int ReadMax = 16 * 1024;
    private const int PollMs = 10;

    // There are many of these waits, and none is long.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    // $1 is the folder of the files.
    private const string Script = "records=$1; shift; stty -a >\"$records/before\"; sh -c 'echo $$ >\"$1/pid\"; shift; exec \"$@\"' sh \"$records\" \"$@\" 2>\"$records/error\"; status=$?; stty -a >\"$records/after\"; exit $status";

    private readonly RunFolder folder;
    private readonly Pty pty;
    private readonly Platform.ChildProcess shell;
    private readonly StringBuilder written = new();
    private readonly Lock gate = new();
    private readonly CancellationTokenSource end = new();
    private readonly Task reading;

    public ProgramTerminal(RunFolder folder, IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        this.folder = folder;
        var block = new EnvironmentBlock();
        foreach ((string name, string value) in environment)
        {
            block.Set(name, value);
        }

        pty = Pty.Open(new WindowSize(80, 24));
        shell = pty.Spawn(new SpawnOptions { Path = "/bin/sh", Arguments = ["sh", "-c", Script, "sh", folder.Root, .. command], Environment = block });
        reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>All that was written to the terminal so far.</summary>
    public string Written
    {
        get
        {
            lock (gate)
            {
                return written.ToString();
            }
        }
    }

    /// <summary>True if the terminal is set as it was before; only after the end.</summary>
    public bool IsRestored => File.ReadAllText(folder["before"]) == File.ReadAllText(folder["after"]);

    /// <summary>What the program wrote to standard error; only after the end.</summary>
    public string Error => File.ReadAllText(folder["error"]);

    /// <summary>The exit status; null while the program runs.</summary>
    public int? Status { get; private set; }

    public void Type(string text) => Assert.Equal(Encoding.UTF8.GetByteCount(text), pty.Write(Encoding.UTF8.GetBytes(text)).Count);

    /// <summary>Sends SIGTERM to the program on the terminal, not to its shell, once it is ready for it.</summary>
    public async Task TerminateAsync()
    {
        int pid = int.Parse(folder.Read("pid"), CultureInfo.InvariantCulture);
        await ProcessStatus.TakesAsync(pid, ProcessStatus.Terminate);
        await Signals.SendAsync("TERM", pid);
    }

    /// <summary>Waits until something holds, or the program has ended.</summary>
    public Task UntilAsync(string what, Func<bool> holds) =>
        Wait.UntilAsync(what, () => Task.FromResult(HasEnded() || holds()), () => Task.FromResult(Written.Replace("\e", "␛", StringComparison.Ordinal)), interval: LookInterval);

    /// <summary>Waits for the end.</summary>
    public async Task EndAsync()
    {
        await UntilAsync("the program ends", () => false);
        await Wait.UntilAsync("all is read", () => Task.FromResult(reading.IsCompleted), () => Task.FromResult(Written), interval: LookInterval);
    }

    public void Dispose()
    {
        end.Cancel();
        reading.Wait();
        pty.Dispose();
        end.Dispose();
    }

    private bool HasEnded()
    {
        if (Status is null && shell.TryReap(out ExitStatus exit))
        {
            Status = exit.Code;
        }

        return Status is not null;
    }

    private void Read()
    {
        var buffer = new byte[ReadMax];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        var text = new char[ReadMax];
        var poller = new Poller();
        poller.Add(pty.Descriptor, PollEvents.Readable);
        while (!end.IsCancellationRequested)
        {
            poller.Wait(PollMs);
            IoResult result = poller.CanRead(0) ? pty.Read(buffer) : new IoResult(IoStatus.WouldBlock, 0, 0);
            if (result.Status != IoStatus.WouldBlock && result.Count == 0)
            {
                return;
            }

            int count = decoder.GetChars(buffer, 0, result.Count, text, 0);
            lock (gate)
            {
                written.Append(text, 0, count);
            }
        }
    }
}
