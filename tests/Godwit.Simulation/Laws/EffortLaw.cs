using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Simulation.Laws;

/// <summary>
/// What an end may do to its machine and to the network: datagrams, instructions and turns in a time, and what it keeps. The times are those of
/// its own clock.
/// </summary>
internal sealed class EffortLaw(string name)
{
    /// <summary>Of one instruction of 4 MiB in pieces of 500 octets, and something on top.</summary>
    public const int DatagramsPerTurnMax = 10_000;

    /// <summary>Events that are no octets: sizes and facts.</summary>
    public const int OtherEventsMax = 10_000;

    /// <summary>States of the peer: stock's 1024 and one; beyond them one more every 15 s (spec 02 section 9).</summary>
    public const int StatesMax = 1025;

    private const int StateQuench = 15_000;

    /// <summary>The server's queue, one state's worth of input on top, and answers of the terminal.</summary>
    public const int ServerInputMax = ServerSession.InputMax + ClientSession.InputMax + (128 * 1024);

    // In any ten seconds. A frame every 20 ms is 50 a second; each may have a repeat, an acknowledgement, and a probe beside it.
    private const int WindowMs = 10_000;
    private const int InstructionsMax = 1000;

    // Turns in which nothing arrived, nobody touched the end, and nothing was sent: a loop that spins.
    private const int IdleTurnsMax = 300;

    // In any ten seconds so long after the peer was heard last and somebody did something.
    private const int DeafAfter = 130_000;
    private const int DeafInstructionsMax = 20;

    private readonly Queue<Instant> instructions = new();
    private readonly Queue<Instant> idleTurns = new();
    private Instant heardAt = new(long.MinValue / 2);
    private Instant presentAt = new(long.MinValue / 2);
    private long seen;
    private int stuck;

    /// <summary>Most instructions in a window so far, for whoever sets the bounds.</summary>
    public int InstructionsPeak { get; private set; }

    /// <summary>Most idle turns in a window so far.</summary>
    public int IdleTurnsPeak { get; private set; }

    /// <summary>Most instructions in a window at a peer that is long gone.</summary>
    public int DeafPeak { get; private set; }

    /// <summary>States that may be held after so long a session.</summary>
    public static long StatesMaxAfter(long milliseconds) => StatesMax + (milliseconds / StateQuench);

    /// <summary>Something authentic and new came from the peer.</summary>
    public void NoteHeard(Instant now) => heardAt = now;

    /// <summary>The user or the program did something.</summary>
    public void NotePresence(Instant now) => presentAt = now;

    /// <summary>A datagram was sent.</summary>
    /// <param name="now">The time.</param>
    /// <param name="count">Instructions so far; control packets count as well.</param>
    public void NoteSent(Instant now, long count)
    {
        if (count == seen)
        {
            // A piece of a long one.
            return;
        }

        seen = count;
        InstructionsPeak = Math.Max(InstructionsPeak, Count(instructions, now));
        Require(InstructionsPeak <= InstructionsMax, $"more than {InstructionsMax} instructions in {WindowMs} ms");
        if (now - heardAt > DeafAfter + WindowMs && now - presentAt > DeafAfter + WindowMs && heardAt.Milliseconds > 0)
        {
            DeafPeak = Math.Max(DeafPeak, instructions.Count);
            Require(instructions.Count <= DeafInstructionsMax, $"{instructions.Count} instructions in {WindowMs} ms at a peer that is silent for {(now - heardAt) / 1000} s");
        }
    }

    /// <summary>A turn is over.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isDue">Only the deadline was a reason for it.</param>
    /// <param name="sent">Datagrams sent in it.</param>
    /// <param name="next">The next deadline.</param>
    public void NoteTurn(Instant now, bool isDue, int sent, Instant next)
    {
        if (!isDue || sent > 0)
        {
            stuck = 0;
            return;
        }

        stuck = next <= now ? stuck + 1 : 0;
        Require(stuck <= 2, "a deadline that has passed stays: the loop would spin");
        IdleTurnsPeak = Math.Max(IdleTurnsPeak, Count(idleTurns, now));
        Require(IdleTurnsPeak <= IdleTurnsMax, $"more than {IdleTurnsMax} turns for nothing in {WindowMs} ms");
    }

    private static int Count(Queue<Instant> window, Instant now)
    {
        window.Enqueue(now);
        while (window.Peek() + WindowMs < now)
        {
            window.Dequeue();
        }

        return window.Count;
    }

    private void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new SimulationFault($"{name}: {fault}");
        }
    }
}
