using Godwit.Platform;

namespace Godwit.Forwarding;

/// <summary>The sockets of one listening end: one path, or one port on one or more addresses.</summary>
internal sealed class ListenerSet : IDisposable
{
    private const string LoopbackIPv4 = "127.0.0.1";
    private const string LoopbackIPv6 = "::1";
    private const string AnyIPv4 = "0.0.0.0";
    private const string AnyIPv6 = "::";
    private const string LocalHost = "localhost";

    private readonly List<StreamListener> listeners = [];

    private ListenerSet()
    {
    }

    /// <summary>The sockets.</summary>
    public IReadOnlyList<StreamListener> Listeners => listeners;

    /// <summary>The port, chosen by the system if 0 was asked for; 0 for a path.</summary>
    public ushort Port { get; private set; }

    /// <summary>Listens.</summary>
    /// <param name="endpoint">Where; no host is loopback.</param>
    /// <param name="replaces">Removes a socket that is at the path.</param>
    /// <exception cref="PlatformException">Nobody can listen there; the message says why.</exception>
    public static ListenerSet Listen(ForwardEndpoint endpoint, bool replaces)
    {
        var set = new ListenerSet();
        try
        {
            set.Open(endpoint, replaces);
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>The addresses that a host to listen on stands for; the second one may be missing on this machine.</summary>
    /// <exception cref="PlatformException">It is none of this machine's.</exception>
    public static string[] AddressesOf(string? host) => host switch
    {
        null or LocalHost => [LoopbackIPv4, LoopbackIPv6],
        ForwardEndpoint.AnyHost => [AnyIPv4, AnyIPv6],
        _ when UdpAddress.TryParse(host, 0, out _) => [host],
        _ => throw new PlatformException($"{host} is no address; to listen give one of this machine's in numbers, localhost or *"),
    };

    /// <inheritdoc/>
    public void Dispose() => listeners.ForEach(listener => listener.Dispose());

    private void Open(ForwardEndpoint endpoint, bool replaces)
    {
        if (endpoint.Path is not null)
        {
            listeners.Add(StreamListener.Listen(endpoint.Path, replaces));
            return;
        }

        Port = endpoint.Port;
        foreach (string host in AddressesOf(endpoint.Host))
        {
            _ = UdpAddress.TryParse(host, Port, out UdpAddress address);
            try
            {
                listeners.Add(StreamListener.Listen(address));
                Port = listeners[0].LocalAddress.Port;
            }
            catch (PlatformException) when (listeners.Count > 0)
            {
                // As with ssh: one family is enough. A machine without IPv6 has none.
            }
        }
    }
}
