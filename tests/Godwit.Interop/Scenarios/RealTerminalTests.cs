using Godwit.Interop.Harness;
using Godwit.Terminal;

namespace Godwit.Interop.Scenarios;

/// <summary>
/// What only another terminal than tmux can witness: the test plays it. Programs ask and set; the terminal behind the client is what answers
/// and what is set, and it is left as it was.
/// </summary>
public sealed class RealTerminalTests
{
    private const string Da1 = "\e[?62;6;21;22;28;52c";

    /// <summary>A terminal that knows everything.</summary>
    private static readonly Dictionary<string, string> Modern = new()
    {
        ["\e[>0q"] = "\eP>|WezTerm 20240203\e\\",
        ["\e[?u"] = "\e[?0u",
        ["\e[?2026$p"] = "\e[?2026;2$y",
        ["\e[?2031$p"] = "\e[?2031;2$y",
        ["\e]10;?\e\\"] = "\e]10;rgb:eeee/eeee/eeee\e\\",
        ["\e]11;?\e\\"] = "\e]11;rgb:1111/2222/3333\e\\",
        ["\e]12;?\e\\"] = "\e]12;rgb:ffff/8080/0000\e\\",
        ["\e[16t"] = "\e[6;20;10t",
        ["\e[?996n"] = "\e[?997;1n",
        ["\e[c"] = "\e[?65;4c",
    };

    /// <summary>The program asks with its first octets, as nvim does, before the terminal's own answers are at the server.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task Queries_AskedFirstThing_AreAnsweredFromTheUsersTerminal(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await PlayedTerminal.StartAsync(stage, Modern, Ask(stage, @"\033]11;?\007\033[?u\033[?996n\033[16t\033[c"));
        Assert.Equal($"\e]11;rgb:1111/2222/3333\a\e[?0u\e[?997;1n\e[6;20;10t{Da1}", await terminal.FileAsync("reply"));
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task Queries_TerminalSaysNothing_FenceIsAnsweredAllTheSame(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await PlayedTerminal.StartAsync(stage, new Dictionary<string, string>(), Ask(stage, @"\033]11;?\007\033[?u\033[?996n\033[c"));
        Assert.Equal(Da1, await terminal.FileAsync("reply"));
    }

    [Theory]
    [MemberData(nameof(Matrix.StockClient), MemberType = typeof(Matrix))]
    public async Task Queries_OfAStockClientsSession_AreAnsweredWithoutTheTerminal(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await PlayedTerminal.StartAsync(stage, Modern, Ask(stage, @"\033]11;?\007\033[?u\033[c"));
        Assert.Equal(Da1, await terminal.FileAsync("reply"));
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task CursorShape_ReachesTheTerminalAndIsTakenBack(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await PlayedTerminal.StartAsync(stage, Modern, @"printf '\033[5 qready'; read line");
        await terminal.WaitForAsync("ready");
        await terminal.WaitForAsync("\e[5 q");
        terminal.Type("\r");
        await terminal.AssertEndsAsync();
        Assert.InRange(terminal.Written.LastIndexOf("\e[ q", StringComparison.Ordinal), terminal.Written.LastIndexOf("\e[5 q", StringComparison.Ordinal), int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task KittyKeyboard_FlagsReachTheTerminal_AndKeysComeBackAsTyped(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await PlayedTerminal.StartAsync(
            stage, Modern, @"stty raw -echo; printf '\033[>5uready'; dd bs=1 count=8 of=keys.new 2>/dev/null; mv keys.new " + Shell.Quote(stage.Folder["reply"]));
        await terminal.WaitForAsync("\e[=5u");
        terminal.Type("\e[97;5;1u");
        Assert.Equal("\e[97;5;1u"[..8], await terminal.FileAsync("reply"));
        await terminal.AssertEndsAsync();
        Assert.Contains("\e[>0u", terminal.Written, StringComparison.Ordinal);
        Assert.EndsWith("\e[<u", terminal.Written[..(terminal.Written.LastIndexOf("\e[<u", StringComparison.Ordinal) + 4)], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task Link_ReachesTheTerminal(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await PlayedTerminal.StartAsync(stage, Modern, @"printf '\033]8;;https://example.org/a\033\\link\033]8;;\033\\ plain\033[4:3mcurly\033[m'; read line");
        await terminal.WaitForAsync("the link's target", written => written.Contains(";https://example.org/a", StringComparison.Ordinal) && written.Contains("curly", StringComparison.Ordinal));
        Screen shown = terminal.Emulate().Screen;
        Assert.Equal(4, shown[0].Cells.ToArray().Count(cell => shown.Pool.Styles[cell.Style].Link != default));
        Assert.Contains("4:3", terminal.Written, StringComparison.Ordinal);
    }

    /// <summary>Mode 2026: nothing of an update is shown before it is whole, and each frame is one update for the terminal.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OurServer), MemberType = typeof(Matrix))]
    public async Task SynchronizedUpdate_IsShownWhole(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await PlayedTerminal.StartAsync(
            stage, Modern, @"printf 'ready'; read line; printf '\033[?2026h\033[5;1Hhalf'; sleep 0.1; printf ' whole\033[?2026l'; read line");
        await terminal.WaitForAsync("ready");
        terminal.Type("\r");
        await terminal.WaitForAsync("whole");
        Assert.Contains("half whole", terminal.Written, StringComparison.Ordinal);
        Assert.Equal(!pair.HasStockClient(), terminal.Written.Contains("\e[?2026h", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task Notification_IsDeliveredOnce(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await PlayedTerminal.StartAsync(stage, Modern, @"printf ready; read line; printf '\033]9;tea is ready\007'; read line; printf done; read line");
        await terminal.WaitForAsync("ready");
        terminal.Type("\r");
        await terminal.WaitForAsync("tea is ready");
        terminal.Type("\r");
        await terminal.WaitForAsync("done");
        terminal.Type("\r");
        await terminal.AssertEndsAsync();
        Assert.Equal(2, terminal.Written.Split("\e]9;tea is ready\a").Length);
        Assert.Equal(2, terminal.Written.Split("tea is ready").Length);
    }

    /// <summary>A program sets all that it can and ends: the terminal is as it was. What it "was" is judged by our own emulator.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OurServer), MemberType = typeof(Matrix))]
    public async Task Exit_AfterEverythingWasSet_LeavesTheTerminalAsItWas(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await using PlayedTerminal terminal = await PlayedTerminal.StartAsync(stage, Modern, """
            printf ready; read line
            printf '\033]0;title\007\033]11;#101010\007\033]4;3;#123456\007\033]12;#abcdef\007\033]7;file:///tmp\007\033]9;4;1;50\007'
            printf '\033[?1049h\033[?1003h\033[?1006h\033[?1004h\033[?2004h\033[?1007h\033[?1h\033=\033[?25l\033[?5h\033[3 q\033[>31u\033[>4;2m'
            printf '\033[3;10r\033[?69h\033[2;20s\033[?6h\033[?7l\033[4h\033[1;31;44mset\033]8;;http://a/\007link'
            read line
            """);
        await terminal.WaitForAsync("ready");
        terminal.Type("\r");
        await terminal.WaitForAsync("set");
        terminal.Type("\r");
        await terminal.AssertEndsAsync();
        Screen left = terminal.Emulate().Screen;
        Assert.Equal(ScreenModes.Initial with { KittyKeyboard = 0 }, left.Modes with { CursorShape = ScreenModes.Initial.CursorShape });
        Assert.Equal("", left.Title);
        Assert.Equal(ScreenColors.None, left.Colors);
        Assert.Equal(default, left.Progress);
        Assert.Equal(left.Pool.Styles[default], left.Pool.Styles[left.Pen]);
        Assert.DoesNotContain("set", Text(left), StringComparison.Ordinal);
        Assert.Contains(MoshSession.ExitNotice, Text(left), StringComparison.Ordinal);
    }

    /// <summary>A script that asks, and keeps what it is told within a second.</summary>
    private static string Ask(Stage stage, string questions) => $"""
        stty raw -echo min 0 time 10
        printf '{questions}'
        cat >reply.new
        mv reply.new {Shell.Quote(stage.Folder["reply"])}
        stty sane
        read line
        """;

    private static string Text(Screen screen) =>
        string.Join('\n', screen.Rows.ToArray().Select(row => string.Concat(row.Cells.ToArray().Select(cell => cell.Glyph is > 0 and < 0xFFFF ? ((char)cell.Glyph).ToString() : " "))));
}
