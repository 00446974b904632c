using System.Globalization;

namespace Godwit.Cli.Doctor;

/// <content>How well it works, and what may go wrong later.</content>
internal static partial class Diagnosis
{
    // From here on a user notices.
    private const double LossNoted = 0.02;

    // A server that was silent for so long at the end, while keys were typed, is not there.
    private const long SilenceMax = 2000;

    private const double ClockNoted = 30;
    private const int SuperUser = 0;

    // What fills several datagrams comes in some of this size at least, if they get through.
    private const int SizeFull = 1150;

    // If not all has come: so many tries of large ones, none of which came, are no bad luck.
    private const int LostOfHole = 4;

    // Where so much gets lost anyway, two large datagrams that got lost, as many as it takes to believe in a hole, prove nothing.
    private const double LossOfChance = 0.06;

    /// <summary>Whether large datagrams seem to get lost there, and back.</summary>
    public static (bool There, bool Back) Narrow(Observations o) =>
        // A server may be of a kind that sends small ones only; then none gets lost.
        (o.HasArrivedThere && o.SizeThere < o.SizeTried, o.SizeBack < SizeFull && o.LostBack >= (o.HasArrivedBack ? 1 : LostOfHole));

    /// <summary>How large datagrams may be.</summary>
    public static Finding OfMtu(Observations o)
    {
        if (EndOf(o) is not null)
        {
            return new(Phase.Mtu, Verdict.Skipped, "the server has ended meanwhile");
        }

        (bool isSmallThere, bool isSmallBack) = Narrow(o);
        if (!isSmallThere && !isSmallBack)
        {
            return o is { HasArrivedThere: true, HasArrivedBack: true }
                ? new(Phase.Mtu, Verdict.Ok, $"datagrams of {o.SizeThere} octets there, {o.SizeBack} back")
                : new(Phase.Mtu, Verdict.Skipped, "what was sent to find out has not arrived in time: the path loses too much to tell");
        }

        double loss = Math.Max(isSmallThere ? o.Figures?.LossThere ?? o.Figures?.LossBack ?? 0 : 0, isSmallBack ? o.Figures?.LossBack ?? 0 : 0);
        if (loss >= LossOfChance)
        {
            return new(
                Phase.Mtu, Verdict.Note, "large datagrams got lost, and so did small ones: this may be the path's usual loss, or a hole for large ones as well", Cause.Lossy,
                "try again when the path loses less");
        }

        string goesOn = o.HasArrivedBack ? "sessions go on in small datagrams" : $"a session hangs with this server: godwit on {o.Host} would send smaller ones";
        string which = isSmallThere && isSmallBack ? "both ways" : isSmallThere ? "on the way there" : "on the way back";
        int passes = isSmallThere && isSmallBack ? Math.Min(o.SizeThere, o.SizeBack) : isSmallThere ? o.SizeThere : o.SizeBack;
        return new(
            Phase.Mtu,
            Verdict.Failed,
            $"datagrams of {o.SizeTried} octets get lost {which}, and nobody says so; {passes} octets arrive",
            Cause.MtuHole,
            $"{goesOn}; better set the MTU of the tunnel or VPN between to what it carries: sudo ip link set dev DEVICE mtu {passes + IpAndUdp(o)}");
    }

    /// <summary>Round trips and loss.</summary>
    public static Finding OfQuality(Observations o)
    {
        if (o.Figures is not { } figures)
        {
            return new(Phase.Quality, Verdict.Skipped, "not measured");
        }

        if (EndOf(o) is { } end)
        {
            return end with { Phase = Phase.Quality };
        }

        string trips = figures.RoundTrips == 0
            ? "no round trip"
            : string.Create(CultureInfo.InvariantCulture, $"RTT {figures.MeanMs:0.#} ms ({figures.ShortestMs} to {figures.LongestMs}), loss {Loss(figures)}");
        if (o.SilentMs > SilenceMax)
        {
            return new(
                Phase.Quality, Verdict.Failed, $"{trips}; then nothing came for {o.SilentMs} ms, and the server still runs", Cause.Interrupted, "the network between was interrupted, or a firewall closed the flow: try again");
        }

        return Math.Max(figures.LossThere ?? 0, figures.LossBack) >= LossNoted
            ? new(Phase.Quality, Verdict.Note, trips, Cause.Lossy, "sessions work, and keys take longer now and then")
            : new(Phase.Quality, Verdict.Ok, trips);
    }

    /// <summary>Whether the server outlives the login that started it.</summary>
    public static Finding OfLogout(Observations o) => o.OutlivesLogin switch
    {
        null => new(Phase.Logout, Verdict.Skipped, "not tried"),
        true => new(Phase.Logout, Verdict.Ok, "the server goes on after the login has ended"),
        _ => new(Phase.Logout, Verdict.Failed, "the server answered until the login ended, and not after it", Cause.EndsWithLogin, PolicyRemedy(o)),
    };

    /// <summary>The two clocks.</summary>
    public static Finding OfClock(Observations o)
    {
        if (o.ClockAhead is not { } ahead)
        {
            return new(Phase.Clock, Verdict.Skipped, $"{o.Host} did not say what time it is there");
        }

        double apart = Math.Abs(ahead);
        if (apart <= Math.Max(o.ClockError, 1))
        {
            return new(Phase.Clock, Verdict.Ok, string.Create(CultureInfo.InvariantCulture, $"the same time there, as far as can be told ({Math.Max(o.ClockError, 0.001):0.###} s)"));
        }

        string sentence = string.Create(CultureInfo.InvariantCulture, $"the clock of {o.Host} is {apart:0.#} s {(ahead > 0 ? "ahead" : "behind")}");
        return apart < ClockNoted
            ? new(Phase.Clock, Verdict.Ok, sentence)
            : new(Phase.Clock, Verdict.Note, sentence, Cause.ClockOff, "sessions do not mind; one-time codes, certificates and make do: timedatectl set-ntp true");
    }

    /// <summary>The two programs.</summary>
    public static Finding OfVersions(Observations o)
    {
        string server = o.ServerVersion.Length > 0 ? o.ServerVersion : "a server of unknown version";
        string both = $"godwit {Texts.VersionNumber} here, {server} there";
        return o.IsGodwit switch
        {
            null => new(Phase.Versions, Verdict.Skipped, both),
            false => new(Phase.Versions, Verdict.Ok, $"{both}: a stock server, without what two Godwits have (exit status, clipboard, fewer packets)"),
            _ when o.Missing.Count == 0 => new(Phase.Versions, Verdict.Ok, both),
            _ => new(Phase.Versions, Verdict.Note, $"{both}: the server does not know {string.Join(", ", o.Missing)}", Cause.OlderServer, $"install this version of godwit on {o.Host}"),
        };
    }

    /// <summary>The user's terminal.</summary>
    public static Finding OfTerminal(Observations o)
    {
        TerminalFacts terminal = o.Terminal;
        if (terminal.Term.Length == 0 || !terminal.CanMoveCursor)
        {
            string problem = terminal.Term.Length == 0 ? "TERM is not set" : $"a terminal of type {terminal.Term} cannot move its cursor";
            return terminal.IsTerminal
                ? new(Phase.Terminal, Verdict.Failed, problem, Cause.Terminal, "set TERM to the terminal's real type, for example xterm-256color")
                : new(Phase.Terminal, Verdict.Skipped, "not started from a terminal");
        }

        string colors = terminal.HasTrueColor ? "24-bit colours" : terminal.Colors > 0 ? $"{terminal.Colors} colours" : "no colours";
        string charset = terminal.Charset.Length > 0 ? $", {terminal.Charset}" : "";
        string name = terminal.Version.Length > 0 ? $"{terminal.Term} ({terminal.Version})" : terminal.Term;
        string silent = terminal is { WasAsked: true, HasAnswered: false } ? "; it does not answer when it is asked what it can do" : "";
        string abilities = terminal.Abilities.Length > 0 ? $"; {terminal.Abilities}" : "";
        return terminal.IsKnown
            ? new(Phase.Terminal, Verdict.Ok, $"{name}, {colors}{charset}{abilities}{silent}")
            : new(
                Phase.Terminal, Verdict.Note, $"{name} is not in this machine's terminal database: a usual terminal is assumed ({colors}{charset}){silent}", Cause.Terminal,
                "install ncurses-term, or the terminal's own entry");
    }

    /// <summary>What the host does with processes whose login has ended.</summary>
    public static Finding OfPolicy(Observations o)
    {
        FarFacts far = o.Far;
        if (far.HasSystemd is not { } hasSystemd)
        {
            return new(Phase.Policy, Verdict.Skipped, "the host did not say");
        }

        if (!hasSystemd)
        {
            return new(Phase.Policy, Verdict.Ok, $"{o.Host} runs without systemd: servers are left alone");
        }

        string manager = $"user manager {(far.HasUserManager ? "runs" : "does not run")}, linger {(far.Lingers ? "on" : "off")}";
        string kills = far.KillsUserProcesses switch { true => "yes", false => "no", _ => "not set" };
        string facts = $"KillUserProcesses={kills}, {manager}";
        return EndsLeftovers(o)
            ? new(Phase.Policy, Verdict.Failed, $"{facts}: a server ends with the login that started it", Cause.KillUserProcesses, PolicyRemedy(o))
            : new(Phase.Policy, Verdict.Ok, far.KillsUserProcesses == true ? $"{facts}: root is excepted, or the login has no scope" : facts);
    }

    // logind spares root unless it is told otherwise, and ends only what is in the scope of the session.
    private static bool EndsLeftovers(Observations o) => o.Far is { KillsUserProcesses: true, IsInSessionScope: true, UserId: not SuperUser };

    private static string PolicyRemedy(Observations o)
    {
        string user = o.Far.User.Length > 0 ? o.Far.User : "USER";
        return $"on {o.Host}: sudo loginctl enable-linger {user}, then here: godwit --server=\"systemd-run --user --scope --quiet godwit server\" {o.Host}; or KillExcludeUsers={user} in /etc/systemd/logind.conf there";
    }

    private static int IpAndUdp(Observations o) => o.Address.Contains(':', StringComparison.Ordinal) ? 48 : 28;

    private static string Loss(PathFigures figures) => figures.LossThere is { } there
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * there:0.#} % there, {100 * figures.LossBack:0.#} % back")
        : string.Create(CultureInfo.InvariantCulture, $"{100 * figures.LossBack:0.#} % back (a stock server does not tell of the other way)");
}
