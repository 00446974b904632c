namespace Godwit.Session;

/// <summary>
/// How long one program takes to answer a key, from its latest answers. One that is missing is awaited for twice as long as nearly
/// all of them took, with bounds.
/// </summary>
internal sealed class EchoLatency
{
    /// <summary>Answers that count: some seconds of typing, and the second longest of them is the 95th percentile.</summary>
    public const int SamplesMax = 20;

    /// <summary>The longest time after a key in which what a program writes is taken for its answer.</summary>
    public const long AnswerMaxMs = 1000;

    /// <summary>The longest wait: a program that is slower is judged too early, one that does not answer at all too late.</summary>
    public const long LimitMaxMs = 500;

    // How much a machine that is busy with something else adds to times that are hardly more than nothing.
    private const long SlackMs = 20;

    // So few tell little of the longest: they count twice.
    private const int FewSamples = 5;

    private readonly short[] samples = new short[SamplesMax];
    private int count;
    private int next;

    /// <summary>True once the program has answered.</summary>
    public bool IsKnown => count > 0;

    /// <summary>What is usual.</summary>
    public long MedianMs { get; private set; }

    /// <summary>What comes sooner after a key is not its answer: half of the lower quartile. A slow program has not seen the key by then.</summary>
    public long LeastMs { get; private set; }

    /// <summary>How long an answer is awaited.</summary>
    public long LimitMs { get; private set; } = LimitMaxMs;

    /// <summary>What takes longer is hardly an answer any more, if a younger key waits for one, too.</summary>
    public long MostMs { get; private set; } = AnswerMaxMs;

    /// <summary>Notes that an answer took so many milliseconds.</summary>
    public void Add(long milliseconds)
    {
        samples[next] = (short)Math.Clamp(milliseconds, 0, AnswerMaxMs);
        next = (next + 1) % SamplesMax;
        count = Math.Min(count + 1, SamplesMax);
        Span<short> sorted = stackalloc short[SamplesMax];
        sorted = sorted[..count];
        samples.AsSpan(0, count).CopyTo(sorted);
        sorted.Sort();
        MedianMs = sorted[count / 2];
        LeastMs = sorted[count / 4] / 2;
        long high = sorted[(((count * 95) + 99) / 100) - 1];
        high *= count < FewSamples ? 2 : 1;
        MostMs = (high * 5 / 4) + SlackMs;
        LimitMs = Math.Clamp(2 * high, EchoAckClock.DelayMs, LimitMaxMs);
    }

    /// <summary>Notes that a key was not answered. A program that has never answered one is soon not waited for.</summary>
    public void AddSilence()
    {
        if (!IsKnown)
        {
            LimitMs = Math.Max(EchoAckClock.DelayMs, LimitMs / 2);
        }
    }
}
