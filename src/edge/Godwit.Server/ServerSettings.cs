namespace Godwit.Server;

/// <summary>What the command line and the environment say about a server; parsed and checked by the caller.</summary>
public sealed record ServerSettings
{
    /// <summary>
    /// Set at all by <c>godwit</c> if its user did not choose where the server listens: <c>-s</c>, which is there for a stock server, means all
    /// addresses then, so that the client can find the server at another one.
    /// </summary>
    public const string BindAnyVariable = "GODWIT_BIND_ANY";

    /// <summary>
    /// Set at all by <c>godwit doctor</c>: the process that prints the connect line stays until the server has ended, and ends as it did. Nobody else
    /// could tell by which signal a server was killed.
    /// </summary>
    public const string StaysVariable = "GODWIT_SERVER_STAYS";

    /// <summary>
    /// Set by <c>godwit</c> to what the session's programs are to find from the first moment on, words with commas between: <see cref="ForwardsAgent"/>,
    /// <see cref="ForwardsDisplay"/>, <see cref="RunsCommand"/>.
    /// </summary>
    public const string ForwardVariable = "GODWIT_FORWARD";

    /// <summary>In <see cref="ForwardVariable"/>: <c>SSH_AUTH_SOCK</c>.</summary>
    public const string ForwardsAgent = "agent";

    /// <summary>In <see cref="ForwardVariable"/>: <c>DISPLAY</c>.</summary>
    public const string ForwardsDisplay = "display";

    /// <summary>In <see cref="ForwardVariable"/>: the command has no terminal, but three streams.</summary>
    public const string RunsCommand = "command";

    /// <summary>Numeric address to bind to; null for any. An address that cannot be bound falls back to any, with a warning (spec 04 section 3.1).</summary>
    public string? BindAddress { get; init; }

    /// <summary>Set in the session to its name, so that <c>godwit status</c> knows where it is.</summary>
    public const string SessionVariable = "GODWIT_SESSION";

    /// <summary>Set by <c>godwit</c> to the user's <c>--ttl</c>, so that a stock server, which does not know it, still starts.</summary>
    public const string TimeToLiveVariable = "GODWIT_TTL";

    /// <summary>For how long a session of <c>godwit server</c> is kept that has lost its client and is idle, if nobody says otherwise: a week of seconds.</summary>
    public const int TimeToLiveDefault = 7 * 86_400;

    /// <summary>Lowest UDP port to try; 0 lets the system choose.</summary>
    public int PortLow { get; init; } = 60001;

    /// <summary>Highest UDP port to try.</summary>
    public int PortHigh { get; init; } = 60999;

    /// <summary>Colours of the client's terminal; 256 and more give <c>TERM=xterm-256color</c>.</summary>
    public int Colors { get; init; }

    /// <summary>Locale variables to use if the environment's own charset is not UTF-8 (<c>-l NAME=VALUE</c>), in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> LocaleFallback { get; init; } = [];

    /// <summary>Where to tell what becomes of the session (<c>--log</c>); null for nowhere.</summary>
    public string? LogFile { get; init; }

    /// <summary>Number of <c>-v</c>: stay on stderr and say what happens.</summary>
    public int Verbosity { get; init; }

    /// <summary>Seconds for which the session is kept when it has lost its client and its program prints nothing; 0 for ever.</summary>
    public int TimeToLiveSeconds { get; init; }

    /// <summary>A line for the user's first screen, after the messages of the day; empty for none.</summary>
    public string LoginNotice { get; init; } = "";

    /// <summary>The command and its arguments; null for the user's login shell.</summary>
    public IReadOnlyList<string>? Command { get; init; }
}
