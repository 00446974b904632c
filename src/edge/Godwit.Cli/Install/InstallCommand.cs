using Godwit.Platform;

namespace Godwit.Cli;

/// <summary><c>godwit install HOST</c>: this program and its manual on another host, in the user's own folders there, over one ssh login.</summary>
internal static class InstallCommand
{
    /// <summary>Runs it.</summary>
    /// <param name="words">Without the verb.</param>
    /// <returns>The exit status.</returns>
    public static int Run(IReadOnlyList<string> words)
    {
        Parsed<ConnectOptions> parsed = InstallCommandLine.Parse(words, ConfigFiles.SshFor);
        if (!parsed.TryTake(out ConnectOptions? options))
        {
            return parsed.ExitStatus;
        }

        string nonce = RemoteScript.NewNonce();
        var script = new RemoteScript(nonce, [], []) { Install = InstallMode.Always, IsForGood = true };
        List<string> command = GodwitSshCommand.Build(options, script, hasRemoteCommand: false);
        var bootstrap = new Bootstrap(nonce: nonce);
        ExitStatus exit = ServerStart.Run(
            new() { Path = command[0], Arguments = command },
            mergesErrors: false,
            bootstrap,
            copy: new BinaryCopy(options.HostName, InstallMode.Always) { HasManual = true });
        if (bootstrap.CopyFault is { } fault)
        {
            Print.Error($"godwit install: the copy on {options.HostName} cannot be used: {fault}.\n");
            return ExitCode.Failure;
        }

        if (bootstrap.CopiedTo is not { } folder || !exit.IsSuccess)
        {
            Print.Error($"godwit install: nothing was installed on {options.HostName} (status {exit.Code}); what was said is above.\n");
            return exit.IsSuccess ? ExitCode.Failure : exit.Code;
        }

        Print.Output($"godwit is in {folder} on {options.HostName}, with a link in ~/.local/bin and its manual in ~/.local/share/man.\n");
        return ExitCode.Success;
    }
}
