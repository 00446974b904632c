using Godwit.Platform;

namespace Godwit.Cli.Demo;

/// <summary>Ending a process that the demo started. Only these are ever signalled, each by its own id.</summary>
internal static class DemoChild
{
    // A client that is asked to end says goodbye to the server first, over a bad link; then it is made to.
    private const long AskSeconds = 3;
    private const long LookMilliseconds = 5;

    /// <summary>Waits until a process has ended; asks it to after a while, and then less politely. Takes 9 seconds at most.</summary>
    /// <param name="child">A process of ours.</param>
    /// <returns>How it ended; the default value (status 0) stands for one that did not.</returns>
    public static ExitStatus End(ChildProcess child)
    {
        if (TryWait(child, out ExitStatus exit))
        {
            return exit;
        }

        child.Kill(SignalSet.Terminate);
        if (!TryWait(child, out exit))
        {
            child.Kill(SignalSet.Quit);
            _ = TryWait(child, out exit);
        }

        return exit;
    }

    private static bool TryWait(ChildProcess child, out ExitStatus exit)
    {
        var poller = new Poller(); // Watches nothing: only waits.
        long deadline = DemoClock.Now + (AskSeconds * DemoClock.Second);
        while (!child.TryReap(out exit))
        {
            if (DemoClock.Now >= deadline)
            {
                return false;
            }

            poller.Wait(LookMilliseconds);
        }

        return true;
    }
}
