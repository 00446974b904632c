using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// Says which of the user's states the screen can be expected to show (spec 03 section 4): the newest one that was handed to
/// the program at least <see cref="DelayMs"/> ago. Never goes back: a stock client aborts if it does.
/// </summary>
public sealed class EchoAckClock
{
    /// <summary>How long the program gets to answer a key before the screen counts as its answer; fixed by stock.</summary>
    public const long DelayMs = 50;

    /// <summary>
    /// Most states waiting. Each leaves after <see cref="DelayMs"/>, so this many need a datagram every 50 µs; what comes on
    /// top is acknowledged together with a later one.
    /// </summary>
    public const int PendingMax = 1024;

    /// <summary>
    /// How long an acknowledgement of a Godwit client's keys may wait for a change of the screen to ride on: without it every key
    /// costs a datagram that says nothing else. A stock client is told at once, as it expects.
    /// </summary>
    public const long RideMs = 100;

    private readonly Queue<(ulong Number, Instant At)> pending = new();

    /// <summary>The acknowledged state number; 0 before the first.</summary>
    public ulong Value { get; private set; }

    /// <summary>When <see cref="Update"/> will next change <see cref="Value"/>.</summary>
    public Instant NextDeadline => pending.TryPeek(out var entry) ? entry.At + (DelayMs + Ride) : Instant.Never;

    /// <summary>True if acknowledgements may wait for a ride.</summary>
    public bool MayWait { get; set; }

    private long Ride => MayWait ? RideMs : 0;

    /// <summary>Notes that a user state with at least one event was handed to the program.</summary>
    public void Note(ulong number, Instant now)
    {
        if (pending.Count < PendingMax)
        {
            pending.Enqueue((number, now));
        }
    }

    /// <summary>Advances <see cref="Value"/>. Called once a turn, after the program's output was read.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="screenChanged">True if a frame will be sent anyway.</param>
    /// <returns>True if the value changed.</returns>
    public bool Update(Instant now, bool screenChanged)
    {
        ulong before = Value;
        if (!screenChanged && NextDeadline > now)
        {
            return false;
        }

        while (pending.TryPeek(out var entry) && now - entry.At >= DelayMs)
        {
            Value = Math.Max(Value, entry.Number);
            pending.Dequeue();
        }

        return Value != before;
    }
}
