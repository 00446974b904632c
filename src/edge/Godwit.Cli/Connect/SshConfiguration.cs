using Godwit.Forwarding;

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

    /// <summary>The forwardings in it.</summary>
    public IReadOnlyList<ForwardSpec> Forwards { get; init; } = [];

    /// <summary>A sentence for each forwarding in it that is not understood.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The settings that are on or off, and are on, by their names in lower case; and those with a value of another kind.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>True if a setting is <c>yes</c>.</summary>
    public bool IsOn(string name) => Values.TryGetValue(name, out string? value) && value is "yes" or "true";

    /// <summary>Reads the output of <c>ssh -G</c>: one setting a line, its name in lower case.</summary>
    /// <param name="output">The output.</param>
    public static SshConfiguration Parse(string output)
    {
        Dictionary<string, string> values = [];
        IReadOnlyList<ForwardSpec> forwards = SshForwards.Read(output, out IReadOnlyList<string> problems);
        var configuration = new SshConfiguration { Values = values, Forwards = forwards, Problems = problems };
        foreach (var line in output.Split('\n'))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank <= 0)
            {
                continue;
            }

            var value = line[(blank + 1)..].Trim();
            values.TryAdd(line[..blank], value);
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
