using System.Globalization;
using System.Net;
using System.Text;
using Godwit.Platform;
using Godwit.Terminal;

namespace Godwit.Interop.Harness;

/// <summary>
/// A user's terminal that the test plays: it keeps every octet that the client writes, and answers the questions that it was told to. For
/// what no real terminal here can show: cursor shapes, links, keyboard protocols, colours, notifications.
/// </summary>
internal sealed class PlayedTerminal : IAsyncDisposable
{
    private const int Columns = 80;
    private const int Rows = 24;
    private const int ReadMax = 16 * 1024;
    private const int PollMs = 10;

    private readonly Stage stage;
    private readonly Pty pty;
    private readonly Platform.ChildProcess client;
    private readonly IReadOnlyDictionary<string, string> answers;
    private readonly UdpRelay? relay;
    private readonly SecretWatch? watch;
    private readonly StringBuilder written = new();
    private readonly Lock gate = new();
    private readonly CancellationTokenSource end = new();
    private readonly Task reading;
    private int answered;

    private PlayedTerminal(Stage stage, Pty pty, Platform.ChildProcess client, IReadOnlyDictionary<string, string> answers, UdpRelay? relay, SecretWatch? watch)
    {
        this.stage = stage;
        this.pty = pty;
        this.client = client;
        this.answers = answers;
        this.relay = relay;
        this.watch = watch;
        reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>All that the client has written so far.</summary>
    public string Written
    {
        get
        {
            lock (gate)
            {
                return written.ToString();
            }
        }
    }

    /// <summary>The process on the terminal: the client, or the shell that started it.</summary>
    public int ProcessId => client.ProcessId;

    /// <summary>False while nobody looks at the terminal: what is written stays where it is.</summary>
    public bool IsRead { get; set; } = true;

    /// <summary>Starts a server behind sshd and a client on this terminal.</summary>
    /// <param name="stage">Which pair, and where.</param>
    /// <param name="answers">Questions of the client, and what the terminal says to each.</param>
    /// <param name="script">What the session runs, for sh.</param>
    /// <param name="term">The client's <c>TERM</c>.</param>
    public static Task<PlayedTerminal> StartAsync(Stage stage, IReadOnlyDictionary<string, string> answers, string script, string term = "xterm-256color") =>
        StartAsync(stage, answers, script, term, ClientOf(stage), null);

    /// <summary>As the other one, with the network and the command line of the test's own choice.</summary>
    /// <param name="stage">Which pair, and where.</param>
    /// <param name="answers">Questions of the client, and what the terminal says to each.</param>
    /// <param name="script">What the session runs, for sh.</param>
    /// <param name="term">The client's <c>TERM</c>.</param>
    /// <param name="command">From where to send to: the program's path, and its arguments from its name on.</param>
    /// <param name="relay">Makes what is between client and server; null for nothing. It is the caller's.</param>
    public static async Task<PlayedTerminal> StartAsync(
        Stage stage,
        IReadOnlyDictionary<string, string> answers,
        string script,
        string term,
        Func<IPEndPoint, string[]> command,
        Func<IPEndPoint, UdpRelay>? relay)
    {
        (IPEndPoint server, string key) = await StartServerAsync(stage, script);
        (Pty pty, Platform.ChildProcess client) = Spawn(
            stage, key, new Dictionary<string, string> { ["TERM"] = term }, command(relay is null ? server : relay(server).ClientTarget));
        return new PlayedTerminal(stage, pty, client, answers, null, null);
    }

    /// <summary>The same over a long way, with somebody who looks at what is shown.</summary>
    /// <param name="stage">Which pair, and where.</param>
    /// <param name="answers">Questions of the client, and what the terminal says to each.</param>
    /// <param name="script">What the session runs, for sh.</param>
    /// <param name="variables">Of the client's environment.</param>
    /// <param name="delay">How long each datagram is on its way.</param>
    /// <param name="watch">Is shown each of the client's writes.</param>
    public static async Task<PlayedTerminal> StartAsync(
        Stage stage, IReadOnlyDictionary<string, string> answers, string script, IReadOnlyDictionary<string, string> variables, TimeSpan delay, SecretWatch? watch)
    {
        (IPEndPoint server, string key) = await StartServerAsync(stage, script);
        UdpRelay? relay = delay > TimeSpan.Zero ? new UdpRelay(server) { Delay = delay } : null;
        (Pty pty, Platform.ChildProcess client) = Spawn(stage, key, variables, ClientOf(stage)(relay?.ClientTarget ?? server));
        return new PlayedTerminal(stage, pty, client, answers, relay, watch);
    }

    private static Func<IPEndPoint, string[]> ClientOf(Stage stage) =>
        target => [stage.Parts.Client, "mosh-client", target.Address.ToString(), target.Port.ToString(CultureInfo.InvariantCulture)];

    private static async Task<(IPEndPoint Server, string Key)> StartServerAsync(Stage stage, string script)
    {
        (int port, string key, _) = await MoshSession.StartServerAsync(stage, ["/bin/sh", stage.Folder.Write("session.sh", script + "\n")]);
        return (new IPEndPoint(IPAddress.Parse(stage.Family.Loopback()), port), key);
    }

    private static (Pty Pty, Platform.ChildProcess Client) Spawn(Stage stage, string key, IReadOnlyDictionary<string, string> variables, string[] words)
    {
        var environment = new EnvironmentBlock();
        foreach ((string name, string value) in stage.Folder.Environment.Concat(variables))
        {
            environment.Set(name, value);
        }

        environment.Set("MOSH_KEY", key);
        environment.Set("XDG_RUNTIME_DIR", stage.Folder.Root);
        Pty pty = Pty.Open(new WindowSize(Columns, Rows));
        return (pty, pty.Spawn(new SpawnOptions { Path = words[0], Arguments = words[1..], Environment = environment }));
    }

    /// <summary>Types as much as a terminal would: waits while the client does not read.</summary>
    public async Task TypeAllAsync(ReadOnlyMemory<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            IoResult result = pty.Write(octets.Span);
            octets = octets[result.Count..];
            if (result.Count == 0)
            {
                await Task.Delay(PollMs, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Waits for the end of the process, whether anybody reads the terminal or not.</summary>
    public Task AssertProcessEndsAsync(TimeSpan limit) =>
        Wait.UntilAsync("the client ends", () => Task.FromResult(client.TryReap(out _)), () => Task.FromResult(Written), limit);

    /// <summary>Types.</summary>
    public void Type(string text) => Assert.Equal(Encoding.UTF8.GetByteCount(text), pty.Write(Encoding.UTF8.GetBytes(text)).Count);

    /// <summary>Waits until something holds for all that was written.</summary>
    public Task WaitForAsync(string what, Func<string, bool> holds) =>
        Wait.UntilAsync(what, () => Task.FromResult(holds(Written)), () => Task.FromResult($"{Written.Replace("\e", "␛", StringComparison.Ordinal)}\n{stage.Folder.LogTails()}"));

    /// <summary>Waits until a text was written.</summary>
    public Task WaitForAsync(string text) => WaitForAsync(text.Replace("\e", "␛", StringComparison.Ordinal), written => written.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until the session's program has written a file, and returns what is in it.</summary>
    public async Task<string> FileAsync(string name)
    {
        await Wait.UntilAsync($"{name} is there", () => Task.FromResult(File.Exists(stage.Folder[name])), () => Task.FromResult(Written.Replace("\e", "␛", StringComparison.Ordinal)));
        return await File.ReadAllTextAsync(stage.Folder[name], Encoding.Latin1);
    }

    /// <summary>Waits for the end of the client.</summary>
    public async Task AssertEndsAsync()
    {
        await Wait.UntilAsync("the client ends", () => Task.FromResult(client.TryReap(out _)), () => Task.FromResult(Written));
        await WaitForAsync(MoshSession.ExitNotice);
    }

    /// <summary>What our own emulator shows after all that was written.</summary>
    public Emulator Emulate()
    {
        var emulator = new Emulator(Columns, Rows, EmulatorOptions.Server);
        emulator.Write(Encoding.UTF8.GetBytes(Written));
        return emulator;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await reading;
        pty.Dispose();
        if (relay is not null)
        {
            await relay.DisposeAsync();
        }

        end.Dispose();
    }

    private void Read()
    {
        var buffer = new byte[ReadMax];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        var text = new char[ReadMax];
        var poller = new Poller();
        poller.Add(pty.Descriptor, PollEvents.Readable);
        while (!end.IsCancellationRequested)
        {
            poller.Wait(PollMs);
            if (!poller.CanRead(0) || !IsRead)
            {
                continue;
            }

            IoResult result = pty.Read(buffer);
            if (!result.IsDone || result.Count == 0)
            {
                if (result.Status != IoStatus.WouldBlock)
                {
                    return;
                }

                continue;
            }

            watch?.Take(buffer.AsSpan(0, result.Count));
            int count = decoder.GetChars(buffer, 0, result.Count, text, 0);
            lock (gate)
            {
                written.Append(text, 0, count);
            }

            Answer();
        }
    }

    /// <summary>Each question once for every time that it is asked, in order.</summary>
    private void Answer()
    {
        string all = Written;
        while (true)
        {
            (int at, string? question) = answers.Keys
                .Select(key => (At: all.IndexOf(key, answered, StringComparison.Ordinal), Key: (string?)key))
                .Where(found => found.At >= 0).DefaultIfEmpty((At: -1, Key: null)).MinBy(found => found.At);
            if (question is null)
            {
                return;
            }

            answered = at + question.Length;
            _ = pty.Write(Encoding.UTF8.GetBytes(answers[question]));
        }
    }
}
