using Godwit.Interop.Screens;

namespace Godwit.Interop.Harness;

/// <summary>
/// Everything one test needs: folder, sshd, tmux, a mosh session, and beside it the same program in a tmux terminal of the same size.
/// What is typed goes to both, and both screens have to be equal in the end.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private MoshSession? mosh;
    private TmuxTerminal? direct;
    private int clears;

    private Stage(Pair pair, Family family, Parts parts, int columns, int rows, TwoHosts? hosts)
    {
        Pair = pair;
        Hosts = hosts;
        Family = family;
        Parts = parts;
        Columns = columns;
        Rows = rows;
        Folder = new TestFolder();
    }

    public Pair Pair { get; }

    public Family Family { get; }

    public Parts Parts { get; }

    public int Columns { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Where the two sides run; null if both are on this machine.</summary>
    public TwoHosts? Hosts { get; }

    public TestFolder Folder { get; }

    public SshServer Ssh { get; private set; } = null!;

    public Tmux Tmux { get; private set; } = null!;

    public MoshSession Mosh => mosh ?? throw new InvalidOperationException("No session has been started.");

    public TmuxTerminal Direct => direct ?? throw new InvalidOperationException("No program has been started without Mosh.");

    private IEnumerable<TmuxTerminal> Terminals => direct is null ? [Mosh.Terminal] : [Direct, Mosh.Terminal];

    /// <summary>Sets the stage: temp folder, sshd, tmux. Skips the test if a program is missing.</summary>
    public static async Task<Stage> OpenAsync(Pair pair, Family family, int columns = 80, int rows = 24, TwoHosts? hosts = null)
    {
        var stage = new Stage(pair, family, await Programs.OfAsync(pair), columns, rows, hosts);
        try
        {
            stage.Folder.Write("bashrc", Fixtures.BashRc);
            stage.Ssh = await SshServer.StartAsync(stage.Folder, hosts);
            stage.Tmux = await Tmux.StartAsync(stage.Folder);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts only the mosh session.</summary>
    public async Task ConnectAsync(Launch launch, params string[] program) => mosh = await MoshSession.StartAsync(this, launch, program);

    /// <summary>Starts the program over mosh and without it.</summary>
    public async Task StartBothAsync(Launch launch, params string[] program)
    {
        await ConnectAsync(launch, program);
        Dictionary<string, string> environment = Folder.Environment;
        // As a mosh server sets it (spec 04 §3.3), so that the program prints the same bytes.
        environment["TERM"] = "xterm-256color";
        environment["NCURSES_NO_UTF8_ACS"] = "1";
        string[] command = ["env", "-i", .. environment.Select(variable => $"{variable.Key}={variable.Value}"), "/bin/sh", "-c", "cd; exec \"$@\"", "sh", .. program];
        direct = await TmuxTerminal.OpenAsync(Tmux, "direct", Columns, Rows, command);
    }

    /// <summary>
    /// Starts bash both ways and clears both screens: stock's server leaves an empty first line behind (spec 04 §3.3).
    /// </summary>
    public async Task StartBashAsync(Launch launch)
    {
        await StartBothAsync(launch, Fixtures.Bash(Folder));
        await AwaitPromptAsync();
        await ClearAsync();
    }

    /// <summary>
    /// Clears both screens at an idle prompt. The number makes each cleared screen another one than the screen before: what is typed next
    /// must not arrive while the shell is still busy clearing.
    /// </summary>
    public async Task ClearAsync()
    {
        string line = $"cleared {++clears}";
        await TypeAsync($"clear; echo {line}\r");
        await AssertSameScreenAsync($"\"{line}\" and the prompt", screen => screen.Text.TrimEnd() == $"{line}\n{Fixtures.Prompt}");
    }

    public async Task TypeAsync(string text)
    {
        foreach (TmuxTerminal terminal in Terminals)
        {
            await terminal.TypeAsync(text);
        }
    }

    public async Task PressAsync(params string[] keys)
    {
        foreach (TmuxTerminal terminal in Terminals)
        {
            await terminal.PressAsync(keys);
        }
    }

    public async Task ResizeAsync(int columns, int rows)
    {
        (Columns, Rows) = (columns, rows);
        foreach (TmuxTerminal terminal in Terminals)
        {
            await terminal.ResizeAsync(columns, rows);
        }
    }

    /// <summary>Waits until every screen shows the text.</summary>
    public async Task AwaitTextAsync(string text, TimeSpan? deadline = null)
    {
        foreach (TmuxTerminal terminal in Terminals)
        {
            await terminal.WaitForAsync($"the screen shows \"{text}\"", screen => screen.Shows(text), Folder.LogTails, deadline);
        }
    }

    /// <summary>Waits until every cursor stands in a row that holds the prompt alone.</summary>
    public async Task AwaitPromptAsync(TimeSpan? deadline = null)
    {
        foreach (TmuxTerminal terminal in Terminals)
        {
            await terminal.WaitForAsync("an idle prompt", screen => screen.CursorRowIs(Fixtures.Prompt), Folder.LogTails, deadline);
        }
    }

    /// <summary>As the other form; reached when the program's own screen shows the text.</summary>
    public Task AssertSameScreenAsync(string text) => AssertSameScreenAsync($"\"{text}\"", screen => screen.Shows(text));

    /// <summary>
    /// Waits until the program's own screen has reached the state that the scenario is about, and the screen over mosh equals it,
    /// cell by cell, as far as the pair can carry it.
    /// </summary>
    public async Task AssertSameScreenAsync(string state, Func<Screen, bool> reached, TimeSpan? deadline = null)
    {
        Screen? expected = null;
        Screen? actual = null;
        string? difference = null;
        await Wait.UntilAsync(
            $"the screen shows {state}, over mosh as without it",
            async () =>
            {
                expected = await Direct.CaptureAsync();
                actual = await Mosh.Terminal.CaptureAsync();
                difference = ScreenComparison.Difference(ScreenRules.AsCarried(expected, Pair), ScreenRules.AsCarried(actual, Pair));
                return difference is null && reached(expected);
            },
            () => Task.FromResult($"{difference ?? "They are equal, but not yet there."}\nWithout mosh:\n{expected}\nOver mosh ({Pair}, {Family}):\n{actual}\n{Folder.LogTails()}"),
            deadline);
    }

    /// <summary>
    /// Back at the prompt from a program that used the alternate screen. Stock's server has none (spec 08 L2): the program's last screen
    /// stays, so with it only the cleared screen is compared.
    /// </summary>
    public async Task AssertSameAfterAlternateScreenAsync(string text)
    {
        if (Pair.HasStockServer())
        {
            await AwaitPromptAsync();
            await ClearAsync();
        }
        else
        {
            await AssertSameScreenAsync($"\"{text}\" and the prompt", screen => screen.Shows(text) && screen.CursorRowIs(Fixtures.Prompt));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (mosh is not null)
        {
            await mosh.DisposeAsync();
        }

        if (Tmux is not null)
        {
            await Tmux.DisposeAsync();
        }

        if (Ssh is not null)
        {
            await Ssh.DisposeAsync();
        }

        await Folder.DisposeAsync();
    }
}
