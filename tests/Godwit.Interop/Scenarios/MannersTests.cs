using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Godwit.Interop.Harness;
using Godwit.Terminal;

namespace Godwit.Interop.Scenarios;

/// <summary>How the client behaves beside showing the session: what it says, what it obeys, and what it leaves behind.</summary>
public sealed class MannersTests
{
    private const int PasteSize = 300 * 1024;
    private const int PasteSizeFull = 10 * 1024 * 1024;

    // The native program with nothing in it has about 6 MB; a paste that waits is at most 16 MiB.
    private const long MemoryMaxKiB = 48 * 1024;

    private static readonly Dictionary<string, string> Silent = [];
    private static readonly TimeSpan PasteLimit = TimeSpan.FromMinutes(10);

    [Theory]
    [MemberData(nameof(Matrix.OurClient), MemberType = typeof(Matrix))]
    public async Task Bar_ServerKilled_SaysThatNothingListensAndHowToLeave(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Keyed, Fixtures.Bash(stage.Folder));
        await stage.AwaitPromptAsync();
        await Signals.SendAsync("KILL", stage.Mosh.ServerPid);
        await stage.Mosh.AssertServerGoneAsync();
        await stage.TypeAsync("x");
        await stage.AwaitTextAsync("seconds ago: port unreachable. [To quit: Ctrl-^ .]");

        // The line that is typed on stays, also where it is the top one.
        await stage.Mosh.Terminal.WaitForAsync("the prompt beside the bar", screen => screen.CursorVisible && screen.CursorRowIs(Fixtures.Prompt), stage.Folder.LogTails);
        await stage.PressAsync("C-^");
        await stage.TypeAsync(".");
        await stage.Mosh.AssertEndsAsync(status: 1);
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task EscapeMenu_WalkedThrough_ShowsWhatItSays(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Wrapper with { IsOwnName = true, WrapperOptions = ["--escape=ctrl-]", $"--stats={stage.Folder["stats.json"]}"] }, Fixtures.Bash(stage.Folder));
        await stage.AwaitPromptAsync();
        await stage.PressAsync("C-]");
        await stage.AwaitTextAsync("godwit: . quit, Ctrl-Z suspend, s status, C forward, ? help, ] send Ctrl-]");
        await stage.TypeAsync("s");
        await stage.AwaitTextAsync("round trip");
        await stage.AwaitTextAsync("server     Godwit, level 1");
        await stage.TypeAsync("e");
        await stage.Mosh.Terminal.WaitForAsync("the key and no panel", screen => screen.Shows("$ e") && !screen.Shows("round trip"), stage.Folder.LogTails);
        await stage.PressAsync("C-]");
        await stage.TypeAsync("?");
        await stage.AwaitTextAsync("After Ctrl-]:");
        await stage.TypeAsync("cho kept\r");
        await stage.Mosh.Terminal.WaitForAsync("the command and no panel", screen => screen.Shows("\nkept") && !screen.Shows("After Ctrl-]"), stage.Folder.LogTails);
        // The last answers come with the echo acknowledgement, a little behind the screen.
        await Wait.ScenarioLastsAsync(TimeSpan.FromSeconds(1));
        await stage.PressAsync("C-]");
        await stage.TypeAsync(".");
        await Wait.UntilAsync("the client ends", () => Task.FromResult(File.Exists(stage.Folder["client.exit"])), () => Task.FromResult(stage.Folder.LogTails()));

        using JsonDocument stats = JsonDocument.Parse(await File.ReadAllBytesAsync(stage.Folder["stats.json"], TestContext.Current.CancellationToken));
        Assert.Equal("godwit", stats.RootElement.GetProperty("peer").GetString());
        Assert.InRange(stats.RootElement.GetProperty("packets_sent").GetInt64(), 5, 1000);
        Assert.InRange(stats.RootElement.GetProperty("time_to_confirm").GetProperty("count").GetInt64(), 2, 11);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(stage.Folder["stats.json"]));
    }

    [Theory]
    [MemberData(nameof(Matrix.OurClient), MemberType = typeof(Matrix))]
    public async Task Typeahead_BeforeTheServerIsHeard_IsKeptAndNotEchoed(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Relayed with { StartsInTheDark = true }, Fixtures.Bash(stage.Folder));
        await stage.AwaitTextAsync("mosh: Nothing received");
        await stage.TypeAsync("echo ah''ead\r");
        Assert.DoesNotContain("echo", (await stage.Mosh.Terminal.CaptureAsync()).Text, StringComparison.Ordinal);
        stage.Mosh.Relay.IsBlackedOut = false;
        await stage.AwaitTextAsync("ahead\n$");
    }

    /// <summary>A killed client's terminal: raw, in the alternate screen, with mouse and paste reports on. One command makes it usable.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task Reset_AfterTheClientWasKilled_LeavesTheTerminalAsItWas(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await KilledAsync(stage, "\"$godwit\" reset");
        await terminal.WaitForAsync("repaired and back");
        await AssertRepairedAsync(stage, terminal);
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task NextStart_AfterTheClientWasKilled_RepairsFirst(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await KilledAsync(stage, "\"$godwit\" --local --server=/bin/false 127.0.0.1");
        await terminal.WaitForAsync("it is repaired.");
        await terminal.WaitForAsync("repaired and back");
        await AssertRepairedAsync(stage, terminal);
    }

    /// <summary>Nobody reads the terminal and the program floods it: the client still hears the network and obeys a signal.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OurClient), MemberType = typeof(Matrix))]
    public async Task Terminate_WhileTheTerminalIsNotRead_EndsBothSides(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await PlayedTerminal.StartAsync(stage, Silent, "while :; do seq 1 999; done");
        await terminal.WaitForAsync("999");
        terminal.IsRead = false;
        await Wait.ScenarioLastsAsync(TimeSpan.FromSeconds(3));
        await Signals.SendAsync("TERM", terminal.ProcessId);
        await terminal.AssertProcessEndsAsync(TimeSpan.FromSeconds(10));
        await Wait.UntilAsync(
            "the server ends",
            () => Task.FromResult(!stage.Folder.Processes().Exists(process => process.Command.Contains("session.sh", StringComparison.Ordinal))),
            () => Task.FromResult(stage.Folder.LogTails()));
    }

    /// <summary>
    /// The size is small by default; GODWIT_FULL=1 pastes 10 MB. That much goes to a stock server without loss: it keeps no part of what it
    /// could not put together, and at 10 % takes ten minutes (bench/Godwit.Lab paste).
    /// </summary>
    [Theory]
    [MemberData(nameof(Matrix.OurClient), MemberType = typeof(Matrix))]
    public async Task Paste_OnALossyLink_IsExactAndTakesBoundedMemory(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        bool isFull = Environment.GetEnvironmentVariable("GODWIT_FULL") is not null;
        byte[] pasted = new byte[isFull ? PasteSizeFull : PasteSize];
        new Random(11).NextBytes(pasted);
        byte[] stream = [.. "\e[200~"u8, .. pasted.Where(octet => octet != 0x1B), .. "\e[201~"u8];
        UdpRelay? relay = null;
        await using PlayedTerminal terminal = await PlayedTerminal.StartAsync(
            stage,
            Silent,
            $"stty raw -echo; printf ready; head -c {stream.Length} >paste.new; mv paste.new {Shell.Quote(stage.Folder["paste"])}; read line",
            "xterm-256color",
            target => [stage.Parts.Client, "mosh-client", target.Address.ToString(), target.Port.ToString(CultureInfo.InvariantCulture)],
            server => relay = new UdpRelay(server) { Loss = isFull && pair == Pair.GodwitStock ? 0 : 0.1 });
        await using UdpRelay owned = relay!;
        await terminal.WaitForAsync("ready");
        await terminal.TypeAllAsync(stream);
        await Wait.UntilAsync("the file is whole", () => Task.FromResult(File.Exists(stage.Folder["paste"])), () => Task.FromResult(terminal.Written), PasteLimit);
        Assert.Equal(SHA256.HashData(stream), SHA256.HashData(await File.ReadAllBytesAsync(stage.Folder["paste"], TestContext.Current.CancellationToken)));

        string peak = File.ReadLines($"/proc/{terminal.ProcessId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        long memory = long.Parse(peak.AsSpan(6).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"{stream.Length} octets, peak memory {memory} KiB");
        Assert.InRange(memory, 0, MemoryMaxKiB);
    }

    /// <summary>A client that is killed on a terminal whose shell goes on with a command, and then says so.</summary>
    private static async Task<PlayedTerminal> KilledAsync(Stage stage, string command)
    {
        string script = stage.Folder.Write("outer.sh", $$"""
            cd {{Shell.Quote(stage.Folder.Root)}}
            godwit={{Shell.Quote(Path.Combine(Path.GetDirectoryName(stage.Parts.Client)!, "godwit"))}}
            stty -a >before
            sh -c 'echo $$ >client.new; mv client.new client; exec "$0" client "$@"' "$godwit" "$@"
            stty -a >killed
            {{command}}
            stty -a >after
            printf 'repaired %s\n' 'and back'
            read line
            """ + "\n");
        PlayedTerminal terminal = await PlayedTerminal.StartAsync(
            stage,
            new Dictionary<string, string> { ["\e[?u"] = "\e[?0u", ["\e[?2026$p"] = "\e[?2026;2$y", ["\e[>0q"] = "\eP>|WezTerm 20240203\e\\", ["\e[c"] = "\e[?65;4c" },
            @"printf '\033[?1003h\033[?1006h\033[?1004h\033[?2004h\033[?25l\033]11;#101010\007\033[3 q\033[>31uset'; read line",
            "xterm-256color",
            target => ["/bin/sh", "sh", script, target.Address.ToString(), target.Port.ToString(CultureInfo.InvariantCulture)],
            null);
        await terminal.WaitForAsync("set");
        await terminal.WaitForAsync("\e[=31u");
        Assert.Single(Directory.GetFiles(stage.Folder["godwit"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(stage.Folder["godwit"])[0]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(stage.Folder["godwit"]));
        await Signals.SendAsync("KILL", int.Parse(await terminal.FileAsync("client"), CultureInfo.InvariantCulture));
        return terminal;
    }

    private static async Task AssertRepairedAsync(Stage stage, PlayedTerminal terminal)
    {
        string before = await terminal.FileAsync("before");
        Assert.NotEqual(before, await terminal.FileAsync("killed"));
        Assert.Equal(before, await terminal.FileAsync("after"));
        Screen left = terminal.Emulate().Screen;
        Assert.Equal(ScreenModes.Initial with { KittyKeyboard = 0 }, left.Modes with { CursorShape = ScreenModes.Initial.CursorShape });
        Assert.Equal(ScreenColors.None, left.Colors);
        Assert.Empty(Directory.GetFiles(stage.Folder["godwit"]));
    }
}
