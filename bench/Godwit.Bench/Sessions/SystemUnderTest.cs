using Godwit.Platform;

namespace Godwit.Bench.Sessions;

/// <summary>One of the two systems that are compared.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Folder">Where its <c>mosh-server</c> and <c>mosh-client</c> are; both take stock's command lines.</param>
internal sealed record SystemUnderTest(string Name, string Folder)
{
    public string Server => Path.Combine(Folder, "mosh-server");

    public string Client => Path.Combine(Folder, "mosh-client");

    /// <summary>What the server says about its version.</summary>
    public string Version => Capture.Run(Server, "--version").Split('\n')[0].Trim();

    /// <summary>Stock: the <c>mosh-server</c> of the PATH.</summary>
    public static SystemUnderTest FindStock()
    {
        var folder = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "mosh-server")) && File.Exists(Path.Combine(folder, "mosh-client")));
        return folder is null
            ? throw new BenchException("stock mosh-server and mosh-client are needed in the PATH; install the package mosh")
            : new("stock", folder);
    }

    /// <summary>The environment of server and client: the same for both systems, and nothing of the user's.</summary>
    /// <param name="home">An empty directory: no start-up files of the user's.</param>
    public static EnvironmentBlock Environ(string home)
    {
        var environment = new EnvironmentBlock();
        environment.Set("PATH", Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin");
        environment.Set("HOME", home);
        environment.Set("SHELL", "/bin/sh");
        environment.Set("LANG", "C.UTF-8");
        environment.Set("LC_ALL", "C.UTF-8");
        environment.Set("TERM", "xterm-256color");
        environment.Set("TZ", "UTC");
        return environment;
    }
}
