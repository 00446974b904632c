using System.Globalization;

namespace Godwit.Cli.Doctor;

/// <summary>What the far side's script says, line by line (<see cref="FarScript"/>). The host says it; nothing of it is more than its word.</summary>
internal sealed record FarFacts
{
    // A line of more is not ours.
    private const int WordMax = 4096;

    /// <summary>The script has begun to run: the login succeeded.</summary>
    public bool IsLoggedIn { get; init; }

    /// <summary>The user's number there; null if not said.</summary>
    public int? UserId { get; init; }

    /// <summary>The user's name there; empty if not said.</summary>
    public string User { get; init; } = "";

    /// <summary>The host's clock, seconds since 1970; null if not said.</summary>
    public double? Clock { get; init; }

    /// <summary>True if the clock was said in parts of seconds.</summary>
    public bool ClockIsFine { get; init; }

    /// <summary>The first tool for firewalls there, of ufw, firewall-cmd, nft, iptables; empty if none is installed.</summary>
    public string Firewall { get; init; } = "";

    /// <summary>systemd runs the host; null if not said.</summary>
    public bool? HasSystemd { get; init; }

    /// <summary>logind ends what a login leaves behind; null if not known.</summary>
    public bool? KillsUserProcesses { get; init; }

    /// <summary>The login is in a scope of logind's.</summary>
    public bool IsInSessionScope { get; init; }

    /// <summary>The user's own manager runs also while nobody is logged in.</summary>
    public bool Lingers { get; init; }

    /// <summary>The user's own manager runs.</summary>
    public bool HasUserManager { get; init; }

    /// <summary>How the command that starts the server ended, as a shell says it; null if it still runs.</summary>
    public int? StartStatus { get; init; }

    /// <summary>The number of the latest answer to a look; 0 before the first.</summary>
    public int Looks { get; init; }

    /// <summary>Then: the server's process runs; null if not known.</summary>
    public bool? IsServerAlive { get; init; }

    /// <summary>Then: the server had heard the client, for it had started the session's command; null if not known.</summary>
    public bool? WasHeard { get; init; }

    /// <summary>Then: what the host's kernel had counted; null if not known.</summary>
    public NetCounters? Net { get; init; }

    /// <summary>The same with one more line.</summary>
    /// <param name="line">Without <see cref="FarScript.Mark"/> and the blank behind it.</param>
    public FarFacts With(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || line.Length > WordMax)
        {
            return this;
        }

        string value = words.Length > 1 ? words[1] : "";
        return words[0] switch
        {
            "login" => this with { IsLoggedIn = true, UserId = Number(value), User = words.Length > 2 ? Printable.Of(words[2]) : "" },
            "clock" => WithClock(value),
            "firewall" => this with { Firewall = value[(value.LastIndexOf('/') + 1)..] },
            "systemd" => this with { HasSystemd = value == "yes" },
            "kill" => this with { KillsUserProcesses = Flag(words[^1]) },
            "scope" => this with { IsInSessionScope = true },
            "linger" => this with { Lingers = true },
            "manager" => this with { HasUserManager = true },
            "ended" => this with { StartStatus = Number(value) },
            "look" => WithLook(words),
            _ => this,
        };
    }

    private FarFacts WithClock(string value)
    {
        // A date(1) that knows no %N prints something else in its place.
        const int NanoDigits = 9;
        const double NanosPerSecond = 1e9;
        int end = value.IndexOf('.', StringComparison.Ordinal);
        if (!long.TryParse(end < 0 ? value : value.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return this;
        }

        long nanos = 0;
        bool isFine = end > 0 && value.Length - end - 1 == NanoDigits && long.TryParse(value.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out nanos);
        return this with { Clock = seconds + (nanos / NanosPerSecond), ClockIsFine = isFine };
    }

    // look NUMBER alive=… heard=… words of the counters
    private FarFacts WithLook(string[] words) => words is [_, var number, var alive, var heard, .. var rest] && Number(number) is { } looks
        ? this with
        {
            Looks = looks,
            IsServerAlive = Flag(alive[(alive.IndexOf('=', StringComparison.Ordinal) + 1)..]),
            WasHeard = Flag(heard[(heard.IndexOf('=', StringComparison.Ordinal) + 1)..]),
            Net = NetCounters.Parse(string.Join(' ', rest)),
        }
        : this;

    private static bool? Flag(string word) => word switch
    {
        "yes" or "true" or "KillUserProcesses=yes" or "KillUserProcesses=true" or "KillUserProcesses=1" or "KillUserProcesses=on" => true,
        "no" or "false" or "KillUserProcesses=no" or "KillUserProcesses=false" or "KillUserProcesses=0" or "KillUserProcesses=off" => false,
        _ => null,
    };

    private static int? Number(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
