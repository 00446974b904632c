using System.Text;

namespace Godwit.Interop.Harness;

/// <summary>One connection to a <see cref="PostgresServer"/>: a psql that stays, and is told its lines one after the other. Its first mistake ends it.</summary>
internal sealed class PostgresSession : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly ChildProcess psql;
    private int asked;

    private PostgresSession(ChildProcess psql) => this.psql = psql;

    /// <summary>Starts one on the client of two hosts.</summary>
    /// <param name="host">The two hosts.</param>
    /// <param name="where">A host's name, or the folder of a local socket.</param>
    public static PostgresSession Start(CommandHost host, string where)
    {
        string[] command = host.Hosts.Inside(
            host.Hosts.Client,
            [Programs.Installed("psql", "postgresql-client"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", where, "-p", $"{PostgresServer.Port}", "-U", PostgresServer.User, "postgres"]);
        return new PostgresSession(ChildProcess.Start(new ChildStart(command[0], command[1..], host.Environment)));
    }

    /// <summary>Says something and returns all that is answered, a line each.</summary>
    public async Task<string> AskAsync(string lines)
    {
        await SayAsync($"{lines}\n{EndOf(++asked)}");
        var answer = new StringBuilder();
        while (await ReadLineAsync() is var line && line != Mark(asked))
        {
            answer.Append(line).Append('\n');
        }

        return answer.ToString();
    }

    /// <summary>Says something whose answer is taken line by line, up to <see cref="IsEnd"/>.</summary>
    public Task BeginAsync(string lines) => SayAsync($"{lines}\n{EndOf(++asked)}");

    /// <summary>Says something and waits for nothing.</summary>
    public async Task SayAsync(string lines)
    {
        using var deadline = new CancellationTokenSource(Limit);
        await psql.Input.WriteAsync(Encoding.UTF8.GetBytes(lines), deadline.Token);
        await psql.Input.FlushAsync(deadline.Token);
    }

    /// <summary>One line of an answer.</summary>
    public async Task<string> ReadLineAsync()
    {
        using var deadline = new CancellationTokenSource(Limit);
        string? line = await psql.Output.ReadLineAsync(deadline.Token);
        Assert.True(line is not null, $"psql has ended: {(line is null ? await psql.Error : "")}");
        return line!;
    }

    /// <summary>True for the line behind the last answer.</summary>
    public bool IsEnd(string line) => line == Mark(asked);

    /// <summary>Leaves; the connection was there to the end, and nothing was complained of.</summary>
    public async Task LeaveAsync()
    {
        await SayAsync("\\q\n");
        await psql.ExitAsync(Limit);
        Assert.Equal((0, ""), (psql.ExitCode, await psql.Error));
    }

    public ValueTask DisposeAsync() => psql.DisposeAsync();

    private static string Mark(int number) => $"end of answer {number}";

    private static string EndOf(int number) => $"\\echo {Mark(number)}\n";
}
