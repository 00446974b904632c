using Godwit.Testing;
using Godwit.Transport;

namespace Godwit.Simulation.Harness;

/// <summary>
/// Both directions between a client and a server that each have several addresses. An address is a number; odd ones are of one family, even
/// ones of the other, and only addresses of one family reach each other.
/// </summary>
internal sealed class Network
{
    private const int SourceShift = 16;
    private const int DestinationMask = 0xffff;
    private const int AttackerFirst = 0x4000;
    private const int PortsOpen = 10;

    private readonly Random random;
    private readonly List<int> clientOpen = [];
    private readonly int[] clientNewest = new int[2];
    private int lastAddress;

    public Network(int seed)
    {
        random = new Random(seed);
        Up = new SimulatedLink(seed + 1) { ReplayedFrom = FromAttacker };
        Down = new SimulatedLink(seed + 2) { ReplayedFrom = FromAttacker };
        ServerAddresses = [NewAddress(0), NewAddress(1)];
        OpenClient(0);
        OpenClient(1);
    }

    /// <summary>Client to server.</summary>
    public SimulatedLink Up { get; }

    /// <summary>Server to client.</summary>
    public SimulatedLink Down { get; }

    /// <summary>Where the server can be reached.</summary>
    public List<int> ServerAddresses { get; }

    /// <summary>Octets that the server sent to addresses that never sent it anything authentic; must stay 0.</summary>
    public long OctetsToStrangers { get; private set; }

    /// <summary>When the next datagram arrives somewhere.</summary>
    public Instant NextArrival => Instant.Min(Up.NextArrival, Down.NextArrival);

    public static int Family(int address) => address & 1;

    /// <summary>The client sends to an address of the server.</summary>
    public void SendUp(Instant now, ReadOnlySpan<byte> datagram, int destination)
    {
        int source = clientNewest[Family(destination)];
        if (source != 0)
        {
            Up.Send(now, datagram, (source << SourceShift) | destination);
        }
    }

    /// <summary>The server sends to where it believes its client to be.</summary>
    public void SendDown(Instant now, ReadOnlySpan<byte> datagram, int source, int destination)
    {
        OctetsToStrangers += destination is 0 or >= AttackerFirst ? datagram.Length : 0;
        Down.Send(now, datagram, (source << SourceShift) | destination);
    }

    public bool TryReceiveUp(Instant now, out byte[] datagram, out int source, out int destination)
    {
        while (Up.TryReceive(now, out datagram, out int way))
        {
            (source, destination) = (way >> SourceShift, way & DestinationMask);
            if (ServerAddresses.Contains(destination))
            {
                return true;
            }
        }

        (source, destination) = (0, 0);
        return false;
    }

    public bool TryReceiveDown(Instant now, out byte[] datagram, out int source, out int destination)
    {
        while (Down.TryReceive(now, out datagram, out int way))
        {
            (source, destination) = (way >> SourceShift, way & DestinationMask);
            if (clientOpen.Contains(destination))
            {
                return true;
            }
        }

        (source, destination) = (0, 0);
        return false;
    }

    /// <summary>Told of each datagram that an end reads: true if the server does.</summary>
    public Action<bool, byte[]>? Heard { get; set; }

    /// <summary>The server reads a datagram.</summary>
    public void RecordUp(ReadOnlySpan<byte> datagram, int source, int destination)
    {
        Heard?.Invoke(true, datagram.ToArray());
        Up.Record(datagram, (source << SourceShift) | destination);
    }

    /// <summary>The client reads a datagram.</summary>
    public void RecordDown(ReadOnlySpan<byte> datagram, int source, int destination)
    {
        Heard?.Invoke(false, datagram.ToArray());
        Down.Record(datagram, (source << SourceShift) | destination);
    }

    /// <summary>The client sends from new ports; the old ones still receive.</summary>
    public void HopClient()
    {
        foreach (int family in (ReadOnlySpan<int>)[0, 1])
        {
            if (clientNewest[family] != 0)
            {
                OpenClient(family);
            }
        }
    }

    /// <summary>The client is in another network: what is sent to its old addresses is lost.</summary>
    public void MoveClient(bool hasEven, bool hasOdd)
    {
        clientOpen.Clear();
        clientNewest.AsSpan().Clear();
        if (hasEven)
        {
            OpenClient(0);
        }

        if (hasOdd)
        {
            OpenClient(1);
        }
    }

    /// <summary>The server has other addresses; those that it keeps are <paramref name="kept"/>.</summary>
    public void MoveServer(params ReadOnlySpan<int> kept)
    {
        ServerAddresses.Clear();
        ServerAddresses.AddRange(kept);
        ServerAddresses.AddRange([NewAddress(0), NewAddress(1)]);
    }

    private void OpenClient(int family)
    {
        clientNewest[family] = NewAddress(family);
        clientOpen.Add(clientNewest[family]);
        if (clientOpen.Count > PortsOpen)
        {
            clientOpen.RemoveAt(0);
        }
    }

    private int NewAddress(int family)
    {
        // A port that was in use long ago is used again.
        do
        {
            lastAddress = (lastAddress + 2) % AttackerFirst;
        }
        while (lastAddress == 0 || clientOpen.Contains(lastAddress | family) || ServerAddresses?.Contains(lastAddress | family) == true);
        return lastAddress | family;
    }

    private int FromAttacker(int way) => ((AttackerFirst + random.Next(1000)) << SourceShift) | (way & DestinationMask);
}
