using System.Diagnostics;
using Godwit.Platform.Native;

namespace Godwit.Platform;

/// <summary>
/// A process that we started and have to wait for. Nobody else in the process may reap it. Dropping the object neither ends nor
/// reaps the process.
/// </summary>
public sealed unsafe partial class ChildProcess
{
    private ExitStatus? status;

    private ChildProcess(int processId) => ProcessId = processId;

    /// <summary>Its process id.</summary>
    public int ProcessId { get; }

    /// <summary>Asks whether the process has ended; does not wait.</summary>
    /// <param name="exit">How it ended. Stays available after the first success.</param>
    /// <returns>False while it runs.</returns>
    public bool TryReap(out ExitStatus exit)
    {
        exit = status ?? default;
        return status is not null || Reap(Libc.WaitNoHang, out exit);
    }

    /// <summary>Waits until the process ends.</summary>
    public ExitStatus Wait()
    {
        if (status is null)
        {
            _ = Reap(0, out _);
        }

        Debug.Assert(status is not null, "a blocking wait ends with a status");
        return status.GetValueOrDefault();
    }

    /// <summary>True while a process of this user is there. Not by /proc, which may hide one that protects its memory (hidepid).</summary>
    public static bool IsRunning(int processId) => Libc.Kill(processId, 0) == 0;

    /// <summary>Asks another process of this user to end (SIGTERM). One that is gone is no error.</summary>
    /// <param name="processId">Told by the kernel, just now: numbers come again.</param>
    public static void Terminate(int processId)
    {
        if (processId > 1)
        {
            _ = Libc.Kill(processId, SignalNumbers.Number(SignalSet.Terminate));
        }
    }

    /// <summary>Sends a signal to the process; nothing happens if it was reaped.</summary>
    /// <param name="signal">One signal.</param>
    public void Kill(SignalSet signal)
    {
        if (status is null)
        {
            _ = Libc.Kill(ProcessId, SignalNumbers.Number(signal));
        }
    }

    /// <summary>Sends a signal to the process's group, which it leads (<see cref="SpawnOptions.NewSession"/>); nothing happens if it was reaped.</summary>
    /// <param name="number">1 to 31; others are ignored.</param>
    public void SignalGroup(int number)
    {
        if (status is null && number is > 0 and < 32)
        {
            _ = Libc.Kill(-ProcessId, number);
        }
    }

    private bool Reap(int options, out ExitStatus exit)
    {
        int word;
        int result;
        while ((result = Libc.WaitPid(ProcessId, &word, options)) < 0 && Libc.Errno == Errno.Interrupted)
        {
        }

        exit = default;
        if (result == 0)
        {
            return false;
        }

        // An error means that somebody ignored SIGCHLD, so the kernel reaped it: it has ended, we do not know how.
        exit = result > 0 ? ExitStatus.FromWaitStatus(word) : default;
        status = exit;
        return true;
    }
}
