using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>Starting the server on this machine, without ssh (<c>--local</c>, spec 04 section 2.2).</summary>
internal static class LocalServer
{
    private const string Shell = "/bin/sh";

    /// <summary>The local shell with the server's command line, in the home directory, as if nobody had come by ssh.</summary>
    /// <param name="serverCommand">For the shell.</param>
    public static SpawnOptions Spawn(string serverCommand)
    {
        var environment = EnvironmentBlock.Inherit();
        environment.Remove("SSH_CONNECTION");
        environment.Remove(PredictionMode.Variable);
        var home = ProcessEnvironment.Get("HOME") ?? ProcessEnvironment.GetAccount()?.Home;
        return new()
        {
            Path = Shell,
            Arguments = ["sh", "-c", serverCommand],
            Environment = environment,
            WorkingDirectory = home is { Length: > 0 } && ProcessEnvironment.Exists(home) ? home : null,
        };
    }

    /// <summary>Why a host cannot be used with <c>--local</c>; null if it can.</summary>
    /// <param name="host">What the user named.</param>
    public static string? Problem(string host) => UdpAddress.TryParse(host, 0, out _)
        ? null
        : $"with --local the host has to be a numeric address of this machine, for example 127.0.0.1, not {host}";
}
