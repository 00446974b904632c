namespace Godwit.Cli;

/// <summary>The few settings of ssh for a host that we need; from <c>ssh -G</c>, which prints what all its files and options come to.</summary>
internal sealed record SshConfiguration
{
    /// <summary>The name or address that ssh connects to.</summary>
    public string? HostName { get; init; }

    /// <summary>True if ssh goes through another host or program: then the name may mean something only there.</summary>
    public bool IsIndirect { get; init; }

    /// <summary>True if the configuration names a command of its own, which would collide with ours.</summary>
    public bool HasRemoteCommand { get; init; }

    /// <summary>Reads the output of <c>ssh -G</c>: one setting a line, its name in lower case.</summary>
    /// <param name="output">The output.</param>
    public static SshConfiguration Parse(string output)
    {
        var configuration = new SshConfiguration();
        foreach (var line in output.Split('\n'))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank <= 0)
            {
                continue;
            }

            var value = line[(blank + 1)..].Trim();
            configuration = line[..blank] switch
            {
                "hostname" => configuration with { HostName = value },
                "proxyjump" or "proxycommand" when value != "none" => configuration with { IsIndirect = true },
                "remotecommand" when value != "none" => configuration with { HasRemoteCommand = true },
                _ => configuration,
            };
        }

        return configuration;
    }
}
