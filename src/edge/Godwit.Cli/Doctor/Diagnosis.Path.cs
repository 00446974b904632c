using Godwit.Platform;

namespace Godwit.Cli.Doctor;

/// <content>Why datagrams do not get through.</content>
internal static partial class Diagnosis
{
    // Of a burst so much has to be seen in a counter to be sure that it was ours, and at most so little that it was not.
    private const double Most = 0.8;
    private const double Few = 0.2;

    // Answers are not as many as a burst; others' noise that a firewall drops in half a second is less than this.
    private const int AnswersDroppedMin = 5;

    /// <summary>The way to the server and the way back: one verdict for each.</summary>
    public static (Finding There, Finding Back) OfPath(Observations o)
    {
        if (o.IsAnswered)
        {
            return (new(Phase.There, Verdict.Ok, $"{o.Address} port {o.Port}"), new(Phase.Back, Verdict.Ok, $"answered after {o.AnsweredAfterMs} ms"));
        }

        if (o.Far.WasHeard == true && EndOf(o) is null && o.WrongVersion == 0)
        {
            return (new(Phase.There, Verdict.Ok, $"the server at {o.Address} port {o.Port} has heard us"), AnswersBlocked(o));
        }

        Finding there = EndOf(o) ?? WrongAnswer(o) ?? LocalFault(o) ?? Silence(o);
        return (there, new(Phase.Back, Verdict.Skipped, "nothing could be answered"));
    }

    /// <summary>Nobody knows where to send datagrams to.</summary>
    public static Finding NoAddress(Observations o) => new(
        Phase.There,
        Verdict.Failed,
        $"the address of {o.Host} is not known: its name has none here, and the host did not say one (SSH_CONNECTION is empty there)",
        Cause.NoAddress,
        "give the host a name with an address, or go without the jump host");

    /// <summary>That the server has ended, and how; null if it has not.</summary>
    public static Finding? EndOf(Observations o)
    {
        if (o.Far.IsServerAlive == true || (o.Far.IsServerAlive is null && o.Far.StartStatus is null or 0))
        {
            return null;
        }

        string process = o.ServerProcess > 0 ? $" (process {o.ServerProcess})" : "";
        int status = o.Far.StartStatus ?? 0;
        int signal = SignalWords.Of(status);
        string server = $"the server{process} on {o.Host}";
        return signal > 0 ? new(Phase.There, Verdict.Failed, $"{server} was killed by {SignalWords.Name(signal)}", Cause.ServerKilled, SignalWords.Remedy(signal, o.Host))
            : status > 0 ? new(Phase.There, Verdict.Failed, $"{server} has ended with status {status}", Cause.ServerExited, $"try it on {o.Host} by hand: {o.ServerCommand ?? "godwit server"} -v")
            : o.IsEndedByServer ? new(
                Phase.There, Verdict.Failed, $"{server} has ended the session by itself", Cause.ServerExited, $"somebody or something on {o.Host} told it to (SIGTERM): a job that cleans up, or a script")
            : new(Phase.There, Verdict.Failed, $"{server} is gone, and nobody was told how it ended", Cause.ServerGone, GoneRemedy(o));
    }

    private static string GoneRemedy(Observations o) => EndsLeftovers(o)
        ? PolicyRemedy(o)
        : $"look on {o.Host}: journalctl -k | grep -i \"killed process\" (out of memory), or what else ends processes there";

    private static Finding? WrongAnswer(Observations o) =>
        o.WrongVersion > 0 ? new(
            Phase.There, Verdict.Failed, $"the server at port {o.Port} speaks another version of the protocol", Cause.WrongVersion, $"install the same version of godwit, or mosh 1.2 to 1.4, on {o.Host}")
        : o.Unauthentic > 0 ? new(
            Phase.There, Verdict.Failed, $"answers come from port {o.Port} that are not made with this session's key", Cause.WrongKey, WrongKeyRemedy(o))
        : null;

    private static Finding? LocalFault(Observations o) => o.SendFault switch
    {
        NetworkFault.Forbidden => new(
            Phase.There, Verdict.Failed, $"this machine's own firewall forbids datagrams to {o.Address} port {o.Port} (operation not permitted)", Cause.BlockedHere, OpenOutward(o)),
        NetworkFault.NetworkUnreachable or NetworkFault.HostUnreachable => new(
            Phase.There, Verdict.Failed, $"this machine has no way to {o.Address}", Cause.NoRoute, $"ip route get {o.Address}; is the network up, and the address the right one?"),
        _ => null,
    };

    /// <summary>Nothing came back, and the server runs as far as is known.</summary>
    private static Finding Silence(Observations o)
    {
        NetCounters counted = o.CountedThere ?? default;
        bool isCounted = o.Burst > 0 && o.CountedThere is not null;
        string port = $"{o.Address} port {o.Port}";
        Finding Fail(string sentence, string cause, string remedy) => new(Phase.There, Verdict.Failed, sentence, cause, remedy);
        if (isCounted && counted.Received >= Most * o.Burst)
        {
            return Fail($"datagrams reach a program at UDP port {o.Port} of {o.Host}, which does not take them: it has another key", Cause.WrongKey, WrongKeyRemedy(o));
        }

        if (isCounted && counted.NoPort >= Most * o.Burst)
        {
            return Fail($"datagrams reach {o.Host}, and nobody listens at port {o.Port} of {o.Address} there", Cause.NothingListens, $"is {o.Address} the address that the server is bound to? Try --bind-server=any");
        }

        if (isCounted && counted.Dropped >= Most * o.Burst)
        {
            return Fail($"datagrams reach {o.Host} and are dropped there before the server gets them: its firewall", Cause.BlockedThere, OpenInward(o));
        }

        if (isCounted && counted.Arrived <= Few * o.Burst)
        {
            string says = Reported(o.ReportedFault) is { Length: > 0 } words ? $" ({words})" : "";
            return Fail(
                $"none of {o.Burst} datagrams to {port} reached {o.Host}: something between here and there blocks them{says}",
                o.ReportedFault == NetworkFault.Other ? Cause.BlockedOnTheWay : Cause.Rejected,
                $"let UDP to port {Ports(o)} through: in this network's firewall or router, or in front of {o.Host} (a cloud's security group)");
        }

        return o.ReportedFault == NetworkFault.Other
            ? Fail($"nothing came back from {port} within {o.AnsweredAfterMs} ms", Cause.NoAnswer, $"let UDP to port {Ports(o)} through, here, on the way and on {o.Host}")
            : Fail($"datagrams to {port} are rejected ({Reported(o.ReportedFault)}), while the server runs", Cause.Rejected, OpenInward(o));
    }

    private static Finding AnswersBlocked(Observations o)
    {
        bool isHere = o.CountedHere is { } counted && counted.Dropped >= AnswersDroppedMin;
        return isHere
            ? new(Phase.Back, Verdict.Failed, $"the server's answers reach this machine, and its own firewall drops them ({o.CountedHere!.Value.Dropped} packets meanwhile)", Cause.AnswersBlockedHere, OpenAnswers(o))
            : new(
                Phase.Back, Verdict.Failed, $"the server hears us, and its answers do not come: something blocks UDP from port {o.Port} of {o.Host} on its way out, between, or into this machine",
                Cause.AnswersBlocked, $"let UDP from port {Ports(o)} out on {o.Host} and in here; firewalls that know connections do so by themselves");
    }

    private static string WrongKeyRemedy(Observations o) =>
        $"does something at the login on {o.Host} print an old MOSH CONNECT line, or does a router send port {o.Port} to another machine?";

    private static string Reported(NetworkFault fault) => fault switch
    {
        NetworkFault.PortUnreachable => "port unreachable",
        NetworkFault.HostUnreachable => "host unreachable or prohibited",
        NetworkFault.NetworkUnreachable => "network unreachable",
        NetworkFault.Forbidden => "prohibited",
        _ => "",
    };

    private static string Ports(Observations o) => o.Ports is { } named ? named.Replace(':', '-') : "60001-60999";

    private static string OpenOutward(Observations o) => o.Firewall switch
    {
        "ufw" => $"sudo ufw allow out proto udp to any port {Colons(o)}",
        "nft" => $"let it out: sudo nft list ruleset shows the chain with hook output; it needs: udp dport {Ports(o)} accept",
        _ => $"sudo iptables -I OUTPUT -p udp --dport {Colons(o)} -j ACCEPT (ip6tables for IPv6)",
    };

    private static string OpenInward(Observations o) => $"on {o.Host}: " + o.Far.Firewall switch
    {
        "ufw" => $"sudo ufw allow {Colons(o)}/udp",
        "firewall-cmd" => $"sudo firewall-cmd --permanent --add-port={Ports(o)}/udp && sudo firewall-cmd --reload",
        "nft" => $"sudo nft list ruleset shows the chain with hook input; it needs: udp dport {Ports(o)} accept",
        _ => $"sudo iptables -I INPUT -p udp --dport {Colons(o)} -j ACCEPT (ip6tables for IPv6)",
    };

    private static string OpenAnswers(Observations o) => o.Firewall switch
    {
        "ufw" => $"sudo ufw allow proto udp from {o.Address} port {Colons(o)}",
        "nft" => "the chain with hook input needs: ct state established,related accept",
        _ => "sudo iptables -I INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
    };

    private static string Colons(Observations o) => Ports(o).Replace('-', ':');
}
