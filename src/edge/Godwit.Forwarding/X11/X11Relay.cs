using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>A program's connection to the user's display until it has shown its cookie; nothing reaches the X server before that.</summary>
internal sealed class X11Relay(MuxStream stream, X11Offer offer, ClientForwarding owner) : IForwardPart
{
    private readonly X11Setup setup = offer.NewSetup();
    private bool isHandedOn;
    private bool isRefused;

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public Instant Deadline => Instant.Never;

    /// <inheritdoc/>
    public void AddTo(Poller poller)
    {
    }

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        IsOver |= stream.IsDead || stream.ResetCode is not null || stream.IsAtEnd;
        if (isRefused)
        {
            // The program closes when it has read why; a connection that is broken off first would take the reason with it.
            stream.Consume(stream.Readable.Length);
            return;
        }

        if (IsOver || stream.Readable.IsEmpty)
        {
            return;
        }

        X11Outcome outcome = setup.Feed(stream.Readable, out int consumed);
        stream.Consume(consumed);
        if (outcome == X11Outcome.Accept)
        {
            isHandedOn = IsOver = true;
            owner.Add(new SocketRelay(stream, new Connector(owner.Program, offer.Target)) { Preamble = setup.Output.ToArray() });
        }
        else if (outcome == X11Outcome.Refuse)
        {
            isRefused = true;
            _ = stream.Write([StreamRequest.Granted]);
            _ = stream.Write(setup.Output);
            stream.Finish();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isHandedOn)
        {
            stream.Abort(StreamError.Cancelled);
        }
    }
}
