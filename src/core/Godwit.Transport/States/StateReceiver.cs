namespace Godwit.Transport;

/// <summary>
/// The peer's object as received: numbered states, of which the newest is current and the others may be bases of later
/// ones (spec 02 section 9).
/// </summary>
/// <typeparam name="T">The peer's object.</typeparam>
internal sealed class StateReceiver<T>
    where T : class, ISyncState<T>
{
    // A peer that never lets us forget would fill our memory; stock's limit, so that no stock peer notices.
    private const int StatesMax = 1024;

    // When full, one more state is let in per this time, so that a peer that lost its way can still recover.
    private const int FullQuench = 15_000;

    /// <summary>
    /// Octets that all states may weigh. A thousand screens of 200 × 80 are below it, so it takes a peer that makes huge screens and never lets us
    /// forget them. Beyond it the oldest go, but for the one that the peer knows us to have and the newest: those are what an honest peer
    /// starts from.
    /// </summary>
    public const long WeightMax = 256L * 1024 * 1024;

    // Kept whatever they weigh.
    private const int StatesMin = 2;

    private readonly List<ReceivedState> states = [];
    private Instant quenchedUntil = new(long.MinValue);

    /// <summary>Starts with state 0.</summary>
    /// <param name="start">When the connection began.</param>
    /// <param name="initial">State 0; owned by this object from now on.</param>
    public StateReceiver(Instant start, T initial) => states.Add(new ReceivedState(StateNumber.Initial, start, initial, []));

    /// <summary>The newest state. Not to be changed by anyone.</summary>
    public T Newest => states[^1].State;

    /// <summary>The newest state's number.</summary>
    public ulong NewestNumber => states[^1].Number;

    /// <summary>When the newest state arrived.</summary>
    public Instant NewestAt => states[^1].At;

    /// <summary>States held.</summary>
    public int Count => states.Count;

    /// <summary>Octets that the states weigh (<see cref="ISyncState{TSelf}.Weight"/>). Anew each time: what they share may have grown.</summary>
    public long Weight
    {
        get
        {
            long weight = 0;
            for (var i = 0; i < states.Count; i++)
            {
                weight += states[i].State.Weight(i + 1 < states.Count ? states[i + 1].State : null);
            }

            return weight;
        }
    }

    /// <summary>What diffs from a state are compressed against; null if the state is not held.</summary>
    public byte[]? HistoryOf(ulong number)
    {
        var index = IndexOf(number);
        return index < 0 ? null : states[index].History;
    }

    /// <summary>Takes a state; its acknowledgement was handled before.</summary>
    /// <param name="now">The time of its arrival.</param>
    /// <param name="instruction">The state.</param>
    /// <param name="history">What diffs from it will be compressed against.</param>
    public ReceiveOutcome Receive(Instant now, in Instruction instruction, byte[] history)
    {
        if (IndexOf(instruction.NewNumber) >= 0)
        {
            return ReceiveOutcome.Duplicate;
        }

        var baseIndex = IndexOf(instruction.OldNumber);
        if (baseIndex < 0)
        {
            return ReceiveOutcome.UnknownBase;
        }

        if (instruction.ThrowawayNumber > instruction.OldNumber || instruction.OldNumber > instruction.NewNumber)
        {
            return ReceiveOutcome.BadNumbers;
        }

        var reference = states[baseIndex].State;
        ForgetBelow(instruction.ThrowawayNumber);
        if (states.Count > StatesMax)
        {
            if (now < quenchedUntil)
            {
                return ReceiveOutcome.Full;
            }

            quenchedUntil = now + FullQuench;
        }

        var state = reference.Fork();
        if (!instruction.Diff.IsEmpty && !state.TryApply(instruction.Diff))
        {
            return ReceiveOutcome.BadDiff;
        }

        return Insert(new ReceivedState(instruction.NewNumber, now, state, history));
    }

    private ReceiveOutcome Insert(ReceivedState state)
    {
        var position = states.Count;
        while (states[position - 1].Number > state.Number)
        {
            position--;
            if (position == 0)
            {
                break;
            }
        }

        states.Insert(position, state);
        var outcome = position == states.Count - 1 ? ReceiveOutcome.Advanced : ReceiveOutcome.StoredOutOfOrder;
        while (states.Count > StatesMin && Weight > WeightMax)
        {
            states.RemoveAt(1);
        }

        return outcome;
    }

    private void ForgetBelow(ulong number)
    {
        var forgotten = 0;
        while (states[forgotten].Number < number)
        {
            forgotten++;
        }

        if (forgotten == 0)
        {
            return;
        }

        states.RemoveRange(0, forgotten);

        // The oldest state last: the others are shortened by its content.
        var oldest = states[0].State;
        for (var i = states.Count - 1; i >= 0; i--)
        {
            states[i].State.DropPrefix(oldest);
        }
    }

    // Ordered by number; what is looked for is nearly always among the newest.
    private int IndexOf(ulong number)
    {
        for (var i = states.Count - 1; i >= 0 && states[i].Number >= number; i--)
        {
            if (states[i].Number == number)
            {
                return i;
            }
        }

        return -1;
    }

    private readonly record struct ReceivedState(ulong Number, Instant At, T State, byte[] History);
}
