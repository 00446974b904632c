using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Server;

/// <summary>The program's side of the loop: pty, child, signals.</summary>
internal sealed partial class ServerLoop
{
    private void StartCommand(Instant now)
    {
        if (session.TryTakeResize(out int columns, out int rows))
        {
            pty.SetWindowSize(columns, rows);
        }

        try
        {
            child = start(pty);
        }
        catch (PlatformException failure)
        {
            // Shown where the user looks: on the session's own screen.
            session.HandleOutput(System.Text.Encoding.UTF8.GetBytes($"godwit server: {failure.Message}\r\n"));
            exitStatus = CommandNotFound;
            session.BeginShutdown(now, exitStatus);
        }
    }

    // What shells report for a command that cannot be executed.
    private const int CommandNotFound = 127;

    private void ServePty(Instant now, bool canRead)
    {
        if (canRead)
        {
            ReadOutput(now);
        }

        while (!session.Input.IsEmpty)
        {
            IoResult result = pty.Write(session.Input);
            if (!result.IsDone)
            {
                break;
            }

            session.ConsumeInput(result.Count);
        }

        if (session.TryTakeResize(out int columns, out int rows))
        {
            pty.SetWindowSize(columns, rows);
        }
    }

    private void ReadOutput(Instant now)
    {
        int total = 0;
        while (total < OutputPerTurnMax)
        {
            IoResult result = pty.Read(buffer);
            if (result.IsDone && result.Count > 0)
            {
                session.HandleOutput(buffer.AsSpan(0, result.Count));
                total += result.Count;
                continue;
            }

            if (result.Status != IoStatus.WouldBlock)
            {
                hangupAt = now;
                FinishIfExited(now);
            }

            return;
        }
    }

    private void HandleSignals(Instant now)
    {
        SignalSet arrived = signals.Drain();
        if (arrived.HasFlag(SignalSet.Terminate) || arrived.HasFlag(SignalSet.Interrupt))
        {
            EndSession(now, "asked to by a signal");
        }

        if (arrived.HasFlag(SignalSet.User1) && lifetime.ObeysSignal(now, attachment.Connection.LastRemoteStateAt))
        {
            EndSession(now, "asked to by SIGUSR1");
        }

        if (arrived.HasFlag(SignalSet.Child))
        {
            FinishIfExited(now);
        }
    }

    /// <summary>The session ends when the terminal was closed by the last program; its status comes with it if it has ended.</summary>
    private void FinishIfExited(Instant now)
    {
        if (child is not null && exitStatus is null && child.TryReap(out ExitStatus status))
        {
            exitStatus = status.ShellCode;
        }

        if (hangupAt != Instant.Never && !session.IsClosing && (exitStatus is not null || now - hangupAt >= ExitGraceMs))
        {
            session.BeginShutdown(now, exitStatus);
        }
    }
}
