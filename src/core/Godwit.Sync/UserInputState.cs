using System.Buffers;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Sync;

/// <summary>
/// What the user typed, and the sizes of the user's window, since the session began (spec 03 section 2). Append-only: a later
/// state extends every earlier one. Forks share one log, so a fork is a number.
/// </summary>
public sealed class UserInputState : ISyncState<UserInputState>
{
    /// <summary>
    /// Events held at most that were received and not executed. A peer of ours sends them in pieces of kilobytes; only a hostile
    /// one, that leaves gaps on purpose, gets here.
    /// </summary>
    private const long HeldMax = 16 * 1024 * 1024;

    /// <summary>Of these, events that are not octets and need more memory: hours of a window being dragged.</summary>
    private const int HeldOthersMax = 64 * 1024;

    private readonly UserEventLog log;

    /// <summary>State 0: no events.</summary>
    public UserInputState()
        : this(new UserEventLog(), 0)
    {
    }

    private UserInputState(UserEventLog log, long end)
    {
        this.log = log;
        End = end;
    }

    /// <summary>Number of events in this state since the session began.</summary>
    public long End { get; private set; }

    /// <summary>Octets of memory held for events that are not yet acknowledged or consumed.</summary>
    public long Held => log.End - log.Start;

    /// <summary>Appends what the user typed. Only on the live object of the client.</summary>
    public void Append(ReadOnlySpan<byte> octets)
    {
        log.Append(octets);
        End = log.End;
    }

    /// <summary>Appends a new window size. Only on the live object of the client.</summary>
    /// <param name="columns">At least 1.</param>
    /// <param name="rows">At least 1.</param>
    public void AppendResize(int columns, int rows)
    {
        log.AppendResize(columns, rows);
        End = log.End;
    }

    /// <summary>Appends what is known of the user's terminal. Only on the live object of the client, to a server that takes it.</summary>
    public void AppendFacts(TerminalFacts facts)
    {
        log.AppendFacts(facts);
        End = log.End;
    }

    /// <summary>Reads the next event, or run of octets, of this state.</summary>
    /// <param name="position">Number of the event to read; moved behind what was read.</param>
    /// <param name="userEvent">What was read; its octets are valid until the log is next written to.</param>
    /// <returns>False at the end of this state.</returns>
    public bool TryRead(ref long position, out UserEvent userEvent)
    {
        position = Math.Max(position, log.Start);
        if (position >= End)
        {
            userEvent = default;
            return false;
        }

        if (log.TryGetOther(position, out userEvent))
        {
            position++;
        }
        else
        {
            userEvent = UserEvent.Typed(log.Octets(position, End));
            position += userEvent.Octets.Length;
        }

        return true;
    }

    /// <summary>Releases the events before <paramref name="position"/>, which the server has executed.</summary>
    public void Release(long position) => log.DropBefore(position);

    /// <inheritdoc/>
    public UserInputState Fork() => new(log, End);

    /// <inheritdoc/>
    public bool ContentEquals(UserInputState other) => End == other.End;

    /// <inheritdoc/>
    public void WriteDiff(UserInputState from, IBufferWriter<byte> output)
    {
        var writer = new UserMessageWriter(output);
        long position = from.End;
        while (TryRead(ref position, out UserEvent userEvent))
        {
            writer.Write(userEvent);
        }
    }

    /// <inheritdoc/>
    public bool TryApply(ReadOnlySpan<byte> diff)
    {
        // Checked as a whole first, so that a malformed message leaves the log as it was.
        var check = new UserMessageReader(diff);
        while (check.TryRead(out _))
        {
        }

        if (check.IsMalformed || Held + diff.Length > HeldMax || log.OtherCount > HeldOthersMax)
        {
            return false;
        }

        long position = End;
        var reader = new UserMessageReader(diff);
        while (reader.TryRead(out UserEvent userEvent))
        {
            if (!TryMerge(userEvent, ref position))
            {
                return false;
            }
        }

        End = position;
        return true;
    }

    /// <inheritdoc/>
    public void DropPrefix(UserInputState acknowledged) => log.DropBefore(acknowledged.End);

    /// <summary>
    /// Adds what is new; what another state already brought must be the same. A stock server aborts when it is not
    /// (spec 03 section 5); here the state is refused.
    /// </summary>
    private bool TryMerge(in UserEvent userEvent, ref long position)
    {
        if (userEvent.Kind != UserEventKind.Byte)
        {
            return TryMergeOther(userEvent, position++);
        }

        ReadOnlySpan<byte> octets = userEvent.Octets;
        while (!octets.IsEmpty)
        {
            if (position >= log.End)
            {
                log.Append(octets);
                position += octets.Length;
                return true;
            }

            // Octets before the start were executed long ago and can only be skipped.
            int step = position < log.Start
                ? (int)Math.Min(octets.Length, log.Start - position)
                : MatchingOctets(octets, position);
            if (step == 0)
            {
                return false;
            }

            position += step;
            octets = octets[step..];
        }

        return true;
    }

    private bool TryMergeOther(in UserEvent userEvent, long position)
    {
        if (position < log.End)
        {
            return position < log.Start
                || (log.TryGetOther(position, out UserEvent held)
                    && held.Kind == userEvent.Kind
                    && (held.Columns, held.Rows) == (userEvent.Columns, userEvent.Rows)
                    && held.Facts == userEvent.Facts);
        }

        if (userEvent.Facts is { } facts)
        {
            log.AppendFacts(facts);
        }
        else
        {
            log.AppendResize(userEvent.Columns, userEvent.Rows);
        }

        return true;
    }

    private int MatchingOctets(ReadOnlySpan<byte> octets, long position)
    {
        ReadOnlySpan<byte> held = log.TryGetOther(position, out _) ? default : log.Octets(position, log.End);
        int length = Math.Min(held.Length, octets.Length);
        return held[..length].SequenceEqual(octets[..length]) ? length : 0;
    }
}
