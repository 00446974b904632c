using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Godwit.Interop.Harness;

/// <summary>
/// The network between one client and one server: it passes their datagrams on, can lose them all, and can change the address and port
/// from which the client seems to come. The client is whoever sent last.
/// </summary>
internal sealed class UdpRelay : IAsyncDisposable
{
    private const int DatagramMax = 65535;

    private readonly IPEndPoint server;
    private readonly Socket clientSide;
    private readonly CancellationTokenSource end = new();
    private readonly List<Task> pumps = [];
    private readonly Lock gate = new();
    private readonly Random dice = new(7);
    private readonly List<Socket> serverSides = [];
    private readonly Channel<(Socket Through, byte[] Datagram, EndPoint To, long At)> late = Channel.CreateUnbounded<(Socket, byte[], EndPoint, long)>();
    private EndPoint? client;
    private int dropped;
    private int fromServerToNewest;

    public UdpRelay(IPEndPoint server)
    {
        this.server = server;
        clientSide = Bound(server.Address);
        serverSides.Add(Bound(server.Address));
        pumps.Add(PumpFromClientAsync());
        pumps.Add(PumpFromServerAsync(serverSides[0]));
        pumps.Add(SendLateAsync());
    }

    /// <summary>How long each datagram is on its way.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Where the client has to send.</summary>
    public IPEndPoint ClientTarget => (IPEndPoint)clientSide.LocalEndPoint!;

    /// <summary>Loses every datagram of both directions while set.</summary>
    public bool IsBlackedOut { get; set; }

    /// <summary>The share of datagrams of each direction that gets lost, 0 to 1; by one seed, in the order in which they come.</summary>
    public double Loss { get; set; }

    /// <summary>Datagrams lost so far.</summary>
    public int Dropped => Volatile.Read(ref dropped);

    /// <summary>Datagrams that the server has sent to the client's newest address.</summary>
    public int FromServerToNewestAddress => Volatile.Read(ref fromServerToNewest);

    /// <summary>From now on the client comes from another address (or, if it is the same, another port). Nothing reaches it at the old one.</summary>
    public void MoveClient(IPAddress address)
    {
        lock (gate)
        {
            serverSides.Add(Bound(address));
            Volatile.Write(ref fromServerToNewest, 0);
            pumps.Add(PumpFromServerAsync(serverSides[^1]));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Task.WhenAll(pumps);
        clientSide.Dispose();
        serverSides.ForEach(socket => socket.Dispose());
        end.Dispose();
    }

    private static Socket Bound(IPAddress address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    private Task PumpFromClientAsync() => PumpAsync(clientSide, (datagram, from) =>
    {
        lock (gate)
        {
            client = from;
            return Pass(serverSides[^1], datagram, server);
        }
    });

    private Task PumpFromServerAsync(Socket side) => PumpAsync(side, (datagram, _) =>
    {
        lock (gate)
        {
            if (side != serverSides[^1])
            {
                return ValueTask.CompletedTask;
            }

            fromServerToNewest++;
            return client is null ? ValueTask.CompletedTask : Pass(clientSide, datagram, client);
        }
    });

    private ValueTask Pass(Socket through, ReadOnlyMemory<byte> datagram, EndPoint to)
    {
        if (IsBlackedOut || (Loss > 0 && dice.NextDouble() < Loss))
        {
            Interlocked.Increment(ref dropped);
            return ValueTask.CompletedTask;
        }

        if (Delay > TimeSpan.Zero)
        {
            _ = late.Writer.TryWrite((through, datagram.ToArray(), to, Stopwatch.GetTimestamp()));
            return ValueTask.CompletedTask;
        }

        return new ValueTask(through.SendToAsync(datagram, to, end.Token).AsTask());
    }

    /// <summary>All take as long, so their order stays.</summary>
    private async Task SendLateAsync()
    {
        try
        {
            await foreach ((Socket through, byte[] datagram, EndPoint to, long at) in late.Reader.ReadAllAsync(end.Token))
            {
                TimeSpan rest = Delay - Stopwatch.GetElapsedTime(at);
                if (rest > TimeSpan.Zero)
                {
                    await Task.Delay(rest, end.Token);
                }

                await through.SendToAsync(datagram, to, end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The relay is being disposed.
        }
    }

    private async Task PumpAsync(Socket socket, Func<ReadOnlyMemory<byte>, EndPoint, ValueTask> pass)
    {
        byte[] buffer = new byte[DatagramMax];
        try
        {
            while (true)
            {
                SocketReceiveFromResult received = await socket.ReceiveFromAsync(buffer, new IPEndPoint(
                    server.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0), end.Token);
                await pass(buffer.AsMemory(0, received.ReceivedBytes), received.RemoteEndPoint);
            }
        }
        catch (OperationCanceledException)
        {
            // The relay is being disposed.
        }
    }
}
