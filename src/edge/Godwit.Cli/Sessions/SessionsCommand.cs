using System.Globalization;
using Godwit.Platform;
using Godwit.Server;

namespace Godwit.Cli;

/// <summary><c>godwit ls</c>, <c>godwit status</c> and <c>godwit kill</c>: what sessions there are, how they are, and the end of some.</summary>
internal static class SessionsCommand
{
    // A session with a client says goodbye first; one that waits for its client's answer gives up after ten seconds.
    private const int EndWithinMs = 12_000;
    private const int LookEveryMs = 20;

    /// <summary>Lists the sessions.</summary>
    public static int List(IReadOnlyList<string> words)
    {
        Parsed<SessionsOptions> parsed = SessionsCommandLine.Parse(words, Verb.List);
        if (!parsed.TryTake(out SessionsOptions? options))
        {
            return parsed.ExitStatus;
        }

        if (options.Host is not null)
        {
            return RunThere(options, "ls");
        }

        List<RunningSession> sessions = RunningSession.Find(SessionFolders.List(ProcessEnvironment.Get), out int silent);
        Print.Output(SessionTable.Format(sessions));
        WarnOfSilent(silent);
        return ExitCode.Success;
    }

    /// <summary>Tells all there is to know of some sessions; of the one it is called in, if none is named.</summary>
    public static int Status(IReadOnlyList<string> words)
    {
        Parsed<SessionsOptions> parsed = SessionsCommandLine.Parse(words, Verb.Status);
        if (!parsed.TryTake(out SessionsOptions? options))
        {
            return parsed.ExitStatus;
        }

        if (options.Host is not null)
        {
            return RunThere(options, $"status {Names(options)}".TrimEnd());
        }

        List<RunningSession> all = RunningSession.Find(SessionFolders.List(ProcessEnvironment.Get), out int silent);
        WarnOfSilent(silent);
        IReadOnlyList<int> names = options.Names;
        if (names.Count == 0 && int.TryParse(ProcessEnvironment.Get(ServerSettings.SessionVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int own)
            && all.Exists(session => session.Facts.Port == own))
        {
            names = [own];
        }

        Print.Output(SessionStatus.Format(names.Count == 0 ? all : all.FindAll(session => names.Contains(session.Facts.Port))));
        return Complain(names, all, Verb.Status);
    }

    /// <summary>Ends sessions.</summary>
    public static int Kill(IReadOnlyList<string> words)
    {
        Parsed<SessionsOptions> parsed = SessionsCommandLine.Parse(words, Verb.Kill);
        if (!parsed.TryTake(out SessionsOptions? options))
        {
            return parsed.ExitStatus;
        }

        if (options.Host is not null)
        {
            return RunThere(options, $"kill {(options.IsForLost ? "--lost " : "")}{Names(options)}".TrimEnd());
        }

        List<RunningSession> all = RunningSession.Find(SessionFolders.List(ProcessEnvironment.Get), out int silent);
        WarnOfSilent(silent);
        List<RunningSession> chosen = all.FindAll(session =>
            options.Names.Contains(session.Facts.Port) || (options.IsForLost && session.Facts.Contact == SessionContact.Lost));
        int status = Complain(options.Names, all, Verb.Kill);
        foreach (RunningSession session in chosen)
        {
            ChildProcess.Terminate(session.ProcessId);
        }

        return chosen.TrueForAll(HasEnded) ? status : ExitCode.Failure;
    }

    private static string Names(SessionsOptions options) => string.Join(' ', options.Names.Select(name => name.ToString(CultureInfo.InvariantCulture)));

    // Of names that nobody has.
    private static int Complain(IReadOnlyList<int> names, List<RunningSession> all, string verb)
    {
        int status = ExitCode.Success;
        foreach (int name in names.Where(name => !all.Exists(session => session.Facts.Port == name)))
        {
            Print.Error($"godwit {verb}: there is no session {name}; godwit ls shows which there are.\n");
            status = ExitCode.Failure;
        }

        return status;
    }

    private static bool HasEnded(RunningSession session)
    {
        long deadline = MonotonicClock.Milliseconds + EndWithinMs;
        var poller = new Poller();
        while (ChildProcess.IsRunning(session.ProcessId))
        {
            if (MonotonicClock.Milliseconds > deadline)
            {
                Print.Error($"godwit kill: session {session.Facts.Port} (process {session.ProcessId}) does not end; kill -9 {session.ProcessId} would.\n");
                return false;
            }

            poller.Wait(LookEveryMs);
        }

        return true;
    }

    private static void WarnOfSilent(int silent)
    {
        if (silent > 0)
        {
            Print.Error($"godwit: {silent} more {(silent == 1 ? "session does" : "sessions do")} not answer; stopped?\n");
        }
    }

    private static int RunThere(SessionsOptions options, string what)
    {
        Parsed<string> command = options.Ssh is { } given ? Parsed<string>.Success(given) : ConfigFiles.SshFor(options.Host!);
        if (!command.TryTake(out string? name))
        {
            return command.ExitStatus;
        }

        List<string> ssh = ShellWords.Split(name)!;
        throw ProcessImage.Replace(ssh[0], [.. ssh, "--", options.Host!, $"sh -c {ShellQuote.ForAnyShell(RemoteScript.ForCommand(what))}"]);
    }
}
