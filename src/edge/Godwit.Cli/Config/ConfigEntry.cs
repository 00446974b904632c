namespace Godwit.Cli;

/// <summary>A line of the user's or the system's configuration: an option with its value, or the patterns of the hosts that the next ones are for.</summary>
internal sealed class ConfigEntry
{
    /// <summary>The option; null for a <c>Host</c> line.</summary>
    public OptionSpec? Spec { get; init; }

    /// <summary>Its value; empty for one that is on or off.</summary>
    public string Value { get; init; } = "";

    /// <summary>False for one that is turned off.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>The patterns of a <c>Host</c> line.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];
}
