using System.Net;
using System.Net.Sockets;

namespace Godwit.Bench.Routes;

/// <summary>
/// One TCP connection that carries octets from the server's host to the client's as fast as it can: what fills the queue of a
/// real link. It is TCP Reno, whose slow start ends only when the queue is full (CUBIC in Linux stops at the first delay, and takes minutes to fill it).
/// </summary>
internal sealed class TcpDownload : IDisposable
{
    /// <summary>The server's port.</summary>
    public const int Port = 5001;

    private const int ChunkSize = 1 << 16;
    private const int TcpLevel = 6;
    private const int CongestionOption = 13;

    private readonly Socket listener;
    private readonly Socket receiver;
    private volatile Socket? sender;
    private long octets;

    /// <summary>Begins; the loop has to turn for anything to pass.</summary>
    /// <param name="route">A route that carries TCP.</param>
    public TcpDownload(IRoute route)
    {
        // A socket stays in the network in which it was made, whichever thread works with it.
        var address = new IPEndPoint(IPAddress.Parse(route.ServerAddress), Port);
        listener = route.OnServer(NewSocket);
        receiver = route.OnClient(NewSocket);
        listener.SetRawSocketOption(TcpLevel, CongestionOption, "reno"u8);
        listener.Bind(address);
        listener.Listen(1);
        Start(() =>
        {
            var accepted = listener.Accept();
            sender = accepted;
            for (var chunk = new byte[ChunkSize]; ;)
            {
                accepted.Send(chunk);
            }
        });
        Start(() =>
        {
            receiver.Connect(address);
            var chunk = new byte[ChunkSize];
            for (int count; (count = receiver.Receive(chunk)) > 0;)
            {
                Interlocked.Add(ref octets, count);
            }
        });
    }

    /// <summary>Octets that have arrived so far.</summary>
    public long Octets => Interlocked.Read(ref octets);

    public void Dispose()
    {
        receiver.Dispose();
        sender?.Dispose();
        listener.Dispose();
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

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
