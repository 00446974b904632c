using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>The near end of <c>-L</c> and <c>-D</c>: each connection becomes a stream on which the server is asked to connect.</summary>
internal sealed class LocalListener(ClientForwarding owner, ForwardState state) : IForwardPart
{
    // The rest stays in the system's queue.
    private const int AcceptsPerTurnMax = 8;

    private int firstIndex = -1;

    /// <inheritdoc/>
    public bool IsOver => state.IsCancelled;

    /// <inheritdoc/>
    public Instant Deadline => Instant.Never;

    /// <inheritdoc/>
    public void AddTo(Poller poller)
    {
        firstIndex = poller.Count;
        foreach (StreamListener listener in state.Listeners!.Listeners)
        {
            // Who connects before there is a session, or while there are too many, waits in the system's queue.
            poller.Add(listener.Descriptor, owner.MayOpen ? PollEvents.Readable : PollEvents.None);
        }
    }

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        for (int index = 0; firstIndex >= 0 && !IsOver && index < state.Listeners!.Listeners.Count; index++)
        {
            if (poller.CanRead(firstIndex + index))
            {
                Accept(state.Listeners.Listeners[index]);
            }
        }

        firstIndex = -1;
    }

    /// <inheritdoc/>
    public void Dispose() => state.Listeners!.Dispose();

    private void Accept(StreamListener listener)
    {
        for (int count = 0; count < AcceptsPerTurnMax && owner.MayOpen && listener.TryAccept() is { } socket; count++)
        {
            if (state.Spec.Target is not { } target)
            {
                owner.Add(new SocksListenerPart(owner, state, socket));
                continue;
            }

            if (owner.Open(ClientForwarding.ConnectTo(target)) is not { } stream)
            {
                socket.Reset();
                continue;
            }

            state.Tally.Add(stream, isOpener: true);
            owner.Add(new SocketRelay(stream, socket));
        }
    }
}
