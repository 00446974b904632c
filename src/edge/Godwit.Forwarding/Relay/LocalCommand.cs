using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>The client's end of a command without a terminal: this process's standard streams are the command's.</summary>
public sealed class LocalCommand : IDisposable
{
    private readonly MuxStream stream;
    private readonly MuxStream errors;
    private readonly PipeRelay input;
    private readonly PipeRelay errorOutput;

    private LocalCommand(MuxStream stream, MuxStream errors, bool readsInput)
    {
        this.stream = stream;
        this.errors = errors;
        input = new PipeRelay(stream, readsInput ? FileDescriptor.StandardInput : -1, FileDescriptor.StandardOutput, ownsDescriptors: false);
        errorOutput = new PipeRelay(errors, -1, FileDescriptor.StandardError, ownsDescriptors: false);
        if (!readsInput)
        {
            stream.Finish();
        }
    }

    /// <summary>True once all that the command said has been written.</summary>
    public bool IsAllSaid => input.IsTargetAtEnd && errorOutput.IsTargetAtEnd;

    /// <summary>True if some of what the command said waits for whoever reads it here.</summary>
    public bool HasOutput => (!input.IsTargetAtEnd && !stream.Readable.IsEmpty) || (!errorOutput.IsTargetAtEnd && !errors.Readable.IsEmpty);

    /// <summary>Starts the command.</summary>
    /// <param name="mux">The session's streams.</param>
    /// <param name="readsInput">False gives it an empty standard input.</param>
    /// <returns>Null if the server allows no more streams.</returns>
    public static LocalCommand? Start(StreamMux mux, bool readsInput)
    {
        ArgumentNullException.ThrowIfNull(mux);
        if (mux.Open() is not { } stream || mux.Open() is not { } errors)
        {
            return null;
        }

        new StreamRequest(RequestKind.Command).WriteTo(stream);
        new StreamRequest(RequestKind.CommandErrors).WriteTo(errors);
        return new LocalCommand(stream, errors, readsInput);
    }

    /// <summary>Sends the command a signal.</summary>
    /// <param name="number">As this system counts; those that users send are the same everywhere.</param>
    public void Signal(byte number) => _ = errors.Write([number]);

    /// <summary>Watches the standard streams.</summary>
    public void AddTo(Poller poller)
    {
        input.AddTo(poller);
        errorOutput.AddTo(poller);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        input.Dispose();
        errorOutput.Dispose();
    }

    /// <summary>Serves them.</summary>
    public void Turn(Instant now, Poller poller)
    {
        input.Turn(now, poller);
        errorOutput.Turn(now, poller);
    }
}
