using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Forwarding;

/// <summary>Something with descriptors of its own in the loop. Each turn: <see cref="Turn"/> with what the wait found, then <see cref="AddTo"/> for the next wait.</summary>
internal interface IForwardPart : IDisposable
{
    /// <summary>True once there is nothing left to do; it is disposed of then.</summary>
    bool IsOver { get; }

    /// <summary>When it wants a turn although nothing happens.</summary>
    Instant Deadline { get; }

    /// <summary>Watches its descriptors.</summary>
    void AddTo(Poller poller);

    /// <summary>Does what can be done without waiting.</summary>
    void Turn(Instant now, Poller poller);
}
