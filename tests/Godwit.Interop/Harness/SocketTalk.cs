using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Godwit.Interop.Harness;

/// <summary>What a test says and hears at the near end of a forwarding.</summary>
internal static class SocketTalk
{
    /// <summary>A socket that can reach the address.</summary>
    public static Socket Make(EndPoint where) =>
        new(where.AddressFamily, SocketType.Stream, where.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);

    /// <summary>Connects, as soon as somebody listens.</summary>
    public static async Task<Socket> ConnectAsync(EndPoint where, Stage stage)
    {
        Socket? connected = null;
        await Wait.UntilAsync(
            $"somebody listens at {where}",
            async () => (connected = await TryConnectAsync(where)) is not null,
            async () => $"{await stage.Mosh.Terminal.CaptureAsync()}\n{stage.Folder.LogTails()}");
        return connected!;
    }

    /// <summary>Null if nobody listens.</summary>
    public static async Task<Socket?> TryConnectAsync(EndPoint where)
    {
        Socket socket = Make(where);
        try
        {
            await socket.ConnectAsync(where);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Sends all of it; waits for as long as the peer does not take it.</summary>
    public static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> octets)
    {
        while (octets.Length > 0)
        {
            octets = octets[await socket.SendAsync(octets)..];
        }
    }

    /// <summary>Everything up to the end of the peer's direction.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="limit">The test fails past it; <see cref="Wait.Usual"/> if not given.</param>
    public static async Task<byte[]> ReceiveAllAsync(Socket socket, TimeSpan? limit = null)
    {
        using var deadline = new CancellationTokenSource(limit ?? Wait.Usual);
        using var all = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, deadline.Token) is > 0 and int count)
            {
                all.Write(buffer, 0, count);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The connection did not end; {all.Length} octets came.");
        }

        return all.ToArray();
    }

    /// <summary>Exactly so many octets.</summary>
    public static async Task<byte[]> ReceiveAsync(Socket socket, int count, TimeSpan? limit = null)
    {
        using var deadline = new CancellationTokenSource(limit ?? Wait.Usual);
        byte[] octets = new byte[count];
        int have = 0;
        try
        {
            while (have < count)
            {
                int got = await socket.ReceiveAsync(octets.AsMemory(have), deadline.Token);
                Assert.True(got > 0, $"The connection ended after {have} octets of {count}.");
                have += got;
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Only {have} octets of {count} came.");
        }

        return octets;
    }

    /// <summary>Octets that differ from seed to seed.</summary>
    public static byte[] Noise(int seed, int count)
    {
        byte[] octets = new byte[count];
        new Random(seed).NextBytes(octets);
        return octets;
    }

    /// <summary>Sends noise to something that echoes, and the end after it: the same has to come back, and then the end.</summary>
    public static async Task AssertEchoesAsync(Socket socket, int seed, int count)
    {
        byte[] sent = Noise(seed, count);
        Task<byte[]> receiving = ReceiveAllAsync(socket);
        await SendAllAsync(socket, sent);
        socket.Shutdown(SocketShutdown.Send);
        byte[] received = await receiving;
        Assert.Equal(sent.Length, received.Length);
        Assert.Equal(SHA256.HashData(sent), SHA256.HashData(received));
    }
}
