using Godwit.Bench.Meters;
using Godwit.Platform;

namespace Godwit.Bench.Sessions;

/// <summary>One poll loop for all that a measurement watches: clients' terminals, relays, and things to do at a given time.</summary>
internal sealed class EventLoop
{
    // How late an interrupt of the user may be noticed.
    private const double LongestWaitMilliseconds = 500;

    private readonly Dictionary<int, Action> readers = [];
    private readonly PriorityQueue<Action, (double Due, long Order)> timers = new();
    private readonly Poller poller = new();
    private readonly List<int> polled = [];
    private long order;
    private volatile bool interrupted;

    /// <summary>Calls back whenever the descriptor can be read.</summary>
    public void Watch(int descriptor, Action readable) => readers.Add(descriptor, readable);

    /// <summary>Before a watched descriptor is closed.</summary>
    public void Forget(int descriptor) => readers.Remove(descriptor);

    /// <summary>Calls back once at a time of <see cref="Clock"/>, at most 1 ms late. Equal times keep their order.</summary>
    public void At(double due, Action action) => timers.Enqueue(action, (due, order++));

    /// <summary>Makes every later turn throw. May be called from another thread.</summary>
    public void Interrupt() => interrupted = true;

    /// <summary>Turns for a time.</summary>
    public void RunFor(double milliseconds) => RunUntil(() => false, milliseconds);

    /// <summary>Turns until the condition holds or the time is over.</summary>
    /// <returns>Whether the condition holds.</returns>
    public bool RunUntil(Func<bool> condition, double milliseconds)
    {
        var end = Clock.Now + milliseconds;
        while (!condition())
        {
            var now = Clock.Now;
            if (now >= end)
            {
                return false;
            }

            Turn(end - now);
        }

        return true;
    }

    /// <summary>Drops what was still to be done: the sessions it was for have ended.</summary>
    public void ClearTimers() => timers.Clear();

    private void Turn(double longest)
    {
        if (interrupted)
        {
            throw new OperationCanceledException("interrupted");
        }

        while (timers.TryPeek(out var action, out var key) && key.Due <= Clock.Now)
        {
            timers.Dequeue();
            action();
        }

        if (timers.TryPeek(out _, out var next))
        {
            longest = Math.Min(longest, next.Due - Clock.Now);
        }

        poller.Clear();
        polled.Clear();
        foreach (var descriptor in readers.Keys)
        {
            poller.Add(descriptor, PollEvents.Readable);
            polled.Add(descriptor);
        }

        poller.Wait((long)Math.Ceiling(Math.Clamp(longest, 0, LongestWaitMilliseconds)));
        for (var i = 0; i < polled.Count; i++)
        {
            // A callback may have ended the watching of a later descriptor.
            if (poller.CanRead(i) && readers.TryGetValue(polled[i], out var readable))
            {
                readable();
            }
        }
    }
}
