namespace Godwit.Transport;

/// <summary>
/// Which of the peer's latest sequence numbers have arrived: each counts once (RFC 4303 section 3.4.3). Else somebody on the way who sends an old
/// datagram again could break a half-received instruction off, or make an end answer. Useful after construction; owned by one connection.
/// </summary>
internal sealed class ReplayWindow
{
    /// <summary>
    /// Numbers that are remembered; a power of two. What is older is dropped: a datagram that a thousand others have overtaken counts as lost, and
    /// everything lost is sent again.
    /// </summary>
    public const int Length = 1024;

    private const int WordBits = 64;

    private readonly ulong[] words = new ulong[Length / WordBits];

    /// <summary>One more than the highest number so far.</summary>
    public ulong Next { get; private set; }

    /// <summary>Takes an authentic number.</summary>
    /// <returns>False if it came before, or is too old to know.</returns>
    public bool TryTake(ulong sequence)
    {
        if (sequence >= Next)
        {
            ForgetFor(sequence);
        }
        else if (Next - sequence > Length || (words[Word(sequence)] & Bit(sequence)) != 0)
        {
            return false;
        }

        words[Word(sequence)] |= Bit(sequence);
        return true;
    }

    // The places of the numbers from Next to this one were those of numbers that are too old now.
    private void ForgetFor(ulong sequence)
    {
        if (sequence - Next >= Length)
        {
            words.AsSpan().Clear();
        }
        else
        {
            for (var number = Next; number <= sequence; number++)
            {
                words[Word(number)] &= ~Bit(number);
            }
        }

        Next = sequence + 1;
    }

    private static int Word(ulong sequence) => (int)(sequence % Length / WordBits);

    private static ulong Bit(ulong sequence) => 1UL << (int)(sequence % WordBits);
}
