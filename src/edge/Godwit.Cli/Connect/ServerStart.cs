using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>Runs the program that starts the server (ssh, or a local shell) and listens to it until the connect line.</summary>
internal static class ServerStart
{
    // ssh without a background job to wait for ends within a round trip.
    private const int PatienceMs = 1000;
    private const int LookEveryMs = 10;

    /// <summary>Starts the program, shows what is meant for the user, and waits for the program's end.</summary>
    /// <param name="options">The program. Its standard output, and perhaps its standard error, are replaced by our pipe.</param>
    /// <param name="mergesErrors">True if its standard error goes through the pipe too.</param>
    /// <param name="bootstrap">Takes the lines.</param>
    /// <param name="connected">
    /// Called when the connect line has come, before the program's end; null if nobody cares. Returns true if the caller takes the program over, which
    /// will end soon; else its end is waited for.
    /// </param>
    /// <param name="copy">Answers a far side that asks for our program, through the program's standard input; null if it cannot ask.</param>
    /// <param name="show">Shows what is meant for the user; null prints it on standard output, which is the data's where there is no terminal.</param>
    /// <returns>How the program ended; status 0 if the caller has taken it over.</returns>
    /// <exception cref="PlatformException">The program cannot be started.</exception>
    public static ExitStatus Run(
        SpawnOptions options, bool mergesErrors, Bootstrap bootstrap, Func<ChildProcess, bool>? connected = null, BinaryCopy? copy = null, Action<string>? show = null)
    {
        show ??= Print.Output;
        var pipe = Pipe.Create();
        var input = copy is null ? new Pipe(-1, -1) : Pipe.Create();
        ChildProcess program;
        try
        {
            program = ChildProcess.Start(WithPipes(options, input.ReadEnd, pipe.WriteEnd, mergesErrors));
        }
        catch
        {
            FileDescriptor.Close(pipe.ReadEnd);
            FileDescriptor.Close(input.WriteEnd);
            throw;
        }
        finally
        {
            FileDescriptor.Close(pipe.WriteEnd);
            FileDescriptor.Close(input.ReadEnd);
        }

        var lines = new LineReader(pipe.ReadEnd);
        while (!bootstrap.IsOver && lines.TryRead(out var line))
        {
            show(bootstrap.Take(line));
            if (bootstrap.Request is { } request && copy is not null)
            {
                copy.Answer(request, input.WriteEnd);
                bootstrap.NoteAnswered();
            }
        }

        FileDescriptor.Close(pipe.ReadEnd);
        FileDescriptor.Close(input.WriteEnd);
        if (bootstrap.Key is null)
        {
            var exit = program.Wait();
            bootstrap.End(exit.IsSuccess);
            return exit;
        }

        return connected?.Invoke(program) ?? false ? default : LetGo(program);
    }

    /// <summary>
    /// The server runs, so ssh has nothing left to do. A job that the far side's start-up files left in the background can hold it for
    /// ever; it gets a moment to end by itself.
    /// </summary>
    private static ExitStatus LetGo(ChildProcess program)
    {
        var poller = new Poller();
        long end = MonotonicClock.Milliseconds + PatienceMs;
        while (!program.TryReap(out _) && MonotonicClock.Milliseconds < end)
        {
            poller.Wait(LookEveryMs);
        }

        if (!program.TryReap(out _))
        {
            program.Kill(SignalSet.Terminate);
        }

        return program.Wait();
    }

    private static SpawnOptions WithPipes(SpawnOptions options, int input, int pipe, bool mergesErrors)
    {
        List<DescriptorMapping> descriptors = [.. options.Descriptors, new(FileDescriptor.StandardOutput, pipe)];
        if (mergesErrors)
        {
            descriptors.Add(new(FileDescriptor.StandardError, pipe));
        }

        if (input >= 0)
        {
            descriptors.Add(new(FileDescriptor.StandardInput, input));
        }

        return new()
        {
            Path = options.Path,
            Arguments = options.Arguments,
            Environment = options.Environment,
            WorkingDirectory = options.WorkingDirectory,
            Descriptors = descriptors,
        };
    }
}
