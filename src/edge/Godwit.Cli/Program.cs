using Godwit.Platform;
using Godwit.Server;

namespace Godwit.Cli;

/// <summary>One program with four names (design D1): <c>godwit</c>, and stock's <c>mosh</c>, <c>mosh-client</c>, <c>mosh-server</c>.</summary>
internal static class Program
{
    private static int Main(string[] decoded)
    {
        string[] arguments = ProcessArguments.Exact(decoded);
        if (ProcessEnvironment.HasForeignRights)
        {
            Print.Error($"{Invocation.BaseName}: it is installed setuid or setgid and refuses to run with the rights of its file's owner; chmod ug-s on the file helps.\n");
            return ExitCode.Failure;
        }

        // Before everything else: the half that has to be quick, and that nobody types.
        if (arguments is [ServerProgram.DetachedArgument, .. var rest])
        {
            return ServerProgram.RunDetached(rest);
        }

        try
        {
            return Dispatch(arguments);
        }
        catch (PlatformException problem)
        {
            // The world failed us: no such program, no such host. One sentence.
            Print.Error($"{Invocation.BaseName}: {problem.Message}.\n");
            return ExitCode.Failure;
        }
    }

    private static int Dispatch(string[] arguments) => Invocation.BaseName switch
    {
        "mosh" => Connect(arguments, isStock: true),
        "mosh-client" => ClientLaunch.Run(arguments, isStock: true),
        "mosh-server" => RunServer(arguments, isStock: true),
        _ => DispatchVerb(arguments),
    };

    private static int DispatchVerb(string[] arguments) => arguments switch
    {
        [Verb.Server or Verb.Demo, ..] when Invocation.IsHosted => Refuse(
            $"godwit: {arguments[0]} has to be started by the name godwit, as \"dotnet tool install\" with --global or --tool-path provides it: through dotnet or dnx it cannot start itself again."),
        [Verb.Server, .. var rest] => RunServer(rest, isStock: false),
        [Verb.Client, .. var rest] => ClientLaunch.Run(rest, isStock: false),
        [Verb.Demo, .. var rest] => Demo.DemoCommand.Run(rest),
        // Both words, so that a host may be called dev.
        ["dev", "record", .. var rest] => Dev.RecordCommand.Run(rest),
        ["dev", "resolve", var name] => Dev.ResolveCommand.Run(name),
        [Verb.List, .. var rest] => SessionsCommand.List(rest),
        [Verb.Status, .. var rest] => SessionsCommand.Status(rest),
        [Verb.Kill, .. var rest] => SessionsCommand.Kill(rest),
        [Verb.Exec, .. var rest] => RunConnect(ExecCommandLine.Parse(rest, SessionKind.Command, ProcessEnvironment.Get, ConfigFiles.Load), rest),
        [Verb.Forward, .. var rest] => RunConnect(ExecCommandLine.Parse(rest, SessionKind.Forwards, ProcessEnvironment.Get, ConfigFiles.Load), rest),
        [Verb.Install, .. var rest] => InstallCommand.Run(rest),
        [Verb.Doctor, .. var rest] => Doctor.DoctorCommand.Run(rest),
        [Verb.Completion, .. var rest] => Completion.CompletionCommand.Run(rest),
        [Verb.Config, .. var rest] => ConfigCommand.Run(rest),
        [Verb.Reset] => ClientLaunch.ResetTerminal(),
        ["bench", ..] => Refuse("godwit: The benchmark is a program of the source checkout: run ./godwit bench there."),
        [Verb.Help] => Connect(["--help"], isStock: false),
        _ => Connect(arguments, isStock: false),
    };

    private static int Refuse(string sentence)
    {
        Print.Error(sentence + "\n");
        return ExitCode.BadUsage;
    }

    private static int RunServer(string[] arguments, bool isStock)
    {
        var warnings = "";
        var config = isStock ? null : ServerConfig.Load(out warnings);
        var parsed = ServerCommandLine.Parse(arguments, isStock, ProcessEnvironment.Get, config);
        if (!parsed.TryTake(out var settings))
        {
            return parsed.ExitStatus;
        }

        Print.Error(warnings);
        if (config?.MaxSessions > 0 && RunningSession.Refusal(config.MaxSessions) is { } sentence)
        {
            Print.Error(sentence);
            return ExitCode.Failure;
        }

        // Only where a person logs in.
        return ServerProgram.Run(isStock || settings.Command is not null ? settings : settings with { LoginNotice = LostNotice.Text(RunningSession.FindForLogin()) });
    }

    private static int RunConnect(Parsed<ConnectOptions> parsed, string[] arguments)
    {
        if (!parsed.TryTake(out ConnectOptions? options))
        {
            return parsed.ExitStatus;
        }

        return RunConnect(options, arguments);
    }

    private static int RunConnect(ConnectOptions options, string[] arguments)
    {
        // Before anybody is asked for a password.
        if (options is { Client: null, LogFile: { } log } && EventLog.ProblemOf(log) is { Length: > 0 } problem)
        {
            Print.Error($"godwit: {problem}.\n");
            return options.Kind == SessionKind.Terminal ? ExitCode.Failure : Godwit.Client.ClientProgram.NoCommand;
        }

        using var connect = new GodwitConnect(options, arguments);
        return connect.Run();
    }

    private static int Connect(string[] arguments, bool isStock)
    {
        var parsed = ConnectCommandLine.Parse(arguments, isStock, ProcessEnvironment.Get, ConfigFiles.Load);
        if (!parsed.TryTake(out var options))
        {
            return parsed.ExitStatus;
        }

        if (options.IsFakeProxy || isStock)
        {
            return options.IsFakeProxy ? FakeProxy.Run(options, isStock ? "mosh" : "godwit") : new MoshConnect(options, arguments).Run();
        }

        return RunConnect(options, arguments);
    }
}
