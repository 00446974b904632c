using Godwit.Client;
using Godwit.Forwarding;
using Godwit.Platform;
using Godwit.Server;

namespace Godwit.Cli;

/// <summary><c>godwit HOST</c>: starts a server by the user's own ssh and runs the client in this process, so that the key is in no command line and no environment.</summary>
/// <param name="options">What the user asked for.</param>
/// <param name="arguments">The command line as it was given.</param>
internal sealed class GodwitConnect(ConnectOptions options, IReadOnlyList<string> arguments) : IDisposable
{
    private RawTerminal? terminal;
    private ChildProcess? login;
    private ForwardSettings forwards = new();
    private ClientForwarding? forwarding;
    private readonly string sshName = (ShellWords.Split(options.Ssh) ?? [options.Ssh])[0];

    /// <summary>Runs from the start of the server to the end of the session.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        // A client program of the user's choice has the stock command line: the stock way of starting it does for us too.
        if (options.Client is not null)
        {
            if (options.Forwards.Count > 0 || options.ForwardsAgent || options.ForwardsDisplay || options.Kind != SessionKind.Terminal)
            {
                return Fail("another client program (--client) forwards nothing and runs no command without a terminal");
            }

            OverruleVariables();
            return new MoshConnect(options, arguments).Run();
        }

        if (options.Kind != SessionKind.Terminal)
        {
            return RunWithoutTerminal();
        }

        // Before anybody is asked for a password.
        if (ClientLaunch.TerminalProblem("godwit") is { } problem)
        {
            Print.Error(problem);
            return ExitCode.Failure;
        }

        // Before ssh has a chance to change its modes.
        TerminalRepair.AfterCrash("godwit");
        terminal = RawTerminal.Open();
        var colors = ServerArguments.ColorsFor(ClientLaunch.Terminal().Colors);
        var words = ServerArguments.Build(options, colors, ProcessEnvironment.Get);
        try
        {
            return options.IsLocal ? RunLocal(words) : RunRemote(words);
        }
        finally
        {
            terminal.Restore();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => forwarding?.Dispose();

    // A command without a terminal has statuses of its own, and 1 is a usual one.
    private int FailureStatus => options.Kind == SessionKind.Terminal ? ExitCode.Failure : ClientProgram.NoCommand;

    private int RunWithoutTerminal()
    {
        if (options.Kind == SessionKind.Forwards && options.Command.Count > 0)
        {
            return Fail("-N and a command do not go together");
        }

        List<string> words = ServerArguments.Build(options, colors: 0, ProcessEnvironment.Get);
        try
        {
            return options.IsLocal ? RunLocal(words) : RunRemote(words);
        }
        catch (PlatformException problem)
        {
            return Fail(problem.Message);
        }
    }

    // That client takes from its environment what ours is told: what was refused here must not be asked for there.
    private void OverruleVariables()
    {
        if (options.PredictionOverwrites is false)
        {
            ProcessEnvironment.Set(PredictionMode.OverwriteVariable, null);
        }

        if (options.UsesAlternateScreen is true)
        {
            ProcessEnvironment.Set(ClientLaunch.NoInitVariable, null);
        }

        if (options.MayReadClipboard is false)
        {
            ProcessEnvironment.Set(ClientLaunch.ClipboardVariable, null);
        }

        if (options.AmbiguousIsWide is { } isWide)
        {
            ProcessEnvironment.Set(AmbiguousWidth.Variable, AmbiguousWidth.NameOf(isWide));
        }
    }

    /// <summary>
    /// From the connect line on nobody but the session wants keys: what is typed now is kept for it, and no more echoed into the screen that is
    /// about to go. Before that the terminal is ssh's, which throws away what is typed ahead of its questions.
    /// </summary>
    /// <returns>True if the session takes care of ssh's end.</returns>
    private bool KeepKeys(ChildProcess program)
    {
        if (terminal is null)
        {
            login = program;
            return true;
        }

        terminal.EnterRaw();

        // With a terminal on the way ssh has changed the modes of ours, and sets them back when it ends. Else nobody has to wait for that.
        login = options.SshPty ?? false ? null : program;
        return login is not null;
    }

    // Without a terminal standard output is the command's alone.
    private Action<string> Show => options.Kind == SessionKind.Terminal ? Print.Output : Print.Error;

    private int RunLocal(List<string> words)
    {
        if (LocalServer.Problem(options.Host) is { } problem)
        {
            return Fail(problem);
        }

        if (!TryForward(configuration: null))
        {
            return FailureStatus;
        }

        var server = options.Server ?? $"{ShellQuote.Word(Invocation.ProgramPath())} server";
        var bootstrap = new Bootstrap(options.Host);
        var start = LocalServer.Spawn($"{server} {ShellQuote.Words(words)}");
        foreach (var (name, value) in Variables())
        {
            if (value is null)
            {
                start.Environment!.Remove(name);
            }
            else
            {
                start.Environment!.Set(name, value);
            }
        }

        var exit = ServerStart.Run(start, mergesErrors: true, bootstrap, KeepKeys, show: Show);
        return bootstrap.Fault is { } fault ? Fail(fault)
            : bootstrap.Key is null ? Fail($"the server did not start (status {exit.Code}); its message is above")
            : RunClient(options.Host, bootstrap, []);
    }

    private int RunRemote(List<string> words)
    {
        var configuration = ReadConfiguration();
        if (!TryForward(configuration))
        {
            return FailureStatus;
        }

        var nonce = RemoteScript.NewNonce();
        var hasPty = options.SshPty ?? false;
        var script = new RemoteScript(nonce, words, Variables())
        {
            Server = options.Server,
            HasTerminal = hasPty,
            // A terminal on the way would change the program's octets.
            Install = options.Server is null && !hasPty ? options.Install : InstallMode.Never,
        };
        var command = GodwitSshCommand.Build(options, script, configuration?.HasRemoteCommand ?? false, forwards: configuration is not null && !forwards.IsEmpty);
        var environment = EnvironmentBlock.Inherit();
        environment.Remove(PredictionMode.Variable);
        var bootstrap = new Bootstrap(nonce: nonce);
        var exit = ServerStart.Run(
            new() { Path = command[0], Arguments = command, Environment = environment, Descriptors = InputOfLogin(script) },
            mergesErrors: false,
            bootstrap,
            KeepKeys,
            script.Install == InstallMode.Never ? null : new BinaryCopy(options.HostName, script.Install),
            Show);
        if (bootstrap.Fault is { } fault)
        {
            return Fail(fault);
        }

        if (bootstrap.CopyFault is { } copyFault)
        {
            Print.Error($"godwit: the copy on {options.HostName} cannot be used: {copyFault}.\n");
        }

        if (bootstrap.Key is null)
        {
            return ExplainFailure(exit, bootstrap);
        }

        var resolved = Resolve(configuration);
        var address = bootstrap.Address ?? ServerAddress.Choose(resolved, bootstrap.SshConnectionAddress);
        return address is not null
            ? RunClient(address, bootstrap, [.. resolved.Select(other => other.ToString())])
            : Fail($"the address of {options.HostName} is not known: its name has none, and the host did not say one (SSH_CONNECTION is empty there)");
    }

    // What is the command's is nobody else's: ssh's -n takes effect after the login only, and what asks for a password has ssh's input.
    private IReadOnlyList<DescriptorMapping> InputOfLogin(RemoteScript script) =>
        options.Kind == SessionKind.Terminal || script.Install != InstallMode.Never ? [] : [new(FileDescriptor.StandardInput, DescriptorMapping.Null)];

    private int RunClient(string address, Bootstrap bootstrap, IReadOnlyList<string> others) =>
        options.Kind == SessionKind.Terminal
            ? ClientLaunch.RunSession(address, others, bootstrap.Port, bootstrap.Key!, options, terminal!, login, forwarding)
            : ClientLaunch.RunWithoutTerminal(address, others, bootstrap.Port, bootstrap.Key!, options, login, forwarding);

    // A stock server takes no notice of the last two.
    private List<KeyValuePair<string, string?>> Variables() =>
    [
        .. SessionVariables.Of(ClientLaunch.HasTrueColor(), options.SentVariables, ProcessEnvironment.Get),
        new(ServerSettings.BindAnyVariable, options.ChoosesBinding ? null : "1"),
        new(ServerSettings.TimeToLiveVariable, options.TimeToLive),
        new(ServerSettings.ForwardVariable, ForwardChoice.Variable(forwards, options.Kind)),
    ];

    /// <summary>Listens for what is to be forwarded, before anybody is asked for a password.</summary>
    /// <returns>False if there is to be no session.</returns>
    private bool TryForward(SshConfiguration? configuration)
    {
        forwards = ForwardChoice.Of(options, configuration, ProcessEnvironment.Get, out List<string> problems);
        forwarding = new ClientForwarding(Invocation.ProgramPath(), forwards);
        if (!forwards.IsEmpty)
        {
            problems.AddRange(forwarding.Begin());
            if (forwarding.PrepareDisplay(new XauthCookies(), SessionFolders.Prepare(ProcessEnvironment.Get) ?? Path.GetTempPath()) is { Length: > 0 } problem)
            {
                problems.Add(problem);
                forwards = forwards with { Display = null }; // The host's programs must not be told of one.
            }
        }

        foreach (string problem in problems)
        {
            Print.Error($"godwit: {problem}.\n");
        }

        return problems.Count == 0 || !forwards.ExitsOnFailure;
    }

    // Null if this ssh cannot tell: an old one, or another program.
    private SshConfiguration? ReadConfiguration()
    {
        var output = CommandOutput.Read(GodwitSshCommand.BuildQuery(options), showsErrors: false, out var exit);
        return exit.IsSuccess ? SshConfiguration.Parse(output) : null;
    }

    private IReadOnlyList<UdpAddress> Resolve(SshConfiguration? configuration)
    {
        if (options.RemoteAddress == RemoteAddressSource.Remote || configuration is { IsIndirect: true })
        {
            return [];
        }

        try
        {
            return Resolver.Resolve(configuration?.HostName ?? options.HostName, "22", AddressFamily.ToPolicy(options.Family));
        }
        catch (PlatformException)
        {
            return []; // ssh found the host in its own way; what the host says of itself is left.
        }
    }

    private int ExplainFailure(ExitStatus exit, Bootstrap bootstrap)
    {
        var host = options.HostName;
        switch (exit.Code)
        {
            case ExitCode.SshFailed:
                _ = Fail($"{sshName} could not log in to {host} (status {exit.Code}); its own message is above");
                return ExitCode.SshFailed;
            case ExitCode.CommandNotFound:
                _ = Fail(options.Server is { } server
                    ? $"the server command \"{server}\" was not found on {host}"
                    : $"there is no server on {host}: install godwit or mosh there (--install=always copies this one), or name the program with --server=PATH");
                return ExitCode.CommandNotFound;
            default:
                return Fail(bootstrap.SawBadPort
                    ? $"the server on {host} does not accept the port {options.Ports}; its message is above"
                    : $"the server on {host} did not start (status {exit.Code}); its message, if any, is above");
        }
    }

    private int Fail(string reason)
    {
        terminal?.Restore();
        Print.Error($"godwit: {reason}.\n");
        return FailureStatus;
    }
}
