using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>
/// Sessions with a real PostgreSQL through <c>-L</c>, one to a port and one to a local socket, while the client goes from IPv4 to IPv6 and back. A database does
/// not forgive a reset: what was not committed would be gone, and so would be who waits for a notification.
/// </summary>
public sealed class ForwardingPostgresTests
{
    // 20 MB. More than all buffers on the way together: the server is in the middle of it when a quarter has been read.
    private const int Rows = 300_000;
    private const int Quarter = Rows / 4;

    private static readonly TimeSpan Idle = Environment.GetEnvironmentVariable("GODWIT_FULL") is { Length: > 0 } ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Sessions_CopyBothWaysAndNotifyThroughMoves_KeepTheirConnections()
    {
        await using CommandHost host = await CommandHost.OpenAsync(isRoaming: true);
        await using PostgresServer postgres = await PostgresServer.StartAsync(host.Folder, host.Hosts);
        string near = Directory.CreateDirectory(host.Folder["near"]).FullName;
        string[] forwards = ["-L", $"{PostgresServer.Port}:localhost:{PostgresServer.Port}", "-L", $"{PostgresServer.SocketIn(near)}:{postgres.SocketPath}"];
        await using ChildProcess client = ChildProcess.Start(new ChildStart(host.Forward, [.. forwards, host.Name], host.Environment));
        await Wait.UntilAsync(
            "the forwarding listens",
            () => Task.FromResult(client.HasExited || File.Exists(PostgresServer.SocketIn(near))),
            () => Task.FromResult(host.Folder.LogTails()));

        await using PostgresSession port = PostgresSession.Start(host, "127.0.0.1");
        await using PostgresSession local = PostgresSession.Start(host, near);
        const string Who = "SELECT pg_backend_pid(), coalesce(host(inet_server_addr()), 'local'), inet_server_port();";
        (string Port, string Local) atFirst = (await port.AskAsync(Who), await local.AskAsync(Who));
        Assert.EndsWith($"|127.0.0.1|{PostgresServer.Port}\n", atFirst.Port, StringComparison.Ordinal);
        Assert.EndsWith("|local|\n", atFirst.Local, StringComparison.Ordinal);

        await port.AskAsync("LISTEN tide; BEGIN; CREATE TABLE kept (n int); INSERT INTO kept VALUES (7); COMMIT; BEGIN; INSERT INTO kept VALUES (8);");
        string sum = await CopyFromServerAsync(local, host.Moves);
        await CopyToServerAsync(local, host.Moves, sum);
        await Wait.ScenarioLastsAsync(Idle);
        await host.Moves.NextAsync();

        // The one at the port has said nothing in all that time, in the middle of a transaction.
        Assert.Equal("", await local.AskAsync("NOTIFY tide, 'high water';"));
        Assert.Equal("7\n8\n", await port.AskAsync("SELECT n FROM kept ORDER BY n;"));
        string heard = await port.AskAsync("COMMIT;");
        Assert.Contains("Asynchronous notification \"tide\" with payload \"high water\" received", heard, StringComparison.Ordinal);
        Assert.Equal("8\n", await local.AskAsync("SELECT max(n) FROM kept;"));
        Assert.Equal(atFirst, (await port.AskAsync(Who), await local.AskAsync(Who)));
        await port.LeaveAsync();
        await local.LeaveAsync();
    }

    private static string Row(int number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture))));

    // The rows are known here as well as there.
    private static async Task<string> CopyFromServerAsync(PostgresSession session, Moves moves)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await session.BeginAsync($"COPY (SELECT encode(sha256(n::text::bytea), 'hex') FROM generate_series(1, {Rows}) n) TO STDOUT;");
        for (int number = 1; number <= Rows; number++)
        {
            string row = await session.ReadLineAsync();
            Assert.True(row == Row(number), $"Row {number} is \"{row}\".");
            sum.AppendData(Encoding.ASCII.GetBytes(row));
            if (number == Quarter)
            {
                await moves.NextAsync();
            }
        }

        string end = await session.ReadLineAsync();
        Assert.True(session.IsEnd(end), end);
        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    private static async Task CopyToServerAsync(PostgresSession session, Moves moves, string sum)
    {
        await session.AskAsync("CREATE TABLE rows (n serial, line text);");
        await session.SayAsync("COPY rows (line) FROM STDIN;\n");
        for (int first = 1; first <= Rows; first += Quarter)
        {
            var text = new StringBuilder();
            for (int number = first; number < first + Quarter; number++)
            {
                text.Append(Row(number)).Append('\n');
            }

            await session.SayAsync(text.ToString());
            if (first == 1 + (2 * Quarter))
            {
                await moves.NextAsync();
            }
        }

        await session.SayAsync("\\.\n");
        Assert.Equal($"{Rows}|{sum}\n", await session.AskAsync("SELECT count(*), encode(sha256(string_agg(line, '' ORDER BY n)::bytea), 'hex') FROM rows;"));
    }
}
