using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Colours, attributes and the world's scripts.</summary>
public sealed class AppearanceTests
{
    /// <summary>256 backgrounds and foregrounds, true colour, the attributes that cross to stock, erased and coloured blanks.</summary>
    private const string Colours = """
        for row in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
          line=
          for column in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
            n=$((row * 16 + column))
            line="$line\033[48;5;${n}m\033[38;5;$((255 - n))m$(printf '%4d' $n)"
          done
          printf "$line\033[0m\n"
        done
        line=
        for n in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31; do
          line="$line\033[48;2;$((n * 8));$((255 - n * 8));$((n * 3))m\033[38;2;$((255 - n * 8));0;$((n * 8))mx"
        done
        printf "$line\033[0m|\n"
        printf '\033[1mbold\033[0m \033[3mitalic\033[0m \033[4munderlined\033[0m \033[5mblink\033[0m \033[7minverse\033[0m \033[8mhidden\033[0m \033[1;3;4;7;91;104mall at once\033[0m\n'
        printf '\033[30;107mbasic\033[97;40m and bright\033[39;49m \033[31mred \033[42mon green\033[m\n'
        printf '\033[44mblue to the end of the line\033[K\033[0m\033[79G|\n'
        printf '\033[41m\033[5Cfive to the right\033[3D\033[10X\033[0m\033[40G|\n'
        printf 'colours done\n'
        """ + "\n";

    /// <summary>What a stock server drops or misreads (spec 08 L7, L9, L11–L14).</summary>
    private const string Modern = """
        printf '\033[4:3mcurly\033[0m \033[4:2mdouble\033[0m \033[58;5;1;4mcoloured underline\033[0m plain\n'
        printf '\033[2mfaint\033[0m \033[9mstruck\033[0m \033[53moverlined\033[0m plain\n'
        printf '\033[38:2::10:20:30mcolon\033[0m \033[38:5:200mindexed\033[0m plain\n'
        printf -- '-\033[9b|\n'
        printf '\033(0lqqqk\033(B box\n'
        printf 'saved\033[s and\033[u gone\n'
        printf '%080d\033(B\033[mX\n' 7
        printf '\033[3Eafter CNL\n'
        printf 'modern done\n'
        """ + "\n";

    private const string Scripts = """
        漢字とかな交じりの文、ハングル 한국어 텍스트
        emoji 😀 🚀 🎉 and narrow ☂ text
        combining é ñ ก็ ก้ שָׁלוֹם
        Ελληνικά Кириллица العربية हिमालय
        ┌──┬──┐ ▒▓█ ←↑→↓ ½ © ±
        0123456789012345678901234567890123456789012345678901234567890123456789012345678漢 wrapped before
        漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 wrapped between
        scripts done
        """ + "\n";

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public Task Colours_256AndTrueColour_EqualDirect(Pair pair, Family family) => ShowAsync(pair, family, "sh", Colours, "colours done");

    [Theory]
    [MemberData(nameof(Matrix.OurServer), MemberType = typeof(Matrix))]
    public Task Colours_ModernSequences_EqualDirect(Pair pair, Family family) => ShowAsync(pair, family, "bash", Modern, "modern done");

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task Text_CjkEmojiAndCombining_EqualsDirect(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await ShowAsync(stage, "cat", Scripts, "scripts done");

        // And typed: edited over wide characters, with a wide character across the end of the line.
        await stage.TypeAsync("echo 日本語テスト");
        await stage.PressAsync("Left", "Left");
        await stage.TypeAsync("😀x");
        await stage.PressAsync("BSpace", "BSpace", "C-e");
        await stage.TypeAsync("漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字");
        await stage.AssertSameScreenAsync("漢字漢字漢字漢字\n");
        await stage.PressAsync("C-a", "C-k");
        await stage.TypeAsync("echo end of wide\r");
        await stage.AssertSameScreenAsync("\nend of wide\n$");
    }

    /// <summary>Spec 08 L35. Only the cases that tmux repairs too: it keeps a wide character whose right half is erased.</summary>
    [Theory]
    [MemberData(nameof(Matrix.OurServer), MemberType = typeof(Matrix))]
    public Task Text_HalfOverwrittenWideCharacters_AreRepairedAsDirect(Pair pair, Family family) => ShowAsync(pair, family, "bash", """
        printf '漢字漢字\rx\n漢字漢字\r\033[2Cz\n漢字漢字\r\033[3C語\n'
        printf 'repairs done\n'
        """ + "\n", "repairs done");

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public async Task Title_SetByTheProgram_IsShownWithPrefix(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Wrapper, "/bin/sh", "-c", @"printf '\033]0;far away\007titled'; exec sleep infinity");
        await stage.Mosh.Terminal.WaitForAsync("the title", screen => screen.Shows("titled") && screen.Title == "[mosh] far away", stage.Folder.LogTails);
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public async Task Title_UnderOurOwnName_HasNoPrefix(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await stage.ConnectAsync(Launch.Wrapper with { IsOwnName = true }, "/bin/sh", "-c", @"printf '\033]0;far away\007titled'; exec sleep infinity");
        await stage.Mosh.Terminal.WaitForAsync("the title", screen => screen.Shows("titled") && screen.Title == "far away", stage.Folder.LogTails);
    }

    private static async Task ShowAsync(Pair pair, Family family, string interpreter, string text, string done)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await ShowAsync(stage, interpreter, text, done);
    }

    private static async Task ShowAsync(Stage stage, string interpreter, string text, string done)
    {
        string script = stage.Folder.Write("shown", text);
        await stage.StartBashAsync(Launch.Wrapper);
        await stage.TypeAsync($"clear; {interpreter} {script}\r");
        await stage.AssertSameScreenAsync($"\n{done}\n$");
    }
}
