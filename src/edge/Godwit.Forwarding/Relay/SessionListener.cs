using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>
/// A listener that is there for the whole session, so that its name can stand in the environment of the session's programs: the agent's socket, the
/// display. Whom it leads to is the client that is attached; with none whoever connects is let go at once.
/// </summary>
internal sealed class SessionListener(ServerForwarding owner, ListenerSet listeners, RequestKind kind) : IReportedPart
{
    private const int AcceptsPerTurnMax = 8;

    private readonly ForwardTally tally = new();
    private int firstIndex = -1;

    // A program with a window may wait for its display; one that wants the agent is told at once.
    private bool MayOpen => owner.IsAttached && !(kind == RequestKind.Agent && owner.IsClientMissed);

    /// <inheritdoc/>
    public bool IsOver => false;

    /// <inheritdoc/>
    public ForwardReport Report => new(kind == RequestKind.Agent ? ForwardNames.Agent : ForwardNames.Display, tally);

    /// <inheritdoc/>
    public Instant Deadline => Instant.Never;

    /// <inheritdoc/>
    public void AddTo(Poller poller)
    {
        firstIndex = poller.Count;
        foreach (StreamListener listener in listeners.Listeners)
        {
            poller.Add(listener.Descriptor, PollEvents.Readable);
        }
    }

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        for (int index = 0; firstIndex >= 0 && index < listeners.Listeners.Count; index++)
        {
            for (int count = 0; poller.CanRead(firstIndex + index) && count < AcceptsPerTurnMax && listeners.Listeners[index].TryAccept() is { } socket; count++)
            {
                if (MayOpen && owner.Open(new StreamRequest(kind)) is { } stream)
                {
                    tally.Add(stream, isOpener: true);
                    owner.Add(kind == RequestKind.Agent ? new AgentConnection(owner, stream, socket) : new SocketRelay(stream, socket));
                }
                else
                {
                    socket.Dispose();
                }
            }
        }

        firstIndex = -1;
    }

    /// <inheritdoc/>
    public void Dispose() => listeners.Dispose();
}
