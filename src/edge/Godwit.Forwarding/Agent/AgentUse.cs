using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>
/// The connections to the agent at the client's end, and when it tells the server that it is there: an idle client may be silent for longer than a program waits
/// for the agent (<see cref="AgentPatience"/>).
/// </summary>
internal sealed class AgentUse
{
    private readonly List<Connection> connections = [];
    private Instant signAt = Instant.Never;

    /// <summary>When <see cref="TryTakeLifeSign"/> will be true; never while no connection wants one.</summary>
    public Instant Deadline => signAt;

    /// <summary>Watches one more.</summary>
    public void Add(MuxStream stream) => connections.Add(new Connection(stream));

    /// <summary>Once a turn.</summary>
    public void Update(Instant now)
    {
        bool isWanted = false;
        for (int index = connections.Count - 1; index >= 0; index--)
        {
            if (connections[index].Stream is { IsDead: true } or { ResetCode: not null } or { StopCode: not null })
            {
                connections.RemoveAt(index);
            }
            else
            {
                isWanted |= connections[index].Update(now);
            }
        }

        signAt = !isWanted ? Instant.Never : signAt == Instant.Never ? now + AgentPatience.LifeSignMs : signAt;
    }

    /// <summary>True if a sign of life is due; it counts as given then.</summary>
    public bool TryTakeLifeSign(Instant now)
    {
        bool isDue = now >= signAt;
        signAt = isDue ? now + AgentPatience.LifeSignMs : signAt;
        return isDue;
    }

    private sealed class Connection(MuxStream stream)
    {
        private Instant movedAt;
        private ulong moved;

        public MuxStream Stream => stream;

        /// <returns>True if it wants signs of life.</returns>
        public bool Update(Instant now)
        {
            if (AgentPatience.Moved(stream) is var newly && newly != moved)
            {
                moved = newly;
                movedAt = now;
            }

            return AgentPatience.WantsLifeSigns(now, movedAt);
        }
    }
}
