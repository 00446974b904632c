using System.Globalization;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Programs that own the whole screen, floods of output, and windows that change their size.</summary>
public sealed class FullScreenTests
{
    private const string StatusLine = "\nsource.c";

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task Vim_EditAndBack_EqualsDirect(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.StartBashAsync(Launch.Wrapper);
        await stage.TypeAsync("echo before vim\r");
        await stage.AssertSameScreenAsync("\nbefore vim\n$");
        await StartVimAsync(stage);

        await stage.TypeAsync("Goinserted at the end\u001b");
        await stage.AssertSameScreenAsync("inserted at the end");
        await stage.TypeAsync("ggO/* 漢字 in vim */");
        await stage.PressAsync("Left", "Left", "Left");
        await stage.TypeAsync("é");
        await stage.AssertSameScreenAsync("-- INSERT --");
        await stage.TypeAsync("\u001b/return\r");
        await stage.AssertSameScreenAsync("/return");
        await stage.TypeAsync(":vsplit\r");
        await stage.PressAsync("C-f");
        await stage.TypeAsync("Vjjj");
        await stage.AssertSameScreenAsync("-- VISUAL LINE --");
        await stage.TypeAsync("\u001b:qa!\r");
        await stage.AssertSameAfterAlternateScreenAsync("before vim");
    }

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task Less_PageSearchAndBack_EqualsDirect(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await File.WriteAllTextAsync(Path.Combine(stage.Folder.Home, "prose.txt"), Fixtures.Prose(300), TestContext.Current.CancellationToken);
        await stage.StartBashAsync(Launch.Wrapper);
        await stage.TypeAsync($"echo before less\r{Shell.Quote(Fixtures.Less())} prose.txt\r");
        await stage.AssertSameScreenAsync("line 1 at the top", screen => screen.Text.StartsWith("1 ", StringComparison.Ordinal));
        await stage.TypeAsync(" ");
        await stage.AssertSameScreenAsync("\n46 ");
        await stage.TypeAsync("kkk");
        await stage.AssertSameScreenAsync("line 21 at the top", screen => screen.Text.StartsWith("21 ", StringComparison.Ordinal));
        await stage.TypeAsync("/200 \r");
        await stage.AssertSameScreenAsync("200 ");
        await stage.TypeAsync("G");
        await stage.AssertSameScreenAsync("(END)");
        await stage.TypeAsync("g");
        await stage.AssertSameScreenAsync("line 1 at the top", screen => screen.Text.StartsWith("1 ", StringComparison.Ordinal));
        await stage.TypeAsync("q");
        await stage.AssertSameAfterAlternateScreenAsync("before less");
    }

    [Theory]
    [MemberData(nameof(Matrix.OurServer), MemberType = typeof(Matrix))]
    public async Task LessInsideWidenedVim_AndBack_KeepsTheShellsScreen(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.StartBashAsync(Launch.Wrapper);
        await stage.TypeAsync("echo kept while away\r");
        await stage.AssertSameScreenAsync("\nkept while away\n$");
        await StartVimAsync(stage);
        // Wider only: what a terminal does with its rows when it grows is its own affair (tmux takes them out of its history). And in
        // vim, not in less, which can lose a key that arrives together with the new size.
        await stage.ResizeAsync(100, 24);
        await stage.AssertSameScreenAsync("vim across the new width", screen => screen.Rows[22].Count == 100);
        await stage.TypeAsync($":!{Fixtures.Less()} source.c\r");
        await stage.AssertSameScreenAsync("less in vim", screen => screen.Text.StartsWith("int f1(", StringComparison.Ordinal));
        await stage.TypeAsync("q");
        await stage.AssertSameScreenAsync("Press ENTER");
        await stage.TypeAsync("\r");
        await stage.AssertSameScreenAsync("vim again", screen => screen.Rows[22].Count == 100);
        await stage.TypeAsync(":q\r");
        await stage.AssertSameScreenAsync("the shell's prompt", screen => screen.CursorRowIs(Fixtures.Prompt));
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task Vim_ResizeStorm_EqualsDirectAtTheLastSize(Pair pair, Family family)
    {
        const int Resizes = 60;
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.StartBashAsync(Launch.Wrapper);
        await StartVimAsync(stage);
        var random = new Random(11);
        for (int i = 0; i < Resizes; i++)
        {
            await stage.ResizeAsync(random.Next(20, 200), random.Next(5, 60));
        }

        await stage.ResizeAsync(101, 31);
        await stage.AssertSameScreenAsync("vim's status line across the last size", screen => screen.Rows.Count == 31 && screen.Rows[29].Count == 101);
        await stage.TypeAsync("gg:echo &columns . 'x' . &lines\r");
        await stage.AssertSameScreenAsync("\n101x31");
        await stage.TypeAsync(":q\r");
        await stage.AwaitPromptAsync();
        await stage.TypeAsync("clear; stty size\r");
        await stage.AssertSameScreenAsync("31 101\n$");
    }

    [Theory]
    [MemberData(nameof(Matrix.OursOnBothFamilies), MemberType = typeof(Matrix))]
    public async Task Seq_200000Lines_EqualsDirect(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.StartBashAsync(Launch.Wrapper);
        await stage.TypeAsync("seq 1 200000\r");
        await stage.AssertSameScreenAsync("the last line and the prompt", screen => screen.Shows("\n200000\n$"), TimeSpan.FromSeconds(60));
    }

    /// <summary>Opens forty lines of C in vim and waits until its first screen stands.</summary>
    private static async Task StartVimAsync(Stage stage)
    {
        IEnumerable<string> functions = Enumerable.Range(1, 40).Select(
            i => string.Create(CultureInfo.InvariantCulture, $"int f{i}(int x) {{ /* number {i} */ return x + {i}; }}\n"));
        await File.WriteAllTextAsync(Path.Combine(stage.Folder.Home, "source.c"), string.Concat(functions), TestContext.Current.CancellationToken);
        await stage.TypeAsync(Shell.Join([.. Fixtures.Vim(stage.Folder), "source.c"]) + "\r");
        await stage.AssertSameScreenAsync("vim's status line", screen => screen.Shows(StatusLine));
    }
}
