using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>A connection of <c>-D</c> until it has said where it wants to go.</summary>
internal sealed class SocksListenerPart(ClientForwarding owner, ForwardState state, StreamSocket socket) : IForwardPart
{
    // Somebody who connects and says nothing is not waited for longer.
    private const long PatienceMs = 60_000;

    private readonly SocksHandshake handshake = new();
    private readonly byte[] buffer = new byte[1];
    private Instant giveUpAt = Instant.Never;
    private int index = -1;
    private bool isHandedOn;

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public Instant Deadline => giveUpAt;

    /// <inheritdoc/>
    public void AddTo(Poller poller) => index = poller.Add(socket.Descriptor, PollEvents.Readable);

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        giveUpAt = giveUpAt == Instant.Never ? now + PatienceMs : giveUpAt;
        IsOver = now >= giveUpAt;
        bool isReady = index >= 0 && poller.CanRead(index);
        index = -1;

        // One by one: what is behind the request is for the target.
        while (isReady && !IsOver)
        {
            IoResult result = socket.Read(buffer);
            if (result.Status == IoStatus.WouldBlock)
            {
                return;
            }

            IsOver = !result.IsDone;
            if (result.IsDone)
            {
                Handle(handshake.Feed(buffer, out _));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isHandedOn)
        {
            socket.Dispose();
        }
    }

    private void Handle(SocksOutcome outcome)
    {
        switch (outcome)
        {
            case SocksOutcome.Answer:
                _ = socket.Write(handshake.Answer);
                break;
            case SocksOutcome.Refuse:
                _ = handshake.Answer.IsEmpty ? default : socket.Write(handshake.Answer);
                IsOver = true;
                break;
            case SocksOutcome.Request:
                Open();
                break;
            default:
                break;
        }
    }

    private void Open()
    {
        IsOver = true;
        if (owner.Open(new StreamRequest(RequestKind.Connect, handshake.Host, handshake.Port)) is { } stream)
        {
            isHandedOn = true;
            state.Tally.Add(stream, isOpener: true);
            owner.Add(new SocketRelay(stream, socket) { Socks = handshake });
            return;
        }

        handshake.Fail(StreamError.TooMany);
        _ = socket.Write(handshake.Answer);
    }
}
