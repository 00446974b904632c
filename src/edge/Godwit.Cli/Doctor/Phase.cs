namespace Godwit.Cli.Doctor;

/// <summary>The names of the phases, in the order in which they are gone through.</summary>
internal static class Phase
{
    /// <summary>From the host's name to addresses.</summary>
    public const string Resolve = "resolve";

    /// <summary>The login.</summary>
    public const string Ssh = "ssh";

    /// <summary>The start of the server.</summary>
    public const string Bootstrap = "bootstrap";

    /// <summary>Datagrams from here to the server.</summary>
    public const string There = "UDP there";

    /// <summary>Datagrams from the server to here.</summary>
    public const string Back = "UDP back";

    /// <summary>How large they may be.</summary>
    public const string Mtu = "MTU";

    /// <summary>Round trips and loss.</summary>
    public const string Quality = "RTT, loss";

    /// <summary>Whether the server outlives the login that started it.</summary>
    public const string Logout = "logout";

    /// <summary>The two clocks.</summary>
    public const string Clock = "clock";

    /// <summary>The two programs.</summary>
    public const string Versions = "versions";

    /// <summary>The user's terminal.</summary>
    public const string Terminal = "terminal";

    /// <summary>What the host does with processes whose login has ended.</summary>
    public const string Policy = "systemd";
}
