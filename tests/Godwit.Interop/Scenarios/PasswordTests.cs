using System.Diagnostics;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>
/// Passwords are typed into real programs, in a session in which prediction has every reason to be sure of itself; nothing of them may ever be on the user's screen.
/// GODWIT_FULL=1 tries more distances, and each mode with each server at all of them.
/// </summary>
public sealed class PasswordTests
{
    // None of these is in a prompt, a message or a command of this test, nor in the names of its files.
    private const string Glyphs = "~#%{";
    private const string Secret = "~{%#%~{#";

    private static readonly TimeSpan KeyGap = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan AskingAgain = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Pair, mode of prediction, round trip in milliseconds.</summary>
    public static TheoryData<Pair, string, int> Cases
    {
        get
        {
            bool isFull = Environment.GetEnvironmentVariable("GODWIT_FULL") is { Length: > 0 };
            var cases = new TheoryData<Pair, string, int>();
            foreach (Pair pair in (Pair[])[Pair.GodwitGodwit, Pair.GodwitStock])
            {
                foreach (string mode in (string[])["adaptive", "always"])
                {
                    foreach (int roundTrip in isFull ? (int[])[50, 200, 1000] : [mode == "always" ? 50 : 200])
                    {
                        cases.Add(pair, mode, roundTrip);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Password_TypedIntoRealPrograms_IsNeverOnTheScreen(Pair pair, string mode, int roundTrip)
    {
        await using Stage stage = await Stage.OpenAsync(pair, Family.IPv4);
        await using var web = new Unauthorized();
        await using Session session = await Session.StartAsync(stage, mode, roundTrip);
        foreach (PasswordPrompt prompt in PasswordPrompts.All(stage.Folder, stage.Ssh.Config, web.Port))
        {
            await session.AskAsync(prompt, typesAhead: false);
            await session.AskAsync(prompt, typesAhead: true);
        }

        await session.AskAsync(PasswordPrompts.Pinentry(), typesAhead: false);

        // The proof that it would have been seen: the shell does show it.
        Assert.Null(session.Watch.Leak);
        await session.TypeAsync(": " + Secret);
        await session.WaitForAsync("the shell echoes", () => session.Watch.CursorRow.Contains(Secret, StringComparison.Ordinal));
        Assert.NotNull(session.Watch.Leak);
    }

    /// <summary>bash over a way of some length, in a terminal that is watched.</summary>
    private sealed class Session : IAsyncDisposable
    {
        private const string Prompt = "$";

        private readonly Stage stage;
        private readonly PlayedTerminal terminal;
        private string tty = "";

        private Session(Stage stage, PlayedTerminal terminal, SecretWatch watch)
        {
            this.stage = stage;
            this.terminal = terminal;
            Watch = watch;
        }

        public SecretWatch Watch { get; }

        public static async Task<Session> StartAsync(Stage stage, string mode, int roundTrip)
        {
            var watch = new SecretWatch(80, 24, Glyphs);
            PlayedTerminal terminal = await PlayedTerminal.StartAsync(
                stage,
                new Dictionary<string, string>(),
                $"tty > {stage.Folder["tty.new"]}; mv {stage.Folder["tty.new"]} {stage.Folder["tty"]}; cd; exec {Shell.Join(Fixtures.Bash(stage.Folder))}",
                new Dictionary<string, string> { ["TERM"] = "xterm-256color", ["MOSH_PREDICTION_DISPLAY"] = mode },
                TimeSpan.FromMilliseconds(roundTrip / 2.0),
                watch);
            var session = new Session(stage, terminal, watch);
            session.tty = (await terminal.FileAsync("tty")).Trim();
            await session.AwaitPromptAsync();
            return session;
        }

        /// <summary>Starts a program, types the secret when it asks, and leaves it.</summary>
        /// <param name="prompt">Which.</param>
        /// <param name="typesAhead">
        /// Types as soon as the program has stopped the echo; the client cannot know it yet. Not sooner: then the terminal itself would show it.
        /// </param>
        public async Task AskAsync(PasswordPrompt prompt, bool typesAhead)
        {
            Watch.Begin();
            await File.WriteAllTextAsync(Path.Combine(stage.Folder.Home, prompt.Name), prompt.Script + "\n");
            await TypeAsync($"bash {prompt.Name}");
            await WaitForAsync("the command is shown", () => Watch.CursorRow.EndsWith(prompt.Name, StringComparison.Ordinal));
            terminal.Type("\r");
            if (prompt.ReadsLines)
            {
                await WaitForAsync($"{prompt.Name} stops the echo", StopsEchoAsync);
            }

            if (!typesAhead && prompt.Asks.Length > 0)
            {
                await WaitForAsync($"{prompt.Name} asks", () => Watch.CursorRow.Contains(prompt.Asks, StringComparison.Ordinal));
            }

            await TypeAsync(Secret);
            await LeaveAsync(prompt);
            Assert.True(Watch.Leak is null, $"{prompt.Name}, {(typesAhead ? "typed ahead" : "asked")}: {Watch.Leak}");
            await ClearAsync();
        }

        public async Task TypeAsync(string keys)
        {
            foreach (char key in keys)
            {
                terminal.Type(key.ToString());
                await Wait.ScenarioLastsAsync(KeyGap);
            }
        }

        public Task WaitForAsync(string what, Func<bool> holds) => WaitForAsync(what, () => Task.FromResult(holds()));

        public ValueTask DisposeAsync() => terminal.DisposeAsync();

        private Task WaitForAsync(string what, Func<Task<bool>> holds) =>
            Wait.UntilAsync(what, holds, () => Task.FromResult($"The screen:\n{Watch.Text}\n{stage.Folder.LogTails()}"), Patience);

        private Task AwaitPromptAsync() => WaitForAsync("an idle prompt", () => Watch.CursorRow == Prompt);

        /// <summary>A program that asks again throws away what was typed before it did.</summary>
        private async Task LeaveAsync(PasswordPrompt prompt)
        {
            await TypeAsync(prompt.Leaves);
            long last = Stopwatch.GetTimestamp();
            await WaitForAsync("an idle prompt", async () =>
            {
                if (prompt.ReadsLines && Stopwatch.GetElapsedTime(last) > AskingAgain)
                {
                    last = Stopwatch.GetTimestamp();
                    await TypeAsync(prompt.Leaves);
                }

                return Watch.CursorRow == Prompt;
            });
        }

        private async Task ClearAsync()
        {
            terminal.Type("\f");
            await WaitForAsync("a clear screen", () => Watch.Text.Trim() == Prompt);
        }

        /// <summary>The settings as the server's side has them, however long the client takes to hear of it.</summary>
        private async Task<bool> StopsEchoAsync()
        {
            ChildResult settings = await ChildProcess.RunAsync(new ChildStart("/bin/stty", ["-F", tty, "-a"]), Patience);
            string[] words = settings.Output.Split([' ', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
            return words.Contains("-echo") && words.Contains("icanon");
        }
    }
}
