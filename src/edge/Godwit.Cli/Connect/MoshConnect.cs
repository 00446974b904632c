using System.Globalization;
using Godwit.Client;
using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>The wrapper under its stock name: starts stock's <c>mosh-server</c> by ssh and becomes the client (spec 04 section 2.1).</summary>
/// <param name="options">What the user asked for.</param>
/// <param name="arguments">The command line as it was given, to decorate the client in lists of processes.</param>
internal sealed class MoshConnect(ConnectOptions options, IReadOnlyList<string> arguments)
{
    /// <summary>Runs the wrapper. Returns only if no client could be started.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        if (options.IsLocal && LocalServer.Problem(options.Host) is { } problem)
        {
            return Fail(problem);
        }

        TerminalRepair.AfterCrash("mosh");
        if (!TryCountColors(out var colors, out var status))
        {
            return status;
        }

        var target = options;
        string? address = options.IsLocal ? options.Host : null;
        if (!options.IsLocal && options.RemoteAddress == RemoteAddressSource.Local)
        {
            address = Resolver.Resolve(options.HostName, "22", AddressFamily.ToPolicy(options.Family))[0].ToString();
            target = options with { Host = options.HostWithName(address) };
        }

        var bootstrap = new Bootstrap(address);
        var serverCommand = MoshSshCommand.ServerCommand(target, ServerArguments.Build(target, colors, ProcessEnvironment.Get));
        _ = ServerStart.Run(options.IsLocal ? Local(serverCommand) : Ssh(target, serverCommand), mergesErrors: true, bootstrap);
        return Become(bootstrap);
    }

    private SpawnOptions Local(string serverCommand)
    {
        var shell = LocalServer.Spawn(serverCommand);
        AddVariables(shell.Environment!);
        return shell;
    }

    private SpawnOptions Ssh(ConnectOptions target, string serverCommand)
    {
        var environment = EnvironmentBlock.Inherit();
        environment.Remove(PredictionMode.Variable);
        AddVariables(environment);
        if (options.RemoteAddress == RemoteAddressSource.Proxy)
        {
            environment.Set("SHELL", "/bin/sh"); // ssh runs the ProxyCommand with it; our quoting is for a POSIX shell.
        }

        var command = MoshSshCommand.Build(target, serverCommand, Invocation.ProgramPath());
        return new() { Path = command[0], Arguments = command, Environment = environment };
    }

    private int Become(Bootstrap bootstrap)
    {
        if (bootstrap.Fault is { } fault)
        {
            return Fail(fault);
        }

        if (bootstrap.Key is null)
        {
            return Fail(bootstrap.SawBadPort && options.Ports is not null && options.Ports.Contains(':', StringComparison.Ordinal)
                ? $"the server on {options.Host} does not accept a range of ports"
                : $"no server was started on {options.Host}: could ssh log in, and is mosh installed there? Their messages, if any, are above");
        }

        var address = bootstrap.Address;
        if (address is null)
        {
            if (bootstrap.SshConnectionAddress is null)
            {
                return Fail($"the address of {options.Host} was not learnt from ssh: another --experimental-remote-ip (proxy, remote, local) may find it");
            }

            address = bootstrap.SshConnectionAddress;
            Print.Error($"mosh: using the address {address} that {options.Host} gives in SSH_CONNECTION.\n");
        }

        throw ReplaceByClient(address, bootstrap.Port, bootstrap.Key);
    }

    private PlatformException ReplaceByClient(string address, int port, string key)
    {
        var environment = EnvironmentBlock.Inherit();
        AddVariables(environment);
        environment.Set("MOSH_KEY", key);
        environment.Set(PredictionMode.Variable, options.Prediction);
        if (options.UsesAlternateScreen is false)
        {
            environment.Set(ClientLaunch.NoInitVariable, "1");
        }

        if (options.Escape is { } escape)
        {
            environment.Set(ClientLaunch.EscapeVariable, escape.ForEnvironment);
        }

        if (options.StatsFile is { } stats)
        {
            environment.Set(ClientLaunch.StatsVariable, stats);
        }

        if (options.MayReadClipboard is true)
        {
            environment.Set(ClientLaunch.ClipboardVariable, "1");
        }

        string[] words = [options.Client ?? "mosh-client", $"-# {string.Join(' ', arguments)} |", address, port.ToString(CultureInfo.InvariantCulture)];
        return ProcessImage.Replace(options.Client ?? ProcessEnvironment.SelfPath, words, environment);
    }

    // What stock's wrapper gives to all that it starts.
    private void AddVariables(EnvironmentBlock environment)
    {
        environment.Set("MOSH_CLIENT_PID", ProcessEnvironment.ProcessId.ToString(CultureInfo.InvariantCulture));
        if (options.PredictionOverwrites is true)
        {
            environment.Set(PredictionMode.OverwriteVariable, "yes");
        }
    }

    /// <summary>Asks the client for the colours of the terminal; a client that cannot tell ends all, with its status.</summary>
    private bool TryCountColors(out int colors, out int status)
    {
        colors = 0;
        status = ExitCode.Failure;
        string output;
        if (options.Client is { } client)
        {
            output = CommandOutput.Read([client, "-c"], showsErrors: true, out var exit);
            if (!exit.IsSuccess)
            {
                status = exit.Code;
                _ = Fail($"{client} -c failed with status {exit.Code}; its message, if any, is above");
                return false;
            }
        }
        else if (!ClientLaunch.TryReadColors("mosh", out output))
        {
            return false;
        }

        // Anything but a number of colours counts as none.
        _ = int.TryParse(output.AsSpan().TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out colors);
        colors = ServerArguments.ColorsFor(colors);
        return true;
    }

    private static int Fail(string reason)
    {
        Print.Error($"mosh: {reason}.\n");
        return ExitCode.Failure;
    }
}
