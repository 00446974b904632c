using Godwit.Platform;

namespace Godwit.Cli;

/// <summary><c>godwit config</c>: what the configuration files come to for a host, and what is wrong with them.</summary>
internal static class ConfigCommand
{
    // A host that is named by none but the patterns for all.
    private const string AnyHost = "*";

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The arguments after <c>config</c>.</param>
    /// <returns>The exit status.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        Parsed<ConfigRequest> parsed = ConfigCommandLine.Parse(arguments);
        if (!parsed.TryTake(out ConfigRequest? request))
        {
            return parsed.ExitStatus;
        }

        return request.IsCheck ? Check(request.File) : Show(request);
    }

    private static int Show(ConfigRequest request)
    {
        List<string> words = request.File is { } file ? [$"--config={file}"] : [];
        words.AddRange(["--", request.Host ?? AnyHost]);
        Parsed<ConnectOptions> parsed = ConnectCommandLine.Parse(words, isStock: false, ProcessEnvironment.Get, ConfigFiles.Load);
        if (!parsed.TryTake(out ConnectOptions? options))
        {
            return parsed.ExitStatus;
        }

        Print.Output(ConfigText.Format(options, ProcessEnvironment.Get));
        return ExitCode.Success;
    }

    private static int Check(string? named)
    {
        List<string> paths = ConfigFiles.ForHost(named, ProcessEnvironment.Get);
        if (named is null)
        {
            paths.Add(ConfigFiles.Server);
        }

        List<string> problems = [];
        foreach (string path in paths)
        {
            Check(path, mustExist: named is not null, problems);
        }

        Print.Error(string.Concat(problems));
        return problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static void Check(string path, bool mustExist, List<string> problems)
    {
        int before = problems.Count;
        byte[]? text = ConfigFiles.Read(path, mustExist, problems);
        if (text is not null && Path.GetFileName(path) == Path.GetFileName(ConfigFiles.Server))
        {
            new ServerConfig().Add(path, text, problems);
        }
        else if (text is not null)
        {
            new HostConfig().Add(path, text, problems);
        }

        if (problems.Count == before)
        {
            Print.Output($"{path}: {(text is null ? "not there" : "no mistakes")}\n");
        }
    }
}
