using Godwit.Client;
using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Cli.Doctor;

/// <summary>
/// Goes the way of a session and notes what it sees: one login, one server, one client without a terminal, one loop. What it means is
/// <see cref="Diagnosis"/>'s.
/// </summary>
/// <param name="options">The host, and how a session with it would be started.</param>
/// <param name="report">Gets each finding as it is made.</param>
internal sealed partial class Examination(ConnectOptions options, DoctorReport report)
{
    // The server's words behind its connect line come with it, as a rule.
    private const int BannerMs = 500;

    // A server starts within a moment, on the slowest machine.
    private const int StartMs = 15_000;

    // ssh's end is no event of a descriptor if somebody else holds its pipes.
    private const int WaitMaxMs = 100;

    private readonly Poller poller = new();
    private Observations seen = new() { Host = options.HostName, ServerCommand = options.Server, Ports = options.Ports, LookedUp = options.HostName };
    private SshConfiguration? configuration;
    private IReadOnlyList<UdpAddress> resolved = [];
    private FarLogin? login;
    private TrialClient? client;
    private long phaseSince;

    /// <summary>Goes as far as it can.</summary>
    public void Run()
    {
        phaseSince = MonotonicClock.Milliseconds;
        try
        {
            if (ResolveName() && LogIn() && StartServer())
            {
                ExaminePath();
            }
        }
        finally
        {
            client?.Dispose();
            login?.End();
        }

        if (seen.Far.IsLoggedIn)
        {
            NoteClock();
            Add(Diagnosis.OfClock(seen));
            Add(Diagnosis.OfVersions(seen));
        }

        seen = seen with { Terminal = LookAtTerminal() };
        Add(Diagnosis.OfTerminal(seen));
        if (seen.Far.IsLoggedIn)
        {
            Add(Diagnosis.OfPolicy(seen));
        }

        report.Seen = seen;
    }

    private bool ResolveName()
    {
        string output = "";
        try
        {
            output = CommandOutput.Read(GodwitSshCommand.BuildQuery(options), showsErrors: false, out ExitStatus exit);
            configuration = exit.IsSuccess ? SshConfiguration.Parse(output) : null;
        }
        catch (PlatformException)
        {
            // The next phase says that there is no ssh.
        }

        bool isIndirect = configuration is { IsIndirect: true };
        string name = configuration?.HostName ?? options.HostName;
        string? problem = null;
        if (options.RemoteAddress != RemoteAddressSource.Remote && !isIndirect)
        {
            try
            {
                resolved = Resolver.Resolve(name, "22", AddressFamily.ToPolicy(options.Family));
            }
            catch (PlatformException failure)
            {
                problem = failure.Message;
            }
        }

        seen = seen with
        {
            LookedUp = name,
            IsIndirect = isIndirect,
            Addresses = [.. resolved.Select(static address => address.ToString())],
            ResolveProblem = problem,
            Firewall = LocalFirewall(),
        };
        Add(Diagnosis.OfResolve(seen));
        return problem is null;
    }

    private bool LogIn()
    {
        try
        {
            string nonce = RemoteScript.NewNonce();
            login = FarLogin.Start(FarCommand(nonce), nonce);
            Wait(long.MaxValue, () => login.LoggedInAt is not null || login.Bootstrap.IsOver || login.IsOver);
        }
        catch (PlatformException failure)
        {
            seen = seen with { SshProblem = failure.Message };
        }

        Note();
        Add(Diagnosis.OfLogin(seen));
        return seen.Far.IsLoggedIn;
    }

    private bool StartServer()
    {
        FarLogin far = login!;
        Wait(MonotonicClock.Milliseconds + StartMs, () => far.Bootstrap.IsOver || far.IsOver || far.Facts.StartStatus is not null);
        long connected = MonotonicClock.Milliseconds;
        if (far.Bootstrap.Key is not null)
        {
            Wait(connected + BannerMs, () => far.ServerProcess > 0 || far.IsOver);
        }

        Note();
        string? address = far.Bootstrap.Address ?? ServerAddress.Choose(resolved, far.Bootstrap.SshConnectionAddress);
        seen = seen with { Port = far.Bootstrap.Port, Address = address ?? "" };
        Add(Diagnosis.OfBootstrap(seen));
        return far.Bootstrap.Key is not null && Begin(far.Bootstrap);
    }

    private bool Begin(Bootstrap bootstrap)
    {
        if (!UdpAddress.TryParse(seen.Address, (ushort)bootstrap.Port, out UdpAddress server))
        {
            Add(Diagnosis.NoAddress(seen));
            return false;
        }

        client = TrialClient.Start(bootstrap.Key!, server, resolved);
        return true;
    }

    // As for a session, but with our script around it, and an open standard input for what it is asked.
    private List<string> FarCommand(string nonce)
    {
        bool hasRemoteCommand = configuration?.HasRemoteCommand ?? false;
        ConnectOptions session = options with { Command = FarScript.SessionCommand };
        List<string> words = ServerArguments.Build(session, ServerArguments.ColorsFor(ClientLaunch.Terminal().Colors), ProcessEnvironment.Get);
        List<KeyValuePair<string, string?>> variables =
        [
            .. SessionVariables.Of(ClientLaunch.HasTrueColor(), [], ProcessEnvironment.Get),
            new(Server.ServerSettings.BindAnyVariable, options.ChoosesBinding ? null : "1"),
            new(Server.ServerSettings.StaysVariable, "1"),
            new("MOSH_SERVER_NETWORK_TMOUT", "60"), // Should we not be able to end it.
        ];
        var script = new RemoteScript(nonce, words, variables) { Server = options.Server, HasTerminal = options.SshPty ?? false };
        List<string> command = GodwitSshCommand.Build(session, script, hasRemoteCommand);
        command.Remove("-n");
        command[^1] = $"sh -c {ShellQuote.ForAnyShell(FarScript.Around(script.Text()))}";
        return command;
    }

    /// <summary>The one loop.</summary>
    /// <returns>False if the time was over first.</returns>
    private bool Wait(long deadline, Func<bool> isDone)
    {
        while (true)
        {
            var now = new Instant(MonotonicClock.Milliseconds);
            login?.Turn();
            client?.Turn(now);
            if (isDone())
            {
                return true;
            }

            if (now.Milliseconds >= deadline)
            {
                return false;
            }

            poller.Clear();
            login?.AddTo(poller);
            client?.AddTo(poller);
            long next = Math.Min(deadline, client?.NextDeadline(now).Milliseconds ?? long.MaxValue) - now.Milliseconds;
            poller.Wait(Math.Clamp(next, 0, WaitMaxMs));
        }
    }

    private void Add(Finding finding)
    {
        long now = MonotonicClock.Milliseconds;
        report.Add(finding with { Ms = now - phaseSince });
        phaseSince = now;
    }

    private void Note()
    {
        if (login is { } far)
        {
            seen = seen with
            {
                Far = far.Facts,
                SshExit = far.Exit,
                SshSaid = far.Complained,
                ServerSaid = far.Said,
                BootstrapFault = far.Bootstrap.Fault,
                SawBadPort = far.Bootstrap.SawBadPort,
                ServerProcess = far.ServerProcess,
                ServerVersion = far.ServerVersion,
            };
        }

        if (client is { } trial)
        {
            seen = seen with
            {
                IsAnswered = trial.IsAnswered,
                SendFault = trial.SendFault,
                ReportedFault = trial.ReportedFault,
                Unauthentic = trial.Unauthentic,
                WrongVersion = trial.WrongVersion,
                IsEndedByServer = trial.IsEnded,
                Address = trial.Path.ToString(),
            };
        }
    }

    private void NoteClock()
    {
        const double CoarseError = 1;
        const double FineError = 0.1;
        if (seen.Far.Clock is { } clock && login is { } far)
        {
            double roundTrip = (seen.Figures?.MeanMs ?? 0) / 1000;
            double error = (seen.Far.ClockIsFine ? FineError : CoarseError) + roundTrip;
            seen = seen with { ClockAhead = clock + (roundTrip / 2) - far.ClockReadAt, ClockError = error };
        }
    }

    private static string LocalFirewall()
    {
        foreach (string name in new[] { "ufw", "firewall-cmd", "nft", "iptables" })
        {
            if (ProcessEnvironment.Exists($"/usr/sbin/{name}") || ProcessEnvironment.Exists($"/usr/bin/{name}") || ProcessEnvironment.Exists($"/sbin/{name}"))
            {
                return name;
            }
        }

        return "";
    }

    private static TerminalFacts LookAtTerminal()
    {
        string term = ProcessEnvironment.Get("TERM") ?? "";
        TerminfoEntry? entry = TerminfoEntry.Load(term, ProcessEnvironment.Get);
        TerminfoEntry terminal = entry ?? TerminfoEntry.Assume(term);
        TerminalInquiry inquiry = TerminalInquiry.Make(ClientLaunch.TerminalSettings());
        return new TerminalFacts
        {
            Term = Printable.Of(term),
            IsKnown = entry is not null,
            CanMoveCursor = terminal.CanMoveCursor,
            Colors = terminal.Colors,
            HasTrueColor = ClientLaunch.HasTrueColor(),
            IsTerminal = FileDescriptor.IsTerminal(FileDescriptor.StandardInput),
            WasAsked = inquiry.WasAsked,
            HasAnswered = inquiry.HasAnswered,
            Version = Printable.Of(inquiry.Version),
            Abilities = inquiry.Abilities,
            Charset = ProcessEnvironment.GetCharacterSet(out _),
        };
    }
}
