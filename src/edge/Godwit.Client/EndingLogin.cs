using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Client;

/// <summary>
/// The ssh that started the server. It ends within a round trip, and the session does not wait for that. A job that the far side's start-up files left in
/// the background can hold it for ever: then it is asked to end. What it may have printed meanwhile is painted over.
/// </summary>
internal sealed class EndingLogin
{
    private const int PatienceMs = 1000;
    private const int AsksMax = 3;

    private ChildProcess? process;
    private Instant deadline;
    private int asks;

    /// <param name="process">Null if there is none, or it has ended already.</param>
    /// <param name="now">When the session begins.</param>
    public EndingLogin(ChildProcess? process, Instant now)
    {
        this.process = process;
        deadline = now + PatienceMs;
    }

    /// <summary>When <see cref="Update"/> has something to do.</summary>
    public Instant NextDeadline => process is null ? Instant.Never : deadline;

    /// <summary>Call once per turn.</summary>
    /// <returns>True if the screen is to be painted anew: the login had to be asked to end.</returns>
    public bool Update(Instant now)
    {
        if (process is null)
        {
            return false;
        }

        if (process.TryReap(out _))
        {
            process = null;
            return asks > 0;
        }

        if (now >= deadline)
        {
            process.Kill(SignalSet.Terminate);
            deadline = now + PatienceMs;
            process = ++asks < AsksMax ? process : null;
        }

        return false;
    }
}
