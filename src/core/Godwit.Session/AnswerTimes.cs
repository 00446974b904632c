using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// How long the server takes to answer keys: from the key until the server's screen is one that the program had at least 50 ms to change (the
/// echo acknowledgement, spec 07 section 1). Knows numbers of states, never keys.
/// </summary>
internal sealed class AnswerTimes
{
    // More states than this wait only in an outage, and then the older ones tell enough.
    private const int WaitingMax = 64;

    private static readonly int[] Bounds = [1, 2, 5, 10, 20, 50, 100, 150, 200, 300, 500, 1000, 2000, 5000, 10_000, 60_000];

    private readonly (ulong State, Instant At)[] waiting = new (ulong, Instant)[WaitingMax];
    private readonly long[] counts = new long[Bounds.Length + 1];
    private int first;
    private int held;
    private long count;
    private long sum;

    /// <summary>All answers so far.</summary>
    public DurationFigures Figures => new(count, sum, Bounds, counts.AsMemory());

    /// <summary>Something was typed that will be in the state of this number, or a later one.</summary>
    public void NoteTyped(Instant now, ulong state)
    {
        int last = (first + held - 1 + WaitingMax) % WaitingMax;
        if (held < WaitingMax && (held == 0 || waiting[last].State < state))
        {
            waiting[(first + held++) % WaitingMax] = (state, now);
        }
    }

    /// <summary>The server's screen answers all states up to this number.</summary>
    public void NoteAnswered(Instant now, ulong state)
    {
        for (; held > 0 && waiting[first].State <= state; first = (first + 1) % WaitingMax, held--)
        {
            long took = now - waiting[first].At;
            int place = Array.FindIndex(Bounds, bound => took <= bound);
            counts[place < 0 ? Bounds.Length : place]++;
            sum += took;
            count++;
        }
    }
}
