using System.Net;
using System.Net.Sockets;

namespace Godwit.Interop.Harness;

/// <summary>A web server that wants a password for everything.</summary>
internal sealed class Unauthorized : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    public Unauthorized()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving;
        listener.Dispose();
        end.Dispose();
    }

    private async Task ServeAsync()
    {
        var request = new byte[16 * 1024];
        while (!end.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(end.Token);
                NetworkStream stream = client.GetStream();
                _ = await stream.ReadAsync(request, end.Token);
                await stream.WriteAsync("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), end.Token);
            }
            catch (Exception over) when (over is OperationCanceledException or IOException)
            {
                // The test ends, or git has gone.
            }
        }
    }
}
