using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>A program's connection to the user's agent, at the server. It is let go when the client is silent while it is in use (<see cref="AgentPatience"/>).</summary>
internal sealed class AgentConnection(ServerForwarding owner, MuxStream stream, StreamSocket socket) : IForwardPart
{
    private readonly SocketRelay relay = new(stream, socket);
    private Instant? startedAt;
    private Instant movedAt = Instant.Past;
    private ulong moved;

    /// <inheritdoc/>
    public bool IsOver => relay.IsOver;

    /// <inheritdoc/>
    public Instant Deadline => relay.AwaitsGrant ? GrantBy : AgentPatience.Deadline(movedAt, HeardAt);

    private Instant GrantBy => startedAt is { } start ? start + AgentPatience.GrantMs : Instant.Never;

    private Instant HeardAt => owner.ClientHeardAt ?? movedAt;

    /// <inheritdoc/>
    public void AddTo(Poller poller) => relay.AddTo(poller);

    /// <inheritdoc/>
    public void Turn(Instant now, Poller poller)
    {
        startedAt ??= now;
        relay.Turn(now, poller);
        if (AgentPatience.Moved(stream) is var newly && newly != moved)
        {
            moved = newly;
            movedAt = now;
        }

        if (relay.IsOver || now < Deadline)
        {
            return;
        }

        relay.Break();
        if (!relay.AwaitsGrant || HeardAt <= startedAt)
        {
            owner.MissClient();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => relay.Dispose();
}
