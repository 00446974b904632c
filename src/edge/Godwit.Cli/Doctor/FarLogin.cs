using System.Globalization;
using System.Text;
using Godwit.Platform;

namespace Godwit.Cli.Doctor;

/// <summary>
/// One login by the user's own ssh, held open: the server is started over it as for a session, and the script there can be asked. What ssh says goes to
/// the user as it comes; its questions go to the terminal and are none of our business.
/// </summary>
internal sealed class FarLogin
{
    // ssh's own reason stands in its last lines; what goes before is greetings.
    private const int WordsKeptMax = 2000;

    // ssh ends by itself within a moment once its connection is closed.
    private const int PatienceMs = 300;
    private const int LookEveryMs = 10;

    private readonly ChildProcess ssh;
    private readonly string frame;
    private readonly PipeLines output;
    private readonly PipeLines errors;
    private readonly StringBuilder said = new();
    private readonly StringBuilder complained = new();
    private int input;
    private ExitStatus? exit;
    private bool isPastConnect;

    private FarLogin(ChildProcess ssh, string nonce, int input, PipeLines output, PipeLines errors)
    {
        frame = nonce + " ";
        Bootstrap = new(nonce: nonce);
        this.ssh = ssh;
        this.input = input;
        this.output = output;
        this.errors = errors;
    }

    /// <summary>What the lines of the server came to.</summary>
    public Bootstrap Bootstrap { get; }

    /// <summary>What the lines of the script came to.</summary>
    public FarFacts Facts { get; private set; } = new();

    /// <summary>When the script's first line came; null before that.</summary>
    public long? LoggedInAt { get; private set; }

    /// <summary>When the connect line came; null before that.</summary>
    public long? ConnectedAt { get; private set; }

    /// <summary>The local time at which the far side's clock came, in seconds since 1970.</summary>
    public double ClockReadAt { get; private set; }

    /// <summary>The server's process; 0 if it was not said.</summary>
    public int ServerProcess { get; private set; }

    /// <summary>The name and the version that the server gives itself; empty if it was not said.</summary>
    public string ServerVersion { get; private set; } = "";

    /// <summary>What else came through the login's standard output, last lines.</summary>
    public string Said => said.ToString();

    /// <summary>What ssh said, last lines.</summary>
    public string Complained => complained.ToString();

    /// <summary>How ssh ended; null while it runs.</summary>
    public ExitStatus? Exit => exit;

    /// <summary>Starts ssh.</summary>
    /// <param name="command">argv.</param>
    /// <param name="nonce">What the lines of the server's start begin with.</param>
    /// <exception cref="PlatformException">It cannot be started.</exception>
    public static FarLogin Start(IReadOnlyList<string> command, string nonce)
    {
        Pipe input = Pipe.Create();
        Pipe output = Pipe.Create();
        Pipe errors = Pipe.Create();
        try
        {
            EnvironmentBlock environment = EnvironmentBlock.Inherit();
            environment.Remove(PredictionMode.Variable);
            ChildProcess ssh = ChildProcess.Start(new()
            {
                Path = command[0],
                Arguments = command,
                Environment = environment,
                Descriptors =
                [
                    new(FileDescriptor.StandardInput, input.ReadEnd),
                    new(FileDescriptor.StandardOutput, output.WriteEnd),
                    new(FileDescriptor.StandardError, errors.WriteEnd),
                ],
            });
            return new FarLogin(ssh, nonce, input.WriteEnd, new PipeLines(output.ReadEnd), new PipeLines(errors.ReadEnd));
        }
        finally
        {
            FileDescriptor.Close(input.ReadEnd);
            FileDescriptor.Close(output.WriteEnd);
            FileDescriptor.Close(errors.WriteEnd);
        }
    }

    /// <summary>Watches what ssh says.</summary>
    public void AddTo(Poller poller)
    {
        poller.Add(output.Descriptor, PollEvents.Readable);
        poller.Add(errors.Descriptor, PollEvents.Readable);
    }

    /// <summary>True if ssh has ended and all that it said is known.</summary>
    public bool IsOver => exit is not null && output.Descriptor < 0;

    /// <summary>Takes what has come.</summary>
    public void Turn()
    {
        // In this order: what it said before it ended is read after that.
        if (exit is null && ssh.TryReap(out ExitStatus status))
        {
            exit = status;
        }

        errors.Read(line => Keep(complained, line), static octets => _ = FileDescriptor.WriteAll(FileDescriptor.StandardError, octets));
        output.Read(Take);
        if (exit is not null)
        {
            // A shared connection's master may hold the pipe for hours.
            output.Close();
        }
    }

    /// <summary>Asks the script; the answer comes as a fact. One that cannot be asked any more does not answer.</summary>
    public void Ask(string question) => _ = input >= 0 ? FileDescriptor.WriteText(input, question) : default;

    /// <summary>Ends the login, and waits a moment for ssh.</summary>
    public void End()
    {
        FileDescriptor.Close(input);
        input = -1;
        var poller = new Poller();
        long deadline = MonotonicClock.Milliseconds + PatienceMs;
        while (exit is null && MonotonicClock.Milliseconds < deadline)
        {
            poller.Wait(LookEveryMs);
            Turn();
        }

        if (exit is null)
        {
            ssh.Kill(SignalSet.Terminate);
            exit = ssh.Wait();
        }

        output.Close();
        errors.Close();
    }

    private static void Keep(StringBuilder words, ReadOnlySpan<byte> line)
    {
        string text = Printable.Of(Encoding.UTF8.GetString(line));
        if (text.Length > 0)
        {
            words.Append(text).Append('\n');
        }

        if (words.Length > WordsKeptMax)
        {
            words.Remove(0, words.Length - WordsKeptMax);
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line).TrimEnd('\r');
        if (text.StartsWith(FarScript.Mark, StringComparison.Ordinal))
        {
            TakeFact(text[FarScript.Mark.Length..]);
        }
        else if (!isPastConnect)
        {
            Keep(said, Encoding.UTF8.GetBytes(Bootstrap.Take(line).TrimEnd('\n')));
            isPastConnect = Bootstrap.IsOver;
            ConnectedAt = Bootstrap.Key is null ? null : MonotonicClock.Milliseconds;
        }
        else
        {
            TakeBanner(text.StartsWith(frame, StringComparison.Ordinal) ? text[frame.Length..] : text);
        }
    }

    private void TakeFact(string fact)
    {
        Facts = Facts.With(fact);
        LoggedInAt ??= MonotonicClock.Milliseconds;
        ClockReadAt = fact.StartsWith("clock ", StringComparison.Ordinal) ? (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds : ClockReadAt;
    }

    // Every server says these behind its connect line.
    private void TakeBanner(string text)
    {
        const string Detached = "detached, pid = ";
        int start = text.IndexOf(Detached, StringComparison.Ordinal);
        if (start >= 0)
        {
            ReadOnlySpan<char> digits = text.AsSpan(start + Detached.Length).TrimEnd("] \r");
            ServerProcess = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int process) ? process : 0;
        }
        else if (ServerVersion.Length == 0)
        {
            ServerVersion = Banner.Version(text);
        }
    }
}
