using System.Net;
using System.Net.Sockets;

namespace Godwit.Interop.Harness;

/// <summary>A server of the test's own at the far end of a forwarding. What its connections do is for the test to say.</summary>
internal sealed class SocketTarget : IAsyncDisposable
{
    private readonly Socket listener;
    private readonly Task accepting;
    private int accepted;

    private SocketTarget(Socket listener, Func<Socket, Task> serve)
    {
        this.listener = listener;
        accepting = AcceptAsync(serve);
    }

    /// <summary>Where it listens.</summary>
    public EndPoint EndPoint => listener.LocalEndPoint!;

    /// <summary>The port, if it has one.</summary>
    public int Port => ((IPEndPoint)EndPoint).Port;

    /// <summary>Connections so far.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>Listens on 127.0.0.1, at a port of the system's choice.</summary>
    public static SocketTarget Listen(Func<Socket, Task> serve) => Listen(new IPEndPoint(IPAddress.Loopback, 0), serve);

    /// <summary>Listens; each connection is served by a task of its own, and closed after it.</summary>
    public static SocketTarget Listen(EndPoint where, Func<Socket, Task> serve)
    {
        Socket listener = SocketTalk.Make(where);
        listener.Bind(where);
        listener.Listen(512);
        return new SocketTarget(listener, serve);
    }

    /// <summary>Sends everything back, and the end after everything.</summary>
    public static async Task EchoAsync(Socket socket)
    {
        byte[] buffer = new byte[32 * 1024];
        while (await socket.ReceiveAsync(buffer) is > 0 and int count)
        {
            await SocketTalk.SendAllAsync(socket, buffer.AsMemory(0, count));
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
    }

    private async Task AcceptAsync(Func<Socket, Task> serve)
    {
        try
        {
            while (true)
            {
                Socket socket = await listener.AcceptAsync();
                Interlocked.Increment(ref accepted);
                _ = ServeAsync(socket, serve);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task ServeAsync(Socket socket, Func<Socket, Task> serve)
    {
        using (socket)
        {
            try
            {
                await serve(socket);
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                // The peer's end is what the test looks at.
            }
        }
    }
}
