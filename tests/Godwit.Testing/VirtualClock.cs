using Godwit.Transport;

namespace Godwit.Testing;

/// <summary>The time of a simulation: moves only when told, so ten minutes of a session's life pass in a millisecond.</summary>
public sealed class VirtualClock
{
    /// <summary>Starts far from zero, as a real machine's clock does: code that takes 0 for "long ago" shows up.</summary>
    public Instant Now { get; private set; } = new(1_000_000);

    /// <summary>Moves to a later time.</summary>
    public void MoveTo(Instant time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time.Milliseconds, Now.Milliseconds, nameof(time));
        Now = time;
    }
}
