using Godwit.Bench.Meters;

namespace Godwit.Bench.Sessions;

/// <summary>One poll loop for all that a measurement watches: clients' terminals, relays, and things to do at a given time.</summary>
internal sealed class EventLoop
{
    // How late an interrupt of the user may be noticed.
    private const double LongestWaitMilliseconds = 500;

    private readonly Dictionary<int, Action> readers = [];
    private readonly PriorityQueue<Action, (double Due, long Order)> timers = new();
    private NativeCalls.PollEntry[] polled = [];
    private long order;
    private volatile bool interrupted;

    /// <summary>Calls back whenever the descriptor can be read.</summary>
    public void Watch(int descriptor, Action readable) => readers.Add(descriptor, readable);

    /// <summary>Before a watched descriptor is closed.</summary>
    public void Forget(int descriptor) => readers.Remove(descriptor);

    /// <summary>Calls back once at a time of <see cref="Clock"/>, at most 0.1 ms late if the machine is idle. Equal times keep their order.</summary>
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

    /// <summary>Turns for a time, also after an interrupt: to end things in order.</summary>
    public void TryRunFor(double milliseconds)
    {
        var wasInterrupted = interrupted;
        interrupted = false;
        RunFor(milliseconds);
        interrupted |= wasInterrupted;
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

        var count = Wait(Math.Clamp(longest, 0, LongestWaitMilliseconds));
        for (var i = 0; i < count; i++)
        {
            // A callback may have ended the watching of a later descriptor.
            if (polled[i].Returned != 0 && readers.TryGetValue(polled[i].Descriptor, out var readable))
            {
                readable();
            }
        }
    }

    // poll(2) counts in milliseconds, which is more than a local network takes: ppoll(2).
    private int Wait(double milliseconds)
    {
        if (polled.Length < readers.Count)
        {
            polled = new NativeCalls.PollEntry[readers.Count * 2];
        }

        var count = 0;
        foreach (var descriptor in readers.Keys)
        {
            polled[count++] = new() { Descriptor = descriptor, Requested = NativeCalls.PollReadable };
        }

        var nanoseconds = (long)(milliseconds * 1e6);
        var timeout = new NativeCalls.TimeSpecification { Seconds = nanoseconds / 1_000_000_000, Nanoseconds = nanoseconds % 1_000_000_000 };
        return NativeCalls.Poll(polled, (nuint)count, timeout, 0) > 0 ? count : 0;
    }
}
