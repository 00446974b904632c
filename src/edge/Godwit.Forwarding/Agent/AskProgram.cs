using System.Text;
using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>
/// Asks the user through a program of his own, as ssh-agent does for keys that are confirmed (ssh-add -c): <c>SSH_ASKPASS_PROMPT=confirm</c>, the question as its
/// one argument. Yes is an end in order without a word, or with "yes". It is not waited for longer than <see cref="PatienceMs"/>.
/// </summary>
internal sealed class AskProgram : IDisposable
{
    /// <summary>Milliseconds for an answer; none is a no. As long as on the terminal.</summary>
    public const long PatienceMs = 60_000;

    private const string Variable = "SSH_ASKPASS_PROMPT";
    private const int AnswerMax = 64;
    private const int KillSignal = 9;

    // The end of its output comes before its own.
    private const long LookMs = 20;

    private readonly byte[] said = new byte[AnswerMax];
    private readonly Instant until;
    private ChildProcess? process;
    private int descriptor = -1;
    private int length;
    private int index = -1;
    private Instant lookAt = Instant.Never;

    /// <summary>Starts it.</summary>
    /// <param name="path">The program: a path, or a name that is looked up.</param>
    /// <param name="prompt">The question.</param>
    /// <param name="now">The current time.</param>
    public AskProgram(string path, string prompt, Instant now)
    {
        until = now + PatienceMs;
        EnvironmentBlock environment = EnvironmentBlock.Inherit();
        environment.Set(Variable, "confirm");
        var pipe = new Pipe(-1, -1);
        try
        {
            pipe = Pipe.Create();
            FileDescriptor.SetNonBlocking(pipe.ReadEnd);
            process = ChildProcess.Start(new SpawnOptions
            {
                Path = path,
                Arguments = [path, prompt],
                Environment = environment,
                NewSession = true,
                Descriptors =
                [
                    new(FileDescriptor.StandardInput, DescriptorMapping.Null),
                    new(FileDescriptor.StandardOutput, pipe.WriteEnd),
                    new(FileDescriptor.StandardError, DescriptorMapping.Null),
                ],
            });
            descriptor = pipe.ReadEnd;
            HasStarted = true;
        }
        catch (PlatformException)
        {
            FileDescriptor.Close(pipe.ReadEnd);
            Answer = false;
        }
        finally
        {
            FileDescriptor.Close(pipe.WriteEnd);
        }
    }

    /// <summary>The answer; null while there is none.</summary>
    public bool? Answer { get; private set; }

    /// <summary>False if it cannot be started.</summary>
    public bool HasStarted { get; }

    /// <summary>When <see cref="Turn"/> has something to do.</summary>
    public Instant Deadline => Answer is not null ? Instant.Past : Instant.Min(until, lookAt);

    /// <summary>Watches its output.</summary>
    public void AddTo(Poller poller) => index = descriptor >= 0 ? poller.Add(descriptor, PollEvents.Readable) : -1;

    /// <summary>Reads what there is.</summary>
    public void Turn(Instant now, Poller poller)
    {
        bool isReady = index >= 0 && poller.CanRead(index);
        index = -1;
        while (isReady && descriptor >= 0)
        {
            IoResult result = FileDescriptor.Read(descriptor, said.AsSpan(length));
            if (result.Status == IoStatus.WouldBlock)
            {
                break;
            }

            length += result.Count;
            if (!result.IsDone || length == said.Length)
            {
                FileDescriptor.Close(descriptor);
                descriptor = -1;
            }
        }

        lookAt = descriptor < 0 ? now + LookMs : Instant.Never;
        if (descriptor < 0 && process is not null && process.TryReap(out ExitStatus exit))
        {
            process = null;
            Answer = exit.IsSuccess && IsYes;
        }
        else if (now >= until)
        {
            Answer ??= false;
        }
    }

    /// <summary>Nobody waits for the answer any more: the program and its window go.</summary>
    public void Dispose()
    {
        if (descriptor >= 0)
        {
            FileDescriptor.Close(descriptor);
            descriptor = -1;
        }

        process?.SignalGroup(KillSignal);
        process?.Wait();
        process = null;
    }

    // As ssh reads it.
    private bool IsYes
    {
        get
        {
            string first = Encoding.UTF8.GetString(said, 0, length).Split('\n')[0].TrimEnd('\r');
            return first.Length == 0 || first.Equals("yes", StringComparison.OrdinalIgnoreCase);
        }
    }
}
