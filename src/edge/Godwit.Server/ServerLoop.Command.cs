using Godwit.Forwarding;
using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Server;

/// <summary>A command without a terminal (<c>godwit exec</c>), or none at all (<c>godwit forward</c>): the session has no program on its screen.</summary>
internal sealed partial class ServerLoop
{
    // The environment of a command without a terminal names none.
    private static readonly string[] OfTerminals = ["TERM", "COLORTERM", "NCURSES_NO_UTF8_ACS", "TERM_PROGRAM", "TERM_PROGRAM_VERSION"];

    private bool runsCommand;
    private RemoteCommand? command;
    private MuxStream? commandStream;
    private MuxStream? commandErrors;

    // One for input and output first, then one for errors; whatever else is said to be for a command is for none.
    private void TakeCommandStream(in StreamRequest request, MuxStream stream)
    {
        if (request.Kind == RequestKind.Command && commandStream is null)
        {
            commandStream = stream;
        }
        else if (request.Kind == RequestKind.CommandErrors && commandStream is not null && commandErrors is null)
        {
            commandErrors = stream;
        }
        else
        {
            stream.Abort(StreamError.NotOffered);
        }
    }

    private void StartCommand(MuxStream stream, MuxStream errors)
    {
        EnvironmentBlock environment = EnvironmentBlock.Inherit();
        Array.ForEach(OfTerminals, environment.Remove);
        SessionCommand shell = SessionCommand.Choose(null, ProcessEnvironment.Get("SHELL"), ProcessEnvironment.GetAccount()?.Shell);
        IReadOnlyList<string> words = handover.Command.IsLogin ? [] : handover.Command.Arguments;

        // As sshd: the words are one line for the user's shell; without words the shell reads standard input.
        string name = shell.Program[(shell.Program.LastIndexOf('/') + 1)..];
        try
        {
            command = RemoteCommand.Start(
                new SpawnOptions
                {
                    Path = shell.Program,
                    Arguments = words.Count == 0 ? [$"-{name}"] : [name, "-c", string.Join(' ', words)],
                    Environment = environment,
                    WorkingDirectory = ProcessEnvironment.ChangeDirectory(handover.Home) == 0 ? handover.Home : null,
                    CoreLimit = handover.CoreLimit,
                },
                stream,
                errors);
        }
        catch (PlatformException failure)
        {
            _ = errors.Write(System.Text.Encoding.UTF8.GetBytes($"godwit: {failure.Message}\n"));
            errors.Finish();
            stream.Finish();
            exitStatus = failure.ErrorNumber == NoSuchFile ? CommandNotFound : CommandNotExecutable;
            endAt = Now() + ExitGraceMs;
        }
    }

    private void ServeCommand(Instant now)
    {
        if (command is null && exitStatus is null && commandErrors is not null && !session.IsClosing && !AwaitsCookie(now))
        {
            StartCommand(commandStream!, commandErrors);
        }

        if (command is null)
        {
            FinishIfExited(now);
            return;
        }

        command.Turn(now, poller);
        if (command.IsOver && !session.IsClosing)
        {
            exitStatus = command.Exit!.Value.Code;
            session.BeginShutdown(now, exitStatus);
        }
    }
}
