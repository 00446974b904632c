using System.Diagnostics;

namespace Godwit.Transport;

/// <summary>
/// Keeps the peer's copy of the local object up to date: numbered snapshots, the guess which of them the peer holds, and
/// the two deadlines (spec 02 section 8). Decides what is to be sent and when; does not know packets.
/// </summary>
/// <typeparam name="T">The local object.</typeparam>
internal sealed partial class StateSender<T>
    where T : class, ISyncState<T>
{
    // Snapshots kept; when there are more, one in the middle goes: the oldest are bases, the newest may be acknowledged soon.
    private const int StatesMax = 32;
    private const int CullFromEnd = 16;

    // A diff from the acknowledged state needs no luck; it is preferred if it costs at most this much more.
    private const int ProspectiveLengthMax = 1000;
    private const int ProspectiveExtraMax = 100;

    private static readonly byte[] NoHistory = [];

    private readonly SentState[] sent = new SentState[StatesMax + 1];
    private readonly ReusableBuffer otherDiff = new();
    private int count;
    private int presumed;
    private bool owesAcknowledgement;

    // The history of the state just built when it was sent before; null if it is new.
    private byte[]? earlierHistory;

    /// <summary>Starts with state 0.</summary>
    /// <param name="settings">Timing.</param>
    /// <param name="rtt">Read for the gaps between frames and retries.</param>
    /// <param name="start">When the connection began.</param>
    /// <param name="initial">The local object; stays the caller's and is changed by the caller.</param>
    public StateSender(SenderSettings settings, RttEstimator rtt, Instant start, T initial)
    {
        this.settings = settings;
        CollectionDelay = settings.MinDelay;
        this.rtt = rtt;
        live = initial;
        ackDue = start;
        sendDue = start;
        Heartbeat = new HeartbeatPolicy(settings.IsServer);
        sent[count++] = new SentState { Number = StateNumber.Initial, At = start, Snapshot = initial.Fork() };
    }

    /// <summary>The newest number given to a state.</summary>
    public ulong NewestNumber => Last.Number;

    /// <summary>The newest state known to be held by the peer.</summary>
    public ulong AcknowledgedNumber => sent[0].Number;

    /// <summary>When the acknowledged state was sent last.</summary>
    public Instant AcknowledgedAt => sent[0].At;

    /// <summary>True if the peer lacks something of the local object as it was when last sent.</summary>
    public bool HasUnacknowledgedContent => UnacknowledgedSince != Instant.Never;

    /// <summary>The diff of the instruction being built; valid until the next call of <see cref="TryBuild"/>.</summary>
    public ReusableBuffer Diff { get; } = new();

    /// <summary>What the peer can be sure to have compressed diffs from the base of the built instruction against; empty if that is not known.</summary>
    public byte[] BaseHistory { get; private set; } = [];

    private ref SentState Last => ref sent[count - 1];

    private T Current => frozen ?? live;

    /// <summary>The peer says which state it holds; an unknown number is ignored.</summary>
    /// <returns>True if the number is newer than the one known before.</returns>
    public bool HandleAcknowledgement(Instant now, ulong number)
    {
        var index = IndexOf(number);
        if (index <= 0)
        {
            return false;
        }

        for (var i = 0; i < index; i++)
        {
            sent[i].Snapshot.Release();
        }

        Array.Copy(sent, index, sent, 0, count - index);
        Array.Clear(sent, count - index, index);
        count -= index;
        presumed = Math.Max(0, presumed - index);

        // The oldest state last: the others are shortened by its content.
        var acknowledged = sent[0].Snapshot;
        Current.DropPrefix(acknowledged);
        for (var i = count - 1; i >= 0; i--)
        {
            sent[i].Snapshot.DropPrefix(acknowledged);
        }

        sent[0].HasContent = false;
        NoteProgress(now);
        return true;
    }

    /// <summary>
    /// A state that was sent before takes the place of the one that was just built. Only if all that were sent since say the same: the peer may hold one of
    /// them, and would not go back.
    /// </summary>
    /// <param name="now">The current time.</param>
    /// <param name="number">The state's number.</param>
    /// <param name="acknowledges">False if the instruction that was sent before acknowledges less than there is to acknowledge.</param>
    /// <returns>False if it cannot, or if the answer to it would not be understood any more.</returns>
    public bool TryReplaceBuilt(Instant now, ulong number, bool acknowledges)
    {
        var index = IndexOf(number);
        if (index < 0 || MayHoldAnother(index))
        {
            return false;
        }

        for (var i = index; i < count; i++)
        {
            sent[i].At = now;
        }

        owesAcknowledgement |= !acknowledges;
        return true;
    }

    /// <summary>Decides whether an instruction is due, and writes its diff.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="oldNumber">The base of the diff.</param>
    /// <param name="newNumber">The state after it.</param>
    /// <param name="isNew">True if the number is used for the first time.</param>
    public bool TryBuild(Instant now, out ulong oldNumber, out ulong newNumber, out bool isNew)
    {
        oldNumber = 0;
        newNumber = 0;
        isNew = false;
        Schedule(now);
        if (now < ackDue && now < sendDue && !owesAcknowledgement)
        {
            return false;
        }

        if (owesAcknowledgement || (isHeldBack && now < sendDue))
        {
            owesAcknowledgement = false;
            BuildAcknowledgement(now, out oldNumber, out newNumber);
            return true;
        }

        var from = ChooseBase();
        oldNumber = sent[from].Number;
        BaseHistory = sent[from].History ?? [];
        if (Diff.Length > 0)
        {
            NoteResend(now);
            NoteContentSent(now);
            newNumber = Append(now, ref isNew, reusesSameContent: true);
            presumed = count - 1;
            if (UnacknowledgedSince == Instant.Never)
            {
                UnacknowledgedSince = now;
            }
        }
        else if (now >= ackDue)
        {
            newNumber = Append(now, ref isNew, reusesSameContent: false);
        }
        else
        {
            NoteNothingToSend(from);
            return false;
        }

        // Until the sending of this instruction has said what it is.
        earlierHistory = isNew ? null : Last.History ?? NoHistory;
        Last.History = null;
        dirtyAt = Instant.Never;
        sendDue = Instant.Never;
        NoteHeartbeat(now);
        if (newNumber == StateNumber.Shutdown)
        {
            shutdownTries++;
        }

        return true;
    }

    /// <summary>
    /// Says what diffs from the state just built can be compressed against, once its instruction is on its way. If the state was sent before
    /// with another history, it has none: which of both sendings arrives is not known, and so is not what the peer keeps.
    /// </summary>
    public void KeepHistory(byte[] history)
    {
        if (earlierHistory is null || earlierHistory.AsSpan().SequenceEqual(history))
        {
            Last.History = history;
        }
    }

    // Writes the better diff and says which state it starts from: the presumed one, or the acknowledged one.
    private int ChooseBase()
    {
        if (Last.Number == StateNumber.Shutdown)
        {
            // Each try renews the time of the last state, so it would be presumed to be there for ever, and be its own base.
            presumed = 0;
        }

        Diff.Clear();
        Current.WriteDiff(sent[presumed].Snapshot, Diff);
        if (presumed == 0)
        {
            return 0;
        }

        // An empty one would not take back what the peer shows since.
        otherDiff.Clear();
        Current.WriteDiff(sent[0].Snapshot, otherDiff);
        var isBetter = otherDiff.Length > 0 && (otherDiff.Length <= Diff.Length
            || (otherDiff.Length < ProspectiveLengthMax && otherDiff.Length - Diff.Length < ProspectiveExtraMax));
        if (!isBetter)
        {
            return presumed;
        }

        Diff.Clear();
        otherDiff.Written.CopyTo(Diff.GetSpan(otherDiff.Length));
        Diff.Advance(otherDiff.Length);
        return 0;
    }

    // Gives the current content a number: that of the newest state if the content is the same, else the next one.
    private ulong Append(Instant now, ref bool isNew, bool reusesSameContent)
    {
        var differs = LiveDiffersFrom(count - 1);
        var number = Last.Number;
        if (closing)
        {
            number = StateNumber.Shutdown;
        }
        else if (differs || !reusesSameContent)
        {
            number++;
        }

        if (number == Last.Number)
        {
            Last.At = now;
            return number;
        }

        isNew = true;
        sent[count++] = new SentState
        {
            Number = number,
            At = now,
            Snapshot = Current.Fork(),
            HasContent = differs,
            Relation = Relation.Same,
        };
        Cull();
        return number;
    }

    private void Cull()
    {
        if (count <= StatesMax)
        {
            return;
        }

        var index = count - CullFromEnd;
        sent[index].Snapshot.Release();
        sent[index + 1].HasContent |= sent[index].HasContent;
        Array.Copy(sent, index + 1, sent, index, count - index - 1);
        sent[--count] = default;
        if (presumed >= index)
        {
            presumed--;
        }

        Debug.Assert(count == StatesMax, "one state is added at a time");
    }

    private int IndexOf(ulong number)
    {
        for (var i = 0; i < count; i++)
        {
            if (sent[i].Number == number)
            {
                return i;
            }
        }

        return -1;
    }

    // Comparing with a screen costs something, so each answer is kept until the local object changes.
    private bool LiveDiffersFrom(int index)
    {
        ref var state = ref sent[index];
        if (state.Relation == Relation.Unknown)
        {
            state.Relation = Current.ContentEquals(state.Snapshot) ? Relation.Same : Relation.Different;
        }

        return state.Relation == Relation.Different;
    }

    private enum Relation : byte
    {
        Unknown,
        Same,
        Different,
    }

    private struct SentState
    {
        public ulong Number;
        public Instant At;
        public T Snapshot;

        /// <summary>It differs from the state before it; false for an empty acknowledgement.</summary>
        public bool HasContent;

        /// <summary>See <see cref="BaseHistory"/>; null is empty.</summary>
        public byte[]? History;

        /// <summary>Whether the local object differs from it.</summary>
        public Relation Relation;
    }
}
