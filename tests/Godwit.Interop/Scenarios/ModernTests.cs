using System.Security.Cryptography;
using System.Text;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>What modern programs use beyond text and colour, with tmux as the user's terminal: clipboard, titles, clusters, reflow.</summary>
public sealed class ModernTests
{
    private const int LargeClipboardBytes = 200 * 1024;

    /// <summary>
    /// Text that terminals disagree on, each followed by a letter. The letter stands where the server counts it: ours counts clusters, stock's
    /// counts code points, and the client puts it there whatever the terminal thinks of the text before it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task Clusters_LetterBehindThem_StandsInTheServersColumn(Pair pair, Family family)
    {
        (string Name, string Text, int OfClusters, int OfCodePoints)[] cases =
        [
            ("plain", "ab", 2, 2),
            ("emoji", "😀", 2, 2),
            ("flag", "🇩🇪", 2, 2),
            ("two flags", "🇩🇪🇫🇷", 4, 4),
            ("joined", "👩‍💻", 2, 4),
            ("family", "👨‍👩‍👧‍👦", 2, 8),
            ("skin tone", "👍🏽", 2, 4),
            ("heart as emoji", "❤️", 2, 1),
            ("keycap", "1️⃣", 2, 1),
            ("text style", "☺︎", 1, 1),
            ("mark", "é", 1, 1),
            ("jamo", "각", 2, 2),
            ("conjunct", "क्षि", 2, 3),
            ("ideographs", "漢字", 4, 4),
        ];
        await using Stage stage = await Stage.OpenAsync(pair, family);
        string script = stage.Folder.Write("clusters", string.Concat(cases.Select(one => $"printf '\\033[H\\033[2J{one.Text}Y\\n{one.Name}'; read line\n")) + "echo all shown\n");
        await stage.ConnectAsync(Launch.Wrapper, "/bin/sh", "-c", "stty -echo; sh " + Shell.Quote(script));
        foreach ((string name, _, int ofClusters, int ofCodePoints) in cases)
        {
            await stage.Mosh.Terminal.WaitForAsync(name, screen => screen.Text.TrimEnd().EndsWith("Y\n" + name, StringComparison.Ordinal), stage.Folder.LogTails);
            int column = await stage.Mosh.Terminal.ColumnOfAsync("Y");
            Assert.True(column == (pair.HasStockServer() ? ofCodePoints : ofClusters), $"{pair}: Y behind {name} stands in column {column}.");
            await stage.TypeAsync("\r");
        }
    }

    /// <summary>Not compared with tmux, which keeps fewer rows on the screen when it wraps lines anew than fit there.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OurServer), MemberType = typeof(Matrix))]
    public async Task Resize_OfWrappedLines_WrapsThemAnew(Pair pair, Family family)
    {
        string[] lines = [new string('x', 130) + "end", "short", string.Concat(Enumerable.Range(100, 60)), new string('y', 100), "long done"];
        await using Stage stage = await Stage.OpenAsync(pair, family);
        string shown = stage.Folder.Write("long", string.Join('\n', lines) + "\n");
        await stage.ConnectAsync(Launch.Wrapper, "/bin/sh", "-c", $"printf '\\033[H\\033[2J'; cat {Shell.Quote(shown)}; exec sleep 1000");
        foreach (int columns in (int[])[80, 61, 100, 40, 140, 80])
        {
            await stage.ResizeAsync(columns, 24);
            string wanted = string.Join('\n', lines.SelectMany(line => line.Chunk(columns)).Select(row => new string(row)));
            await stage.Mosh.Terminal.WaitForAsync($"{columns} columns", screen => screen.Text.TrimEnd() == wanted, stage.Folder.LogTails);
        }
    }

    [Theory]
    [MemberData(nameof(Matrix.OurServer), MemberType = typeof(Matrix))]
    public async Task Title_PushedAndPopped_IsTheOldOne(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Wrapper, "/bin/sh", "-c", @"printf '\033]2;one\007\033[22;2t\033]2;two\007'; read line; printf '\033[23;2t'; exec sleep 1000");
        await stage.Mosh.Terminal.WaitForAsync("the second title", screen => screen.Title == "[mosh] two", stage.Folder.LogTails);
        await stage.TypeAsync("\r");
        await stage.Mosh.Terminal.WaitForAsync("the first title", screen => screen.Title == "[mosh] one", stage.Folder.LogTails);
    }

    [Theory]
    [MemberData(nameof(Matrix.OurServer), MemberType = typeof(Matrix))]
    public async Task Clipboard_OfAProgram_ReachesTheTerminal(Pair pair, Family family)
    {
        await using Stage stage = await OpenWithClipboardAsync(pair, family);
        await stage.ConnectAsync(Launch.Wrapper, "/bin/sh", "-c", "printf 'ready'; read line; " + Copy("c", "first") + "; read line; " + Copy("", "second") + "; exec sleep 1000");
        await CopiedAsync(stage, "first");
        await CopiedAsync(stage, "second");
    }

    /// <summary>Every selection, and the same text twice is two events.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task Clipboard_SameTextTwiceAndPrimary_ReachTheTerminalEachTime(Pair pair, Family family)
    {
        await using Stage stage = await OpenWithClipboardAsync(pair, family);
        string[] copies = [Copy("c", "same"), Copy("c", "same"), Copy("p", "same"), Copy("", "same"), Copy("pc", "same")];
        await stage.ConnectAsync(Launch.Wrapper, "/bin/sh", "-c", $"printf 'ready'; read line; {string.Join("; read line; ", copies)}; exec sleep 1000");
        foreach (string _ in copies)
        {
            await CopiedAsync(stage, "same");
        }
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task Clipboard_Of200KiB_ArrivesByteExact(Pair pair, Family family)
    {
        await using Stage stage = await OpenWithClipboardAsync(pair, family);
        string text = Convert.ToHexString(RandomNumberGenerator.GetBytes(LargeClipboardBytes / 2));
        string sequence = stage.Folder.Write("copied", $"\e]52;c;{Convert.ToBase64String(Encoding.ASCII.GetBytes(text))}\a");
        await stage.ConnectAsync(Launch.Wrapper, "/bin/sh", "-c", $"printf 'ready'; read line; cat {Shell.Quote(sequence)}; exec sleep 1000");
        await CopiedAsync(stage, text);
    }

    /// <summary>By the wrapper's own name: as <c>mosh</c> it sends what stock's wrapper sends.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task ColorTerm_OfTheUser_IsInTheSessionsEnvironment(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        Launch launch = Launch.Wrapper with { IsOwnName = true, ClientEnvironment = new Dictionary<string, string> { ["COLORTERM"] = "truecolor", ["TERM_PROGRAM"] = "WezTerm" } };
        await stage.ConnectAsync(launch, "/bin/sh", "-c", "echo \"[$TERM $COLORTERM $TERM_PROGRAM]\"; exec sleep 1000");
        await stage.AwaitTextAsync("[xterm-256color truecolor WezTerm]");
    }

    private static string Copy(string selection, string text) =>
        $@"printf '\033]52;{selection};{Convert.ToBase64String(Encoding.ASCII.GetBytes(text))}\007'";

    /// <summary>tmux takes what programs copy into buffers of its own.</summary>
    private static async Task<Stage> OpenWithClipboardAsync(Pair pair, Family family)
    {
        Stage stage = await Stage.OpenAsync(pair, family);
        await stage.Tmux.RunAsync("set-option", "-s", "set-clipboard", "on");
        return stage;
    }

    /// <summary>Lets the program copy; the text has to be in a new buffer of tmux, which is taken away.</summary>
    private static async Task CopiedAsync(Stage stage, string text)
    {
        await stage.AwaitTextAsync("ready");
        await stage.TypeAsync("\r");
        string file = stage.Folder["buffer"];
        await Wait.UntilAsync(
            "a buffer with the text",
            async () => (await stage.Tmux.RunAsync("list-buffers")).Count > 0,
            async () => $"{await stage.Mosh.Terminal.CaptureAsync()}\n{stage.Folder.LogTails()}");
        await stage.Tmux.RunAsync("save-buffer", file);
        Assert.Equal(text, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        await stage.Tmux.RunAsync("delete-buffer");
        Assert.Empty(await stage.Tmux.RunAsync("list-buffers"));
    }
}
