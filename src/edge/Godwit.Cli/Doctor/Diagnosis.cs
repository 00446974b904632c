namespace Godwit.Cli.Doctor;

/// <summary>From what was observed to what is wrong and what to do. Pure; each phase for itself.</summary>
internal static partial class Diagnosis
{
    /// <summary>The host's name.</summary>
    public static Finding OfResolve(Observations o) => o switch
    {
        { ResolveProblem: { } problem } => new(
            Phase.Resolve,
            Verdict.Failed,
            problem,
            Cause.UnknownHost,
            $"check the name's spelling and HostName in ~/.ssh/config; \"getent hosts {o.LookedUp}\" asks what godwit and ssh ask"),
        { IsIndirect: true } => new(Phase.Resolve, Verdict.Skipped, $"ssh goes to {o.LookedUp} through another host or program: the name is looked up there"),
        { Addresses.Count: 0 } => new(Phase.Resolve, Verdict.Skipped, "the host is to say its address itself"),
        { Addresses: [var only] } when only == o.LookedUp => new(Phase.Resolve, Verdict.Ok, $"{only}, as it was given"),
        _ => new(Phase.Resolve, Verdict.Ok, $"{o.LookedUp} is {string.Join(", ", o.Addresses)}"),
    };

    /// <summary>The login.</summary>
    public static Finding OfLogin(Observations o)
    {
        if (o.Far.IsLoggedIn)
        {
            return new(Phase.Ssh, Verdict.Ok, o.Far.User.Length > 0 ? $"logged in as {o.Far.User}" : "logged in");
        }

        if (o.SshProblem is { } problem)
        {
            return new(Phase.Ssh, Verdict.Failed, problem, Cause.SshMissing, "install an ssh client, or name the program with --ssh=COMMAND");
        }

        string last = Printable.LastLine(o.SshSaid).TrimEnd('.');
        (string cause, string sentence, string remedy) = ExplainSsh(o);
        return new(Phase.Ssh, Verdict.Failed, last.Length > 0 ? $"{sentence}: {last}" : sentence, cause, remedy);
    }

    /// <summary>The start of the server.</summary>
    public static Finding OfBootstrap(Observations o)
    {
        if (o.Port > 0)
        {
            string server = o.ServerVersion.Length > 0 ? o.ServerVersion : "a server";
            string process = o.ServerProcess > 0 ? $", process {o.ServerProcess}" : "";
            return new(Phase.Bootstrap, Verdict.Ok, $"{server} at UDP port {o.Port}{process}");
        }

        (string cause, string sentence, string remedy) = ExplainStart(o);
        string last = Printable.LastLine(o.ServerSaid).TrimEnd('.');
        return new(Phase.Bootstrap, Verdict.Failed, last.Length > 0 && cause != Cause.BadReply ? $"{sentence}: {last}" : sentence, cause, remedy);
    }

    private static (string Cause, string Sentence, string Remedy) ExplainSsh(Observations o)
    {
        bool Says(string words) => o.SshSaid.Contains(words, StringComparison.OrdinalIgnoreCase);
        string host = o.Host;
        return Says("could not resolve hostname") ? (Cause.UnknownHost, $"ssh does not find {host}", "check the name's spelling and HostName in ~/.ssh/config")
            : Says("permission denied") || Says("too many authentication failures")
                ? (Cause.SshDenied, $"{host} does not let this user in", $"\"ssh -v {host}\" shows which keys are offered; check the user's name, ssh-add -l, and ~/.ssh/authorized_keys there")
            : Says("host key verification failed") || Says("identification has changed")
                ? (Cause.SshHostKey, $"{host} has another host key than the one that is known", $"if that is as it should be: ssh-keygen -R {host}")
            : Says("connection refused")
                ? (Cause.SshRefused, $"{host} can be reached, but no ssh server listens there", "start sshd there, or name its port: Port in ~/.ssh/config or --ssh=\"ssh -p PORT\"")
            : Says("timed out") ? (Cause.SshTimeout, $"{host} does not answer at its ssh port", "is it up, and does a firewall let TCP through to its ssh port?")
            : Says("no route to host") || Says("network is unreachable")
                ? (Cause.SshUnreachable, $"there is no way to {host}", "check this machine's network: ip route get ADDRESS")
            : Says("connection closed") || Says("connection reset") || Says("kex_exchange")
                ? (Cause.SshClosed, $"{host} closed the connection before the login", "look into sshd's log there: MaxStartups, fail2ban, AllowUsers")
            : o.SshExit is { Code: not ExitCode.SshFailed, Signal: 0 } exit
                ? (Cause.ShellRefused, $"the login worked, and the user's shell on {host} ended with status {exit.Code} without running the command", "is the shell in /etc/passwd there a real one, and does a start-up file of it exit?")
            : (Cause.SshFailed, $"ssh ended with status {o.SshExit?.Code ?? 0} before the login was complete", $"try \"ssh -v {host}\"");
    }

    private static (string Cause, string Sentence, string Remedy) ExplainStart(Observations o)
    {
        string host = o.Host;
        string server = o.ServerCommand is { } named ? $"the server command \"{named}\"" : "the server";
        if (o.BootstrapFault is { } fault)
        {
            return (Cause.BadReply, fault, $"what does {host} print at a login without a terminal? ssh {host} true");
        }

        if (o.SawBadPort)
        {
            return (Cause.BadPort, $"the server on {host} does not accept the port {o.Ports}", "name one port, or a range LOW:HIGH for servers that know ranges");
        }

        if ((o.Far.StartStatus ?? o.SshExit?.Code) is not { } status)
        {
            return (Cause.ServerSilent, $"{server} on {host} runs and does not say at which port", $"try it there by hand: {o.ServerCommand ?? "godwit server"}");
        }

        int signal = SignalWords.Of(status);
        return status switch
        {
            ExitCode.CommandNotFound when o.ServerCommand is null =>
                (Cause.NoServer, $"there is no server on {host}", $"install godwit or mosh on {host}, or say where it is with --server=PATH"),
            ExitCode.CommandNotFound => (Cause.NoServer, $"{server} was not found on {host}", "name another with --server=PATH"),
            ExitCode.CommandNotExecutable => (Cause.NotExecutable, $"{server} cannot be executed on {host}", "is it a program for that machine, and is its file system mounted without noexec?"),
            _ when signal > 0 => (Cause.ServerKilled, $"{server} was killed by {SignalWords.Name(signal)} on {host} before it was ready", SignalWords.Remedy(signal, host)),
            _ => (Cause.ServerExited, $"{server} ended with status {status} on {host} before it was ready", $"try it there by hand: {o.ServerCommand ?? "godwit server"}"),
        };
    }
}
