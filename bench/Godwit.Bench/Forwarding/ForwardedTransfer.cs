using System.Net;
using System.Net.Sockets;
using Godwit.Bench.Meters;
using Godwit.Bench.Routes;

namespace Godwit.Bench.Forwarding;

/// <summary>
/// One connection through a forwarded port (<c>-L</c>), which carries octets one way as fast as the path takes them. Writer and reader are threads of
/// this process in the networks of the two hosts: what they see is what a user's programs see.
/// </summary>
internal sealed class ForwardedTransfer : IDisposable
{
    private const int NearPort = 7001;
    private const int TargetPort = 7002;
    private const int ChunkSize = 1 << 16;
    private const int RetryMilliseconds = 20;

    private readonly Socket listener;
    private volatile Socket? near;
    private volatile Socket? target;
    private volatile bool isGone;
    private long octets;
    private double awaitedSince = double.PositiveInfinity;
    private double firstSince = double.NaN;

    /// <summary>Begins as soon as the forwarded port is open; the loop has to turn for anything to pass.</summary>
    /// <param name="route">A route that carries TCP, between whose hosts <see cref="Option"/> is in force.</param>
    /// <param name="direction">Which way.</param>
    public ForwardedTransfer(IRoute route, BulkDirection direction)
    {
        // A socket stays in the network in which it was made, whichever thread works with it.
        listener = route.OnServer(NewSocket);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, TargetPort));
        listener.Listen(1);
        Start(() =>
        {
            var accepted = listener.Accept();
            target = accepted;
            Carry(accepted, writes: direction == BulkDirection.Download);
        });
        Start(() => Carry(Connect(route), writes: direction == BulkDirection.Upload));
    }

    /// <summary>The words of a command line that open the port: the same for all systems that can.</summary>
    public static IReadOnlyList<string> Option { get; } = ["-L", $"{NearPort}:127.0.0.1:{TargetPort}"];

    /// <summary>Octets that the reader has so far.</summary>
    public long Octets => Interlocked.Read(ref octets);

    /// <summary>When the reader had the first octet that came after <see cref="Await"/>; not a number before that.</summary>
    public double FirstSince => Volatile.Read(ref firstSince);

    /// <summary>Waits for the first octet that the reader gets at this time or later.</summary>
    public void Await(double time)
    {
        Volatile.Write(ref awaitedSince, double.PositiveInfinity);
        Volatile.Write(ref firstSince, double.NaN);
        Volatile.Write(ref awaitedSince, time);
    }

    public void Dispose()
    {
        isGone = true;
        near?.Dispose();
        target?.Dispose();
        listener.Dispose();
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    // A port that refuses is not open yet. .NET puts a new socket in the place of one that was refused, in whichever network the thread is, so each attempt has its own.
    private Socket Connect(IRoute route)
    {
        while (true)
        {
            var socket = route.OnClient(NewSocket);
            near = socket;
            ObjectDisposedException.ThrowIf(isGone, this);
            try
            {
                socket.Connect(new IPEndPoint(IPAddress.Loopback, NearPort));
                return socket;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
            {
                socket.Dispose();
                Thread.Sleep(RetryMilliseconds);
            }
        }
    }

    private void Carry(Socket socket, bool writes)
    {
        var chunk = new byte[ChunkSize];
        if (writes)
        {
            while (true)
            {
                socket.Send(chunk);
            }
        }

        for (int count; (count = socket.Receive(chunk)) > 0;)
        {
            var now = Clock.Now;
            Interlocked.Add(ref octets, count);
            if (now >= Volatile.Read(ref awaitedSince))
            {
                Volatile.Write(ref awaitedSince, double.PositiveInfinity);
                Volatile.Write(ref firstSince, now);
            }
        }
    }

    private static void Start(Action work) => new Thread(() =>
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The end of the session is the end of the transfer.
        }
    })
    { IsBackground = true }.Start();
}
