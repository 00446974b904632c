using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>The ways a session ends, and what the user's terminal looks like afterwards.</summary>
public sealed class EndTests
{
    [Theory]
    [MemberData(nameof(Matrix.OursOnBothFamilies), MemberType = typeof(Matrix))]
    public async Task Exit_OfTheShell_EndsBothSidesCleanly(Pair pair, Family family)
    {
        await using Stage stage = await OpenBashAsync(pair, family);
        await stage.TypeAsync("exit\r");
        await stage.Mosh.AssertEndsAsync(status: 0);
        await stage.Mosh.AssertServerGoneAsync();
    }

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task EscapeKeyQuit_EndsBothSidesCleanly(Pair pair, Family family)
    {
        await using Stage stage = await OpenBashAsync(pair, family);
        await stage.PressAsync("C-^");
        // The help names the key; its words and its row are each client's own (spec 07 §7).
        await stage.Mosh.Terminal.WaitForAsync("the help on the escape key", screen => screen.Shows("mosh: "), stage.Folder.LogTails);
        await stage.TypeAsync(".");
        await stage.Mosh.AssertEndsAsync(status: 0);
        await stage.Mosh.AssertServerGoneAsync();
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task TerminatedServer_EndsBothSidesCleanly(Pair pair, Family family)
    {
        await using Stage stage = await OpenBashAsync(pair, family);
        await Signals.SendAsync("TERM", stage.Mosh.ServerPid);
        await stage.Mosh.AssertEndsAsync(status: 0);
        await stage.Mosh.AssertServerGoneAsync();
    }

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task TerminatedClient_EndsBothSidesCleanly(Pair pair, Family family)
    {
        await using Stage stage = await OpenBashAsync(pair, family);
        await Signals.SendAsync("TERM", await stage.Mosh.ClientPidAsync());
        await stage.Mosh.AssertEndsAsync(status: 0);
        await stage.Mosh.AssertServerGoneAsync();
    }

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task LastOutput_BeforeTheExit_IsShownByTheClient(Pair pair, Family family)
    {
        // Without the alternate screen the last frame stays in the terminal.
        Launch launch = Launch.Keyed with { ClientEnvironment = new Dictionary<string, string> { ["MOSH_NO_TERM_INIT"] = "1" } };
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(launch, "/bin/sh", "-c", "read line; seq 1 500; echo last words");
        await stage.Mosh.Terminal.WaitForAsync("the first screen", screen => screen.CursorVisible && !screen.Shows("mosh: "), stage.Folder.LogTails);
        await stage.TypeAsync("go\r");
        await stage.Mosh.AssertEndsAsync(status: 0);
        await stage.AwaitTextAsync("500\nlast words");
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task Suspend_AndForeground_RestoresTheTerminalAndRepaints(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Keyed with { IsInShell = true }, "/bin/sh", "-c", "echo behind the suspension; exec cat");
        await stage.AwaitTextAsync("behind the suspension");
        await stage.PressAsync("C-^");
        await stage.PressAsync("C-z");
        await stage.Mosh.Terminal.WaitForAsync("the outer shell's prompt", screen => screen.CursorRowIs(Fixtures.Prompt) && !screen.Shows("behind"), stage.Folder.LogTails);
        // In two words, so that the typed line is not taken for the answer.
        await stage.TypeAsync($"stty -a >{stage.Folder["termios.suspended"]}; echo termios' 'saved\r");
        await stage.AwaitTextAsync("\ntermios saved\n$");
        Assert.Equal(
            await File.ReadAllTextAsync(stage.Folder["termios.before"], TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(stage.Folder["termios.suspended"], TestContext.Current.CancellationToken));

        await stage.TypeAsync("fg\r");
        await stage.Mosh.Terminal.WaitForAsync("the session again", screen => screen.Shows("behind the suspension") && !screen.Shows("termios"), stage.Folder.LogTails);
        await stage.TypeAsync("once more\r");
        await stage.AwaitTextAsync("once more\nonce more");
        await stage.TypeAsync("\u0004");
        await stage.Mosh.AssertEndsAsync(status: 0);
    }

    private static async Task<Stage> OpenBashAsync(Pair pair, Family family)
    {
        Stage stage = await Stage.OpenAsync(pair, family);
        try
        {
            await stage.ConnectAsync(Launch.Keyed, Fixtures.Bash(stage.Folder));
            await stage.AwaitPromptAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }
}
