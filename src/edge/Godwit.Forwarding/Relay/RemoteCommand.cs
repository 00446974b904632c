using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>
/// A command without a terminal at the server's end: its three standard streams, its signals, its end. The client opens one stream for input and output and
/// one for errors; on the second it says the numbers of signals, an octet each.
/// </summary>
public sealed class RemoteCommand : IDisposable
{
    private const long LookEveryMs = 20;
    private const int Hangup = 1;

    private readonly MuxStream stream;
    private readonly MuxStream errors;
    private readonly ChildProcess process;
    private readonly PipeRelay input;
    private readonly PipeRelay output;
    private readonly PipeRelay errorOutput;
    private Instant lookAt = Instant.Past;

    private RemoteCommand(ChildProcess process, MuxStream stream, MuxStream errors, Pipe toChild, Pipe fromChild, Pipe errorsFromChild)
    {
        this.process = process;
        this.stream = stream;
        this.errors = errors;
        input = new PipeRelay(stream, -1, toChild.WriteEnd, ownsDescriptors: true);
        output = new PipeRelay(stream, fromChild.ReadEnd, -1, ownsDescriptors: true);
        errorOutput = new PipeRelay(errors, errorsFromChild.ReadEnd, -1, ownsDescriptors: true);
    }

    /// <summary>How it ended; null while it runs.</summary>
    public ExitStatus? Exit { get; private set; }

    /// <summary>True once it has ended and all that it said has arrived.</summary>
    public bool IsOver => Exit is not null && IsSaid(output, stream) && IsSaid(errorOutput, errors);

    /// <summary>When <see cref="Turn"/> has something to do: nothing else tells of an end that comes after that of the streams.</summary>
    public Instant Deadline => Exit is null && output.IsSourceAtEnd && errorOutput.IsSourceAtEnd ? lookAt : Instant.Never;

    /// <summary>Starts it.</summary>
    /// <param name="options">What to run; its standard streams are set here.</param>
    /// <param name="stream">For input and output.</param>
    /// <param name="errors">For errors.</param>
    /// <exception cref="PlatformException">It cannot be started.</exception>
    public static RemoteCommand Start(SpawnOptions options, MuxStream stream, MuxStream errors)
    {
        ArgumentNullException.ThrowIfNull(options);
        Pipe toChild = Pipe.Create(), fromChild = Pipe.Create(), errorsFromChild = Pipe.Create();
        foreach (int own in new[] { toChild.WriteEnd, fromChild.ReadEnd, errorsFromChild.ReadEnd })
        {
            FileDescriptor.SetNonBlocking(own);
        }

        try
        {
            ChildProcess process = ChildProcess.Start(new SpawnOptions
            {
                Path = options.Path,
                Arguments = options.Arguments,
                Environment = options.Environment,
                WorkingDirectory = options.WorkingDirectory,
                CoreLimit = options.CoreLimit,
                NewSession = true,
                Descriptors =
                [
                    new(FileDescriptor.StandardInput, toChild.ReadEnd),
                    new(FileDescriptor.StandardOutput, fromChild.WriteEnd),
                    new(FileDescriptor.StandardError, errorsFromChild.WriteEnd),
                ],
            });
            return new RemoteCommand(process, stream, errors, toChild, fromChild, errorsFromChild);
        }
        finally
        {
            FileDescriptor.Close(toChild.ReadEnd);
            FileDescriptor.Close(fromChild.WriteEnd);
            FileDescriptor.Close(errorsFromChild.WriteEnd);
        }
    }

    /// <summary>Watches its streams.</summary>
    public void AddTo(Poller poller)
    {
        input.AddTo(poller);
        output.AddTo(poller);
        errorOutput.AddTo(poller);
    }

    /// <summary>Serves its streams.</summary>
    public void Turn(Instant now, Poller poller)
    {
        input.Turn(now, poller);
        output.Turn(now, poller);
        errorOutput.Turn(now, poller);
        ReadOnlySpan<byte> signals = errors.Readable;
        if (!signals.IsEmpty && Exit is null)
        {
            foreach (byte signal in signals)
            {
                process.SignalGroup(signal);
            }
        }

        errors.Consume(signals.Length);
        lookAt = now + LookEveryMs;
        if (Exit is null && output.IsSourceAtEnd && errorOutput.IsSourceAtEnd && process.TryReap(out ExitStatus exit))
        {
            Exit = exit;
        }
    }

    /// <summary>The client has gone for good: hangs up on it.</summary>
    public void Dispose()
    {
        if (Exit is null)
        {
            process.SignalGroup(Hangup);
        }

        input.Dispose();
        output.Dispose();
        errorOutput.Dispose();
    }

    private static bool IsSaid(PipeRelay relay, MuxStream said) => relay.IsSourceAtEnd && (said.IsAllAcknowledged || said.IsDead || said.StopCode is not null);
}
