using System.Net;
using System.Net.Sockets;
using Godwit.Platform;
using Godwit.Streams;
using Godwit.Transport;

namespace Godwit.Forwarding.Tests.Support;

/// <summary>Both ends of a session's forwardings, their packets handed over by hand, their sockets real ones on loopback.</summary>
internal sealed class LiveForwarding : IDisposable
{
    // Below those that systems give to whoever names none: nobody takes one of these between the look and the use.
    private const int PortsFrom = 20_000;
    private const int Ports = 10_000;

    private static int lastPort = Environment.ProcessId * 97;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly StreamMux atClient = new(isServer: false);
    private readonly StreamMux atServer = new(isServer: true);
    private readonly Poller clientPoller = new();
    private readonly Poller serverPoller = new();
    private readonly byte[] body = new byte[1400];
    private ulong fromClient;
    private ulong fromServer;

    public LiveForwarding(ForwardSettings? settings = null)
    {
        Client = new ClientForwarding("/bin/false", settings ?? new ForwardSettings());
        Server = new ServerForwarding("/bin/false");
    }

    public ClientForwarding Client { get; }

    public ServerForwarding Server { get; }

    /// <summary>What the user was told, in order.</summary>
    public List<string> News { get; } = [];

    /// <summary>The one that is reported under a name that begins so.</summary>
    public static ForwardReport Find(IReadOnlyList<ForwardReport> reports, string name) => Assert.Single(reports, report => report.Name.StartsWith(name, StringComparison.Ordinal));

    /// <summary>What became of a line.</summary>
    public string Say(string line) => ForwardCommand.TryParse(line, out ForwardCommand? command, out string problem) ? Client.Obey(command) : problem;

    /// <summary>Runs both ends until the condition holds.</summary>
    public void RunUntil(string what, Func<bool> condition)
    {
        long deadline = Environment.TickCount64 + (long)Limit.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < deadline, $"Not within the limit: {what}");
            Turn();
        }
    }

    /// <summary>Runs both ends while a task does.</summary>
    public T Run<T>(Task<T> task)
    {
        RunUntil("the task", () => task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        while (true)
        {
            int port = PortsFrom + (Interlocked.Increment(ref lastPort) % Ports);
            using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody's.
            }
        }
    }

    /// <summary>Connects to a port on loopback; null if nobody listens there.</summary>
    public static Socket? Connect(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(new IPEndPoint(IPAddress.Loopback.MapToIPv6(), port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Says octets at a new connection to a port, and hears them again.</summary>
    public void Echo(Socket socket, int count)
    {
        var sent = new byte[count];
        new Random(count).NextBytes(sent);
        var received = new byte[count];
        Task<int> hearing = HearAsync(socket, received);
        socket.Send(sent);
        Assert.Equal(count, Run(hearing));
        Assert.Equal(sent, received);
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    private static async Task<int> HearAsync(Socket socket, byte[] received)
    {
        int length = 0;
        while (length < received.Length && await socket.ReceiveAsync(received.AsMemory(length)) is > 0 and int count)
        {
            length += count;
        }

        return length;
    }

    private void Turn()
    {
        clientPoller.Clear();
        Client.AddTo(clientPoller);
        clientPoller.Wait(1);
        serverPoller.Clear();
        Server.AddTo(serverPoller);
        serverPoller.Wait(0);
        var now = new Instant(Environment.TickCount64);
        Client.Turn(now, clientPoller, atClient);
        Hand(now, atClient, atServer, ref fromClient, ref fromServer);
        Server.Turn(now, serverPoller, atServer);
        Hand(now, atServer, atClient, ref fromServer, ref fromClient);
        while (Client.TryTakeNews(out string? sentence))
        {
            News.Add(sentence);
        }
    }

    private void Hand(Instant now, StreamMux from, StreamMux to, ref ulong number, ref ulong other)
    {
        while (from.TryWritePacket(now, number, body, out int length))
        {
            to.HandlePacket(now, number++, body.AsSpan(0, length), other);
        }
    }
}
