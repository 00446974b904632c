using System.Text.RegularExpressions;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>The user's display, lent to programs on the host: real X clients on a real X server.</summary>
public sealed partial class DisplayTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    [Theory]
    [InlineData("xclock", "xclock", "x11-apps")]
    [InlineData("xeyes", "xeyes", "x11-apps")]
    [InlineData("xterm -T from-the-host", "from-the-host", "xterm")]
    [InlineData("glxgears", "glxgears", "mesa-utils")]
    public async Task Trusted_Client_ShowsItsWindowUntilItsSessionEnds(string program, string window, string package)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using XServer display = await StartAsync(host);
        _ = Programs.Installed(program.Split(' ')[0], package);
        await using ChildProcess client = Start(host, "-Y", host.Name, $"exec {program}");
        await display.AssertShowsAsync(window);
        await Signals.SendAsync("TERM", client.ProcessId);
        await client.ExitAsync(Limit);
        await display.AssertShowsAsync(window, isThere: false);
    }

    /// <summary>At once, without a pause in which the cookie could arrive: it is there before the command is.</summary>
    [Fact]
    public async Task Trusted_FirstProgram_FindsDisplayAndCookie()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using XServer display = await StartAsync(host);
        ChildResult result = await RunAsync(host, "-Y", host.Name, "xdpyinfo | head -n 1; xauth list; exec 2>&1; xauth list $DISPLAY | wc -l");
        Match name = DisplayName().Match(result.Output);
        Assert.True(name.Success && result.ExitCode == 0, result.Output + result.Error);
        Assert.EndsWith("\n1\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(display.Cookie, result.Output, StringComparison.Ordinal);
        Assert.Matches(@"/unix:\d+ +MIT-MAGIC-COOKIE-1 +[0-9a-f]{32}\n", result.Output);

        // With the session goes its cookie.
        await Wait.UntilAsync(
            "the host forgets the cookie",
            async () => (await host.Ssh.RunAsync(Family.IPv4, "xauth list")).Output.Length == 0,
            async () => (await host.Ssh.RunAsync(Family.IPv4, "xauth list")).Output);
    }

    [Fact]
    public async Task Trusted_TerminalSession_HasADisplay()
    {
        await using Stage stage = await Stage.OpenAsync(Pair.GodwitGodwit, Family.IPv4);
        await using XServer display = await XServer.StartAsync(stage.Folder);
        await stage.ConnectAsync(
            Launch.Wrapper with { IsOwnName = true, WrapperOptions = ["-Y"], ClientEnvironment = new Dictionary<string, string> { ["DISPLAY"] = display.Name, ["XAUTHORITY"] = display.Authority } },
            "/bin/sh", "-c", "echo \"[$(xdpyinfo | sed -n 1p | tr -s ' ') $(echo $DISPLAY | tr 0-9 n)]\"; exec xclock");
        await stage.AwaitTextAsync("[name of display: localhost:");
        await stage.AwaitTextAsync(" localhost:nn.n]");
        await display.AssertShowsAsync("xclock");
    }

    [Theory]
    [InlineData("xauth add $DISPLAY . 00112233445566778899aabbccddeeff")]
    [InlineData("xauth remove $DISPLAY")]
    public async Task WrongCookie_IsRefusedBeforeTheDisplayHearsOfIt(string change)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using XServer display = await StartAsync(host);
        ChildResult result = await RunAsync(host, "-Y", host.Name, $"{change}; xdpyinfo >/dev/null; echo $?");
        Assert.Equal("1\n", result.Output);
        Assert.Contains("unable to open display", result.Error, StringComparison.Ordinal);
        Assert.Contains("the X11 cookie is wrong", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoSessions_EachHasItsOwnDisplayAndCookie()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using XServer first = await StartAsync(host);
        await using ChildProcess one = Start(host, "-Y", host.Name, "xauth list $DISPLAY; echo $DISPLAY; exec xclock");
        string firstCookie = (await one.Output.ReadLineAsync(TestContext.Current.CancellationToken))!;
        string firstName = (await one.Output.ReadLineAsync(TestContext.Current.CancellationToken))!;
        await first.AssertShowsAsync("xclock");

        await using XServer second = await StartAsync(host);
        await using (ChildProcess two = Start(host, "-Y", host.Name, "xauth list $DISPLAY; echo $DISPLAY; exec xeyes"))
        {
            string secondCookie = (await two.Output.ReadLineAsync(TestContext.Current.CancellationToken))!;
            Assert.NotEqual(firstCookie.Split(' ')[^1], secondCookie.Split(' ')[^1]);
            Assert.NotEqual(firstName, await two.Output.ReadLineAsync(TestContext.Current.CancellationToken));
            await second.AssertShowsAsync("xeyes");
            await first.AssertShowsAsync("xeyes", isThere: false);
            await second.AssertShowsAsync("xclock", isThere: false);

            // The cookie of one session opens no other's display.
            ChildResult stranger = await host.Ssh.RunAsync(Family.IPv4, $"xauth -f other add {firstName} . {secondCookie.Split(' ')[^1]}; XAUTHORITY=other DISPLAY={firstName} xdpyinfo");
            Assert.Equal(1, stranger.ExitCode);
            await Signals.SendAsync("TERM", two.ProcessId);
            await two.ExitAsync(Limit);
        }

        await first.AssertShowsAsync("xclock");
        Assert.Contains(firstCookie, (await host.Ssh.RunAsync(Family.IPv4, $"xauth list {firstName}")).Output, StringComparison.Ordinal);
    }

    /// <summary>What is not trusted may show windows, and not see those of others, nor press keys: the X server itself is asked for such a cookie.</summary>
    [Fact]
    public async Task Untrusted_Client_ShowsWindowsAndCannotSeeOthers()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using XServer display = await StartAsync(host);
        await using ChildProcess victim = Start(host, "-Y", host.Name, "exec xclock");
        await display.AssertShowsAsync("xclock");
        await using ChildProcess guest = Start(host, "-X", host.Name, "xwd -silent -name xclock 2>&1 >/dev/null | wc -l; xdpyinfo | grep -c XTEST; exec xeyes");
        Assert.Equal("1", await guest.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal("0", await guest.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        await display.AssertShowsAsync("xeyes");

        ChildResult trusted = await RunAsync(host, "-Y", host.Name, "xwd -silent -name xclock 2>&1 >/dev/null | wc -l; xdpyinfo | grep -c XTEST");
        Assert.Equal("0\n1\n", trusted.Output);
    }

    [Fact]
    public async Task Untrusted_AfterItsTimeout_ConnectsNoMore()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using XServer display = await StartAsync(host);
        ChildResult result = await RunAsync(
            host, "-X", "-oForwardX11Timeout=3", host.Name, "xdpyinfo >/dev/null && echo early; t=0; while [ $t -lt 100 ] && xdpyinfo >/dev/null 2>&1; do sleep 0.2; t=$((t + 1)); done; [ $t -lt 100 ] && echo late");
        Assert.Equal("early\nlate\n", result.Output);
    }

    [Fact]
    public async Task Untrusted_DisplayWithoutSecurity_IsRefusedWithASentence()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using XServer display = await StartAsync(host, hasSecurity: false);
        await AssertNoDisplayAsync(host, "-X", "-Y forwards it trusted");
    }

    [Theory]
    [InlineData("-X")]
    [InlineData("-Y")]
    public async Task NoDisplayHere_IsSaidInASentence(string option)
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await AssertNoDisplayAsync(host, option, $"{option}: there is no display here (DISPLAY is not set)");
    }

    [Fact]
    public async Task DisplayThatIsNone_IsSaidInASentence()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        host.Environment["DISPLAY"] = "nonsense";
        await AssertNoDisplayAsync(host, "-Y", "DISPLAY=nonsense is no display");
    }

    [Fact]
    public async Task NoXauthHere_UntrustedIsRefusedWithASentence()
    {
        await using CommandHost host = await CommandHost.OpenAsync();
        await using XServer display = await StartAsync(host);
        string folder = Directory.CreateDirectory(host.Folder["path"]).FullName;
        foreach (string name in new[] { "sh", "ssh", "bash" })
        {
            File.CreateSymbolicLink(Path.Combine(folder, name), Programs.Installed(name, name));
        }

        host.Environment["PATH"] = folder;
        await AssertNoDisplayAsync(host, "-X", "xauth is missing");
    }

    // Without ExitOnForwardFailure the session is there all the same, and its programs are told of no display.
    private static async Task AssertNoDisplayAsync(CommandHost host, string option, string sentence)
    {
        ChildResult result = await RunAsync(host, option, host.Name, "echo ${DISPLAY-none}");
        Assert.Equal((0, "none\n"), (result.ExitCode, result.Output));
        Assert.Contains(sentence, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        ChildResult strict = await RunAsync(host, "--exit-on-forward-failure", option, host.Name, "echo never");
        Assert.Equal((255, "", result.Error), (strict.ExitCode, strict.Output, strict.Error));
    }

    private static async Task<XServer> StartAsync(CommandHost host, bool hasSecurity = true)
    {
        XServer display = await XServer.StartAsync(host.Folder, hasSecurity);
        display.AddTo(host.Environment);
        return display;
    }

    private static ChildProcess Start(CommandHost host, params string[] words) => ChildProcess.Start(new ChildStart(host.Exec, words, host.Environment));

    private static Task<ChildResult> RunAsync(CommandHost host, params string[] words) => ChildProcess.RunAsync(new ChildStart(host.Exec, words, host.Environment), Limit);

    [GeneratedRegex(@"^name of display: +localhost:\d\d+\.0\n")]
    private static partial Regex DisplayName();
}
