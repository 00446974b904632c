using Godwit.Forwarding;
using Godwit.Platform;
using Godwit.Prediction;
using Godwit.Session;

namespace Godwit.Client;

/// <summary>What the command line and the environment say about a client; parsed and checked by the caller.</summary>
public sealed record ClientSettings
{
    /// <summary>The server's numeric address.</summary>
    public required string Address { get; init; }

    /// <summary>Further addresses of the server's host, numeric: tried when the first one does not answer.</summary>
    public IReadOnlyList<string> OtherAddresses { get; init; } = [];

    /// <summary>The server's UDP port, 1–65535.</summary>
    public required int Port { get; init; }

    /// <summary>The session's key in text form (22 characters). The caller took it out of the environment already.</summary>
    public required string Key { get; init; }

    /// <summary>The program's name as the user called it, for messages: <c>mosh</c> or <c>godwit</c>.</summary>
    public string Name { get; init; } = "godwit";

    /// <summary>The key that introduces the client's own commands.</summary>
    public EscapeKey EscapeKey { get; init; } = EscapeKey.Default;

    /// <summary>What may follow it.</summary>
    public EscapeMenu EscapeMenu { get; init; } = EscapeMenu.Godwit;

    /// <summary>Where to write how the session went (<c>--stats</c>); null for nowhere.</summary>
    public string? StatsFile { get; init; }

    /// <summary>The server's host as the user named it.</summary>
    public string Host { get; init; } = "";

    /// <summary>Where to tell what becomes of the session (<c>--log</c>); null for nowhere.</summary>
    public string? LogFile { get; init; }

    /// <summary>For the shell when the server is lost (<c>--on-lost</c>); null for nothing.</summary>
    public string? OnLost { get; init; }

    /// <summary>For the shell when it is back (<c>--on-resume</c>); null for nothing.</summary>
    public string? OnResume { get; init; }

    /// <summary>Put before window titles that programs set; empty for none.</summary>
    public string TitlePrefix { get; init; } = "";

    /// <summary>False leaves the terminal's main screen in use (<c>--no-init</c>, <c>MOSH_NO_TERM_INIT</c>).</summary>
    public bool UsesAlternateScreen { get; init; } = true;

    /// <summary>The terminal's type from <c>TERM</c>; never empty.</summary>
    public required string Term { get; init; }

    /// <summary><c>COLORTERM</c>; null if unset.</summary>
    public string? ColorTerm { get; init; }

    /// <summary><c>TERM_PROGRAM</c>; null if unset.</summary>
    public string? TermProgram { get; init; }

    /// <summary>The user lets programs in the session read the clipboard (<c>--clipboard-read</c>).</summary>
    public bool MayReadClipboard { get; init; }

    /// <summary>The user says that the terminal gives East Asian ambiguous characters two columns (<c>--ambiguous=wide</c>).</summary>
    public bool AmbiguousIsWide { get; init; }

    /// <summary>True if the environment or the terminal's entry says that it has 24-bit colours.</summary>
    /// <param name="entry">The terminal's entry.</param>
    public bool HasTrueColor(TerminfoEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return ColorTerm is "truecolor" or "24bit" || entry.HasTrueColor || Term.EndsWith("-direct", StringComparison.Ordinal)
            || (entry.Colors >= 8 && TerminalIdentity.Of("", Term) is { Name: not "tmux", TrueColor: true });
    }

    /// <summary>When and how typed keys are shown before the server answers (<c>--predict</c>, <c>--predict-overwrite</c>).</summary>
    public PredictionOptions Prediction { get; init; } = new();

    /// <summary>The ssh that has started the server and is about to end; the client takes note of that. Null if there is none.</summary>
    public ChildProcess? Login { get; init; }

    /// <summary>What is forwarded, listening already; null for nothing. Owned by the caller.</summary>
    public ClientForwarding? Forwarding { get; init; }

    /// <summary>Without a terminal: the server runs a command whose standard streams are ours.</summary>
    public bool RunsCommand { get; init; }

    /// <summary>False gives that command an empty standard input.</summary>
    public bool ReadsInput { get; init; } = true;

    /// <summary>Number of <c>-v</c>.</summary>
    public int Verbosity { get; init; }
}
