using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>One long transfer while the client moves between IPv4 and IPv6 and back: the same connection, every octet once and in order.</summary>
public sealed class ForwardingRoamingTests
{
    private const int PieceSize = 64 * 1024;
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("GODWIT_FULL") is not null;
    private static readonly long Size = IsFull ? 1_000_000_000 : 40_000_000;
    private static readonly TimeSpan Limit = IsFull ? TimeSpan.FromMinutes(30) : TimeSpan.FromMinutes(3);

    /// <summary>What the client sends (up), and what it receives (down), with the listener at either end.</summary>
    [Theory]
    [InlineData("-L", "down")]
    [InlineData("-L", "up")]
    [InlineData("-R", "down")]
    [InlineData("-R", "up")]
    public async Task Transfer_ThroughThreeMoves_IsWhole(string option, string direction)
    {
        await using TwoHosts hosts = await TwoHosts.CreateAsync();
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitGodwit, Family.IPv4, columns: 200, hosts: hosts);
        bool targetSends = (option == "-L") == (direction == "down");
        var moves = new Moves(hosts);

        var targetEnd = new TaskCompletionSource<byte[]>();
        await using var target = SocketTarget.Listen(
            new UnixDomainSocketEndPoint(stage.Folder["target"]),
            async socket => targetEnd.SetResult(targetSends ? await SendAsync(socket) : await ReceiveAsync(socket, moves)));
        await ForwardingTests.ConnectAsync(stage, option, $"{stage.Folder["listen"]}:{stage.Folder["target"]}");
        using Socket near = await SocketTalk.ConnectAsync(new UnixDomainSocketEndPoint(stage.Folder["listen"]), stage);
        long start = Stopwatch.GetTimestamp();
        byte[] hash = targetSends ? await ReceiveAsync(near, moves) : await SendAsync(near);
        byte[] other = await targetEnd.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{option} {direction}: {Size} octets in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        Assert.Equal(Convert.ToHexString(hash), Convert.ToHexString(other));
        Assert.Equal(1, target.Accepted);
        await ForwardingTests.AssertGoesOnAsync(stage);
    }

    private static async Task<byte[]> SendAsync(Socket socket)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = new byte[PieceSize];
        var random = new Random(42);
        for (long sent = 0; sent < Size;)
        {
            int count = (int)Math.Min(piece.Length, Size - sent);
            random.NextBytes(piece);
            hash.AppendData(piece, 0, count);
            await SocketTalk.SendAllAsync(socket, piece.AsMemory(0, count));
            sent += count;
        }

        socket.Shutdown(SocketShutdown.Send);
        Assert.Empty(await SocketTalk.ReceiveAllAsync(socket, Limit));
        return hash.GetHashAndReset();
    }

    // Moves when a quarter, half and three quarters are there: what is on its way then is lost.
    private static async Task<byte[]> ReceiveAsync(Socket socket, Moves moves)
    {
        using var deadline = new CancellationTokenSource(Limit);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = new byte[PieceSize];
        int made = 0;
        long received = 0;
        while (await socket.ReceiveAsync(piece, deadline.Token) is > 0 and int count)
        {
            hash.AppendData(piece, 0, count);
            received += count;
            if (made < Moves.Legs && received >= Size * (made + 1) / (Moves.Legs + 1))
            {
                made++;
                await moves.NextAsync();
            }
        }

        Assert.Equal((Size, Moves.Legs), (received, made));
        socket.Shutdown(SocketShutdown.Send);
        return hash.GetHashAndReset();
    }
}
