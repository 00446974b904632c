using System.Diagnostics;
using System.Net;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>What happens to a session when the network, or the laptop, goes away and comes back.</summary>
public sealed class NetworkTests
{
    private static readonly TimeSpan Blackout = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan LaptopSleep = TimeSpan.FromSeconds(20);

    // Spec 04 §4.7, §4.6: 15 s without any answer, then up to 16 shutdown tries.
    private static readonly TimeSpan GiveUpAtTheEarliest = TimeSpan.FromSeconds(14);
    private static readonly TimeSpan GiveUpAtTheLatest = TimeSpan.FromSeconds(60);

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task Roaming_ClientsAddressAndPortChange_ServerFollows(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.StartBashAsync(Launch.Relayed);
        string[] places = ["127.0.0.2", "127.0.0.3", "127.0.0.3", "127.0.0.1"];
        for (int move = 0; move < places.Length; move++)
        {
            stage.Mosh.Relay.MoveClient(IPAddress.Parse(places[move]));
            await stage.TypeAsync($"echo move {move} to {places[move]}\r");
            await stage.AssertSameScreenAsync($"\nmove {move} to {places[move]}\n$");
            Assert.True(stage.Mosh.Relay.FromServerToNewestAddress > 0, $"The server never sent to {places[move]}.");
        }
    }

    [Theory]
    [MemberData(nameof(Matrix.OursOnBothFamilies), MemberType = typeof(Matrix))]
    public async Task Roaming_PortChangesDuringOutputAndNothingIsTyped_ServerFollows(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.StartBashAsync(Launch.Relayed);
        string ticks = stage.Folder.Write("ticks", Fixtures.Ticks);
        await stage.TypeAsync($"sh {ticks}\r");
        await stage.AwaitTextAsync("\ntick 3\n");
        stage.Mosh.Relay.MoveClient(IPAddress.Parse(family.Loopback()));
        await stage.AssertSameScreenAsync("\nticks done\n$");
        Assert.True(stage.Mosh.Relay.FromServerToNewestAddress > 0, "The server never sent to the new port.");
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task Blackout_OutputAndTypingDuringIt_ScreenCatchesUp(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.StartBashAsync(Launch.Relayed);
        string ticks = stage.Folder.Write("ticks", Fixtures.Ticks);
        await stage.TypeAsync($"sh {ticks}\r");
        await stage.AwaitTextAsync("\ntick 2\n");

        stage.Mosh.Relay.IsBlackedOut = true;
        Task blackout = Wait.ScenarioLastsAsync(Blackout);
        await stage.Mosh.Terminal.WaitForAsync("the bar says how long the server has been silent", screen => screen.Shows("mosh: Last contact"), stage.Folder.LogTails);
        await stage.Direct.WaitForAsync("the program has ended", screen => screen.Shows("\nticks done\n$"));
        await stage.TypeAsync("echo typed in the dark\r");
        await blackout;
        Assert.True(stage.Mosh.Relay.Dropped > 0, "The blackout lost nothing.");
        stage.Mosh.Relay.IsBlackedOut = false;

        await stage.AssertSameScreenAsync("\ntyped in the dark\n$");
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task LaptopSleep_ClientStoppedFor20Seconds_ScreenCatchesUp(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.StartBashAsync(Launch.Keyed);
        string ticks = stage.Folder.Write("ticks", Fixtures.Ticks);
        await stage.TypeAsync($"sh {ticks}\r");
        await stage.AwaitTextAsync("\ntick 2\n");

        int client = await stage.Mosh.ClientPidAsync();
        await Signals.SendAsync("STOP", client);
        await Wait.ScenarioLastsAsync(LaptopSleep);
        await stage.TypeAsync("echo typed while asleep\r");
        await Signals.SendAsync("CONT", client);

        await stage.AssertSameScreenAsync("\ntyped while asleep\n$");
        await stage.TypeAsync("echo awake\r");
        await stage.AssertSameScreenAsync("\nawake\n$");
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task ServerGoneForGood_ClientSaysSoAndQuitsOnRequest(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Keyed, Fixtures.Bash(stage.Folder));
        await stage.AwaitPromptAsync();
        await Signals.SendAsync("KILL", stage.Mosh.ServerPid);
        await stage.Mosh.AssertServerGoneAsync();
        await stage.TypeAsync("lost");
        await stage.AwaitTextAsync("mosh: Last contact");
        await stage.PressAsync("C-^");
        await stage.TypeAsync(".");
        // The server does not acknowledge the end: not a clean exit (spec 04 §4.7).
        await stage.Mosh.AssertEndsAsync(status: 1);
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task WrongKey_ClientGivesUpAfterItsTimeLimit(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        long start = Stopwatch.GetTimestamp();
        await stage.ConnectAsync(Launch.Keyed with { WrongKey = "AAAAAAAAAAAAAAAAAAAAAA" }, Fixtures.Bash(stage.Folder));
        await stage.AwaitTextAsync("mosh: ");
        await stage.Mosh.AssertEndsAsync(status: 1, GiveUpAtTheLatest);
        Assert.True(Stopwatch.GetElapsedTime(start) > GiveUpAtTheEarliest, $"The client gave up after only {Stopwatch.GetElapsedTime(start)}.");
        Assert.True(stage.Mosh.IsServerAlive, "A client with a wrong key ended the server.");
    }
}
