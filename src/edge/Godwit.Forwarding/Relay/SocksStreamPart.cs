using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>A connection of <c>-R</c> without a target until it has said, by SOCKS, where it wants to go; the way there begins here.</summary>
internal sealed class SocksStreamPart(ClientForwarding owner, MuxStream stream) : IForwardPart
{
    private readonly SocksHandshake handshake = new();
    private bool isHandedOn;

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
        IsOver |= stream.IsDead || stream.IsAtEnd || stream.ResetCode is not null;
        while (!IsOver && !stream.Readable.IsEmpty)
        {
            SocksOutcome outcome = handshake.Feed(stream.Readable, out int consumed);
            stream.Consume(consumed);
            _ = stream.Write(handshake.Answer);
            if (outcome == SocksOutcome.Request)
            {
                isHandedOn = IsOver = true;
                owner.Add(new SocketRelay(stream, new Connector(owner.Program, new ForwardEndpoint { Host = handshake.Host, Port = handshake.Port })) { Socks = handshake });
            }
            else if (outcome == SocksOutcome.Refuse)
            {
                isHandedOn = IsOver = true;
                stream.Finish();
                stream.StopReading(StreamError.Malformed);
            }
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
