namespace Godwit.Interop.Harness;

/// <summary>The client's addresses as they change on its way: <see cref="Legs"/>, again and again. The cable stays.</summary>
/// <param name="hosts">As they were made.</param>
internal sealed class Moves(TwoHosts hosts)
{
    /// <summary>Moves until the client has the addresses again that it began with.</summary>
    public const int Legs = 3;

    private int made;

    /// <summary>
    /// The next one: IPv4 goes at both cables, so that only IPv6 is left; IPv4 comes back as another address, and IPv6 goes; the first address and IPv6
    /// come back, and the second goes.
    /// </summary>
    public async Task NextAsync()
    {
        switch (made++ % Legs)
        {
            case 0:
                await EachCableAsync(cable => $"addr del 10.77.{cable}.2/24 dev c{cable}");
                break;
            case 1:
                await OnClientAsync("addr add 10.77.1.9/24 dev c1");
                await EachCableAsync(cable => $"addr del fd77:{cable}::2/64 dev c{cable}");
                break;
            default:
                await OnClientAsync("addr del 10.77.1.9/24 dev c1");
                await EachCableAsync(cable => $"addr add 10.77.{cable}.2/24 dev c{cable}");
                await EachCableAsync(cable => $"addr add fd77:{cable}::2/64 dev c{cable} nodad");
                break;
        }
    }

    private Task OnClientAsync(string words) => hosts.IpAsync($"-n {hosts.Client} {words}");

    private async Task EachCableAsync(Func<int, string> words)
    {
        for (int cable = 1; cable <= 2; cable++)
        {
            await OnClientAsync(words(cable));
        }
    }
}
