namespace Godwit.Cli.Doctor;

/// <summary>
/// What runs on the host: says what it sees there, starts the server as a session does, and answers questions at its standard input for as long as the
/// login lasts. So one login is enough, also to ask afterwards what became of the server. For any <c>sh</c>, without a line end in it.
/// </summary>
internal static class FarScript
{
    /// <summary>What each of its lines begins with.</summary>
    public const string Mark = "GODWIT-DOCTOR ";

    /// <summary>The key that makes the session's command print.</summary>
    public const byte PrintKey = (byte)'p';

    /// <summary>Rows of <see cref="Client.TrialClient.Columns"/> that it prints at least.</summary>
    public const int PrintedRows = 36;

    /// <summary>The variable with the folder that the session's command leaves a mark in.</summary>
    private const string Folder = "GODWIT_DOCTOR_FOLDER";

    private const string Facts =
        """m() { echo "GODWIT-DOCTOR $*"; }; m login "$(id -u) $(id -un)"; m clock "$(date +%s.%N)"; """
        + """m firewall "$(PATH=$PATH:/usr/sbin:/sbin; for f in ufw firewall-cmd nft iptables; do command -v $f; done 2>/dev/null | head -n 1)"; """
        + """if [ -d /run/systemd/system ]; then m systemd yes; """
        + """k=$(timeout 2 busctl get-property org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager KillUserProcesses 2>/dev/null); """
        + """[ -n "$k" ] || k=$(cat /etc/systemd/logind.conf /etc/systemd/logind.conf.d/*.conf 2>/dev/null | grep "^KillUserProcesses=" | tail -n 1); m kill "$k"; """
        + """if grep -q "session-.*[.]scope" /proc/self/cgroup 2>/dev/null; then m scope; fi; """
        + """if [ -e "/var/lib/systemd/linger/$(id -un)" ]; then m linger; fi; """
        + """if [ -S "/run/user/$(id -u)/systemd/private" ]; then m manager; fi; else m systemd no; fi; """;

    private const string Answers =
        """while read -r q p n; do case $q in """
        + """look) s=$p; a=; if [ "$p" -gt 1 ]; then a=no; if kill -0 "$p" && ! grep -q "^State:.Z" "/proc/$p/status"; then a=yes; fi; fi 2>/dev/null; """
        + """h=; if [ -n "$t" ]; then h=no; if [ -e "$t/heard" ]; then h=yes; fi; fi; """
        + """m look "$n" "alive=$a" "heard=$h" $(grep -e "^Ip:" -e "^Udp:" /proc/net/snmp 2>/dev/null; grep -e "^Ip6In" -e "^Ip6OutForw" -e "^Udp6" /proc/net/snmp6 2>/dev/null);; """
        + """keep) s=;; esac; done; [ -z "$t" ] || rm -rf "$t"; [ "${s:-0}" -le 1 ] || kill "$s" 2>/dev/null""";

    /// <summary>
    /// The session's command: leaves a mark that it runs, which it does once the server has heard its client; prints enough for several datagrams when the
    /// key comes that asks for it, in characters that cannot be compressed; and swallows what is typed.
    /// </summary>
    public static IReadOnlyList<string> SessionCommand { get; } =
    [
        "sh", "-c",
        "stty raw -echo; [ -z \"$" + Folder + "\" ] || : >\"$" + Folder + "/heard\"; dd bs=1 count=1 of=/dev/null 2>/dev/null; "
        + """dd if=/dev/urandom bs=3000 count=1 2>/dev/null | od -An -v -tx1 | tr -d " \n"; cat >/dev/null""",
    ];

    /// <summary>Puts the script around the one that starts a session's server.</summary>
    /// <param name="start">From <see cref="RemoteScript.Text"/>.</param>
    public static string Around(string start) =>
        $"{Facts}t=$(mktemp -d 2>/dev/null) || t=; {Folder}=$t; export {Folder}; ( ( {start} ); m ended $? ) & s=; {Answers}";

    /// <summary>The question what became of the server; a number makes its answer known.</summary>
    /// <param name="process">The server's process; 0 if it is not known.</param>
    /// <param name="number">Of the question.</param>
    public static string Look(int process, int number) => $"look {process} {number}\n";

    /// <summary>From now on the server is not to be ended with the login.</summary>
    public const string Keep = "keep\n";
}
