using System.Globalization;

namespace Godwit.Interop.Harness;

/// <summary>
/// Two network namespaces, a client's and a server's, joined by two cables that each carry both families: 10.77.N.1 and fd77:N::1 are the
/// server's, .2 and ::2 the client's. Needs root and iproute2; skips the test without.
/// </summary>
internal sealed class TwoHosts : IAsyncDisposable
{
    /// <summary>The server's address on the first cable.</summary>
    public const string ServerIPv4 = "10.77.1.1";

    /// <summary>The same in the other family.</summary>
    public const string ServerIPv6 = "fd77:1::1";

    private const int Cables = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static int made;

    private readonly string ip;
    private readonly string tag;

    private TwoHosts(string ip)
    {
        this.ip = ip;
        tag = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId % 100_000}{(char)('a' + (Interlocked.Increment(ref made) % 26))}");
    }

    public string Server => "gws" + tag;

    public string Client => "gwc" + tag;

    public static async Task<TwoHosts> CreateAsync()
    {
        var hosts = new TwoHosts(Programs.Installed("ip", "iproute2"));
        ChildResult first = await ChildProcess.RunAsync(new ChildStart(hosts.ip, ["netns", "add", hosts.Server]), Limit);
        Assert.SkipWhen(first.ExitCode != 0, $"Network namespaces cannot be made here: {first.Error}");
        await hosts.IpAsync($"netns add {hosts.Client}");
        foreach (string host in new[] { hosts.Server, hosts.Client })
        {
            await hosts.IpAsync($"-n {host} link set lo up");
        }

        for (int cable = 1; cable <= Cables; cable++)
        {
            await hosts.IpAsync($"link add s{cable} netns {hosts.Server} type veth peer name c{cable} netns {hosts.Client}");
            foreach ((string host, string end, int number) in new[] { (hosts.Server, "s", 1), (hosts.Client, "c", 2) })
            {
                await hosts.IpAsync($"-n {host} addr add 10.77.{cable}.{number}/24 dev {end}{cable}");
                await hosts.IpAsync($"-n {host} addr add fd77:{cable}::{number}/64 dev {end}{cable} nodad");
                await hosts.IpAsync($"-n {host} link set {end}{cable} up");
            }
        }

        return hosts;
    }

    /// <summary>Runs ip(8) with words that hold no blanks.</summary>
    public async Task IpAsync(string words)
    {
        ChildResult result = await ChildProcess.RunAsync(new ChildStart(ip, words.Split(' ')), Limit);
        Assert.True(result.ExitCode == 0, $"ip {words}: {result.Error}");
    }

    /// <summary>Adds rules of nft(8) to one of the hosts; skips the test where there is no nft.</summary>
    public async Task FilterAsync(string host, string rules)
    {
        string[] command = Inside(host, [Programs.Installed("nft", "nftables"), rules]);
        ChildResult result = await ChildProcess.RunAsync(new ChildStart(command[0], command[1..]), Limit);
        Assert.True(result.ExitCode == 0, $"nft {rules}: {result.Error}");
    }

    /// <summary>A command as it is run inside one of the hosts.</summary>
    public string[] Inside(string host, IReadOnlyList<string> command) => [ip, "netns", "exec", host, .. command];

    public async ValueTask DisposeAsync()
    {
        foreach (string host in new[] { Server, Client })
        {
            _ = await ChildProcess.RunAsync(new ChildStart(ip, ["netns", "del", host]), Limit);
        }
    }
}
