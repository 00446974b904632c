using System.Globalization;
using System.Text;
using Godwit.Platform;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Server;

/// <summary>The program's side of the loop: pty, child, signals.</summary>
internal sealed partial class ServerLoop
{
    // What shells report for a command that is not there, and for one that cannot be executed.
    private const int CommandNotFound = 127;
    private const int CommandNotExecutable = 126;
    private const int NoSuchFile = 2;

    private void ServeProgram(Instant now, bool canRead)
    {
        if (runsCommand)
        {
            ServeCommand(now);
            session.DiscardInput();
            return;
        }

        if (child is null && endAt == Instant.Never && session.HasBeenAttached && !session.IsClosing && !AwaitsCookie(now))
        {
            StartCommand(now);
        }

        if (!IsServingPty)
        {
            FinishIfExited(now);
            session.HandleProgram(default);
            if (session.HasBeenAttached)
            {
                session.DiscardInput();
            }

            return;
        }

        if (canRead)
        {
            ReadOutput(now);
        }

        WriteInput(now);
        ApplyResize();
        session.HandleProgram(watch.Look(now));
    }

    private void StartCommand(Instant now)
    {
        ApplyResize();
        ShowLoginMessages();
        try
        {
            child = pty.Spawn(new SpawnOptions
            {
                Path = handover.Command.Program,
                Arguments = handover.Command.Arguments,
                WorkingDirectory = WorkingDirectory(),
                CoreLimit = handover.CoreLimit,
            });
        }
        catch (PlatformException failure)
        {
            // Shown where the user looks: on the session's own screen.
            session.HandleOutput(Encoding.UTF8.GetBytes($"mosh-server: {failure.Message}\r\n"));
            exitStatus = failure.ErrorNumber == NoSuchFile ? CommandNotFound : CommandNotExecutable;
            endAt = now + FailureShownMs;
        }
    }

    private void ShowLoginMessages()
    {
        if (!handover.Command.IsLogin)
        {
            return;
        }

        // Straight to the screen; the terminal's line discipline would only have added the carriage returns.
        string text = Encoding.UTF8.GetString(LoginMessages.Read(handover.Home, handover.LoginNotice, "/run", "/var/run"));
        session.HandleOutput(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
    }

    private string? WorkingDirectory()
    {
        if (ProcessEnvironment.ChangeDirectory(handover.Home) == 0)
        {
            return handover.Home;
        }

        session.HandleOutput(Encoding.UTF8.GetBytes($"Cannot enter the home directory {handover.Home}.\r\n"));
        return null;
    }

    private void ReadOutput(Instant now)
    {
        for (int total = 0; total < OutputPerTurnMax;)
        {
            IoResult result = pty.Read(buffer);
            if (!result.IsDone || result.Count == 0)
            {
                if (result.Status != IoStatus.WouldBlock)
                {
                    isHungUp = true;
                    endAt = now + ExitGraceMs;
                    FinishIfExited(now);
                }

                return;
            }

            session.HandleOutput(buffer.AsSpan(0, result.Count));
            heap.NoteOutput(now);
            lastOutputAt = now;
            watch.NoteActivity(now);
            total += result.Count;
        }
    }

    private void WriteInput(Instant now)
    {
        while (!session.Input.IsEmpty)
        {
            IoResult result = pty.Write(session.Input);
            if (!result.IsDone)
            {
                return;
            }

            session.ConsumeInput(result.Count);
            watch.NoteActivity(now);
        }
    }

    private void ApplyResize()
    {
        if (session.TryTakeResize(out int columns, out int rows))
        {
            pty.SetWindowSize((ushort)columns, (ushort)rows);
        }
    }

    private SessionFacts Facts(Instant now) => new()
    {
        Port = socket.LocalAddress.Port,
        Age = (now - startedAt) / 1000,
        Contact = attachment.LastStateAt is null ? SessionContact.Waiting : attachment.Connection.HasPeer ? SessionContact.Attached : SessionContact.Lost,
        Silence = (now - (attachment.Connection.LastHeard ?? startedAt)) / 1000,
        Client = peer.Family == IpFamily.None ? "" : peer.ToEndpointString(),
        Columns = session.Screen.Width,
        Rows = session.Screen.Height,
        Peer = !attachment.Connection.FeaturesAreDecided ? "" : attachment.Connection.Features is { } agreed ? string.Create(CultureInfo.InvariantCulture, $"godwit {agreed.Level}") : "mosh",
        Missing = attachment.Connection.FeaturesAreDecided ? string.Join(", ", Session.Features.Missing(Session.Features.Ours, attachment.Connection.Features)) : "",
        TimeToLive = handover.TimeToLive,
        Forwards = [.. forwarding.Reports.Select(static report => new ForwardFigures(report.Name, report.Tally.Open, report.Tally.Made, report.Tally.Read, report.Tally.Written))],
        Command = watch.Name,
    };

    private void HandleSignals(Instant now)
    {
        SignalSet arrived = signals.Drain();
        bool hasPeer = attachment.Connection.HasPeer;
        if ((arrived & (SignalSet.Terminate | SignalSet.Interrupt)) != 0)
        {
            Obey(ServerLifetime.OnTerminate(hasPeer, session.IsClosing), now, "signal");
        }

        if (arrived.HasFlag(SignalSet.User1))
        {
            Obey(lifetime.OnUserSignal(now, attachment.LastStateAt, hasPeer, session.IsClosing), now, "signal");
        }
    }

    /// <summary>The session ends when the last program has closed the terminal; the command's status comes with it if it has ended.</summary>
    private void FinishIfExited(Instant now)
    {
        if (isHungUp && exitStatus is null && child!.TryReap(out ExitStatus status))
        {
            exitStatus = status.Code;
            endAt = now;
        }

        if (now >= endAt && !session.IsClosing)
        {
            session.BeginShutdown(now, exitStatus);
        }
    }
}
