using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>The longer texts that are printed when asked for.</summary>
internal static class Texts
{
    /// <summary>Our version, from the build.</summary>
    public const string VersionNumber = BuildVersion.Number;

    /// <summary>The answer to <c>--version</c>.</summary>
    /// <param name="program">The name that we were called by.</param>
    public static string Version(string program) => program == "godwit"
        ? $"godwit {VersionNumber}\nLicensed under the Apache License 2.0. There is no warranty.\n"
        : $"{program} (godwit {VersionNumber}), compatible with mosh 1.4.0\nLicensed under the Apache License 2.0. There is no warranty.\n";

    /// <summary>The answer to <c>mosh --help</c>.</summary>
    public const string MoshUsage =
        """
        Usage: mosh [options] [--] [user@]host [command...]

          --client=PATH              client program on this machine (default: our own)
          --server=COMMAND           server command on the host (default: mosh-server)
          --predict=MODE             local echo: adaptive (default), always, never, experimental
          -a, -n                     the same as --predict=always, --predict=never
          -o, --predict-overwrite    predicted letters overwrite instead of inserting
          -4, -6, --family=FAMILY    inet, inet6, auto, all, prefer-inet (default), prefer-inet6
          -p, --port=PORT[:PORT2]    UDP port or range of the server (not the port of ssh)
          --bind-server=ADDRESS      ssh (default: the address that ssh reached), any, or an IP address
          --ssh=COMMAND              ssh command, for example "ssh -p 2222" (default: ssh)
          --no-ssh-pty               no terminal on the far side while the server starts
          --no-init                  do not switch to the terminal's alternate screen
          --local                    start the server on this machine, without ssh
          --experimental-remote-ip=MODE
                                     how the server's address is found: proxy (default), remote, local
          --help, --version          this text; the version

        This is Godwit under the name of mosh.

        """;

    /// <summary>The answer to <c>godwit --help</c>.</summary>
    public const string GodwitUsage =
        """
        Usage: godwit [options] [user@]host [command...]     open a session on a host
               godwit exec [options] host [command...]       a command without a terminal, with ssh's options
               godwit forward [options] host                 forwardings without a shell
               godwit server [new] [options] [-- command]    what runs on the host; "godwit server --help"
               godwit client ADDRESS PORT                    join a server by hand, the key in MOSH_KEY
               godwit demo                                   see it over a bad link, on this machine alone
               godwit ls [host]                              your sessions, here or there
               godwit status [host] [NAME...]                how they are; within a session, how that one is
               godwit kill [host] NAME...|--lost             end some of them, or all that have no client
               godwit config [host], --check [FILE]          the options that hold for a host; mistakes in the files
               godwit install [--ssh=COMMAND] host           put godwit and its manual on a host, in your own folders there
               godwit doctor [--json] [options] host         find out why a session with it does not work
               godwit completion bash|zsh|fish               a script that completes godwit's words in that shell
               godwit reset                                  repair a terminal that a killed client left behind
               godwit help, --help, --version

        The session is started with your own ssh and its whole configuration; on the host godwit is used if it is
        there, else mosh-server. A host called "exec", "forward", "server", "client", "demo", "ls", "status", "kill",
        "install", "config", "doctor", "completion", "reset", "bench" or "help": godwit -- server.

          -p, --port=PORT[:PORT2]    UDP port or range of the server (not the port of ssh)
          -4, -6, --family=FAMILY    inet, inet6, auto, all, prefer-inet (default), prefer-inet6
          --ssh=COMMAND              ssh command, for example "ssh -p 2222" (default: ssh)
          --ssh-pty                  make a terminal on the far side while the server starts
          --server=COMMAND           server command on the host (default: godwit server, else mosh-server)
          --bind-server=ADDRESS      ssh (default: the address that ssh reached), any, or an IP address
          --experimental-remote-ip=MODE
                                     where the server's address is taken from: proxy (default: the name that ssh
                                     uses, checked with what the host says), remote (only the host), local (only the name)
          --local                    start the server on this machine, without ssh
          --predict=MODE, -a, -n     local echo: adaptive (default), always, never, experimental
          -o, --predict-overwrite    predicted letters overwrite instead of inserting
          --no-init                  do not switch to the terminal's alternate screen
          --clipboard-read           programs in the session may read the clipboard (default: they may only write it)
          --ambiguous=narrow|wide    columns that your terminal gives East Asian ambiguous characters (default: narrow, one)
          --escape=KEY               introduces commands to the client: ctrl-^ (default), another control key as ctrl-],
                                     a character as ~ (then after Enter only, as in ssh), or none; KEY ? lists the commands
          --stats=FILE               write how the session went (round trip, loss, times; no keys) to a JSON file
          --log=FILE                 add what becomes of the session (start, roaming, silence, end; no keys) to a file
          --on-lost=COMMAND          run this when the server has been silent for a minute,
          --on-resume=COMMAND        and this when it is back
          --install=ask|always|never
                                     copy this program to a host over the same login: ask if there is no server (default),
                                     always if there is no godwit, never
          --ttl=TIME                 how long the host keeps the session when it is lost and idle: 7d (default), 12h, none
          --send-env=NAME[,NAME]     send these variables along (COLORTERM, TERM_PROGRAM and the locale are sent anyhow)
          -L [ADDRESS:]PORT:HOST:PORT[/udp]
                                     a port here leads to a target that the host connects to; paths are sockets, as in ssh
          -R [ADDRESS:]PORT:HOST:PORT[/udp]
                                     a port on the host leads to a target that this machine connects to; none: SOCKS
          -D [ADDRESS:]PORT          SOCKS on a port here; the host connects
          -A [confirm], --forward-agent=yes|no|confirm
                                     forward the ssh agent; confirm: ask about each signature
          -X, -Y                     forward the X display, untrusted; the same, trusted
          -N, -T                     no shell, forwardings only; no terminal, the command has three streams of its own
          --exit-on-forward-failure  no session if a forwarding cannot be had
          --client=PATH              use another client program
          --config=FILE              configuration file instead of ~/.config/godwit/config and /etc/godwit/config, or none

        """;
}
