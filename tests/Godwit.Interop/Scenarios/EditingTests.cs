using System.Security.Cryptography;
using System.Text;
using Godwit.Interop.Harness;

namespace Godwit.Interop.Scenarios;

/// <summary>Typing at a shell, and a paste that has to arrive whole.</summary>
public sealed class EditingTests
{
    private const int PasteBytes = 1_000_000;

    [Theory]
    [MemberData(nameof(Matrix.OursOnBothFamilies), MemberType = typeof(Matrix))]
    public async Task Bash_LineEditing_EqualsDirect(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await EditLinesAsync(stage, Launch.Wrapper);
    }

    [Theory]
    [MemberData(nameof(Matrix.Ours), MemberType = typeof(Matrix))]
    public async Task Bash_LineEditingWithPredictionAlways_EqualsDirect(Pair pair, Family family)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        await EditLinesAsync(stage, Launch.Wrapper with { WrapperOptions = ["--predict=always"] });
    }

    [Theory]
    [MemberData(nameof(Matrix.OursAndStock), MemberType = typeof(Matrix))]
    public Task Cat_PasteOfOneMegabyteOfText_ArrivesByteExact(Pair pair, Family family) => PasteAsync(pair, family, Fixtures.Prose(PasteBytes / 20));

    /// <summary>
    /// Text that does not compress makes one instruction of some 700 datagrams. Stock sends them in one burst, which overflows the
    /// receiving socket each time anew: stock against stock never gets it across.
    /// </summary>
    [Theory]
    [MemberData(nameof(Matrix.OursAlone), MemberType = typeof(Matrix))]
    public Task Cat_PasteOfOneMegabyteOfNoise_ArrivesByteExact(Pair pair, Family family) => PasteAsync(pair, family, NoiseText());

    private static async Task PasteAsync(Pair pair, Family family, string text)
    {
        await using Stage stage = await Stage.OpenAsync(pair, family);
        string sent = stage.Folder.Write("pasted", text[..(PasteBytes - 1)] + "\n");
        await stage.ConnectAsync(Launch.Wrapper, Fixtures.Bash(stage.Folder));
        await stage.AwaitPromptAsync();
        await stage.TypeAsync("echo cat begins; cat >received; echo cat ended\r");
        await stage.AwaitTextAsync("\ncat begins");
        await stage.Mosh.Terminal.PasteAsync(sent);
        string received = Path.Combine(stage.Folder.Home, "received");
        await Wait.UntilAsync(
            "the whole paste is in the file",
            () => Task.FromResult(new FileInfo(received) is { Exists: true, Length: >= PasteBytes }),
            async () => $"{new FileInfo(received).Length} of {PasteBytes} octets.\n{await stage.Mosh.Terminal.CaptureAsync()}\n{stage.Folder.LogTails()}",
            TimeSpan.FromSeconds(90));
        // End of file, at the start of a line.
        await stage.TypeAsync("\u0004");
        await stage.AwaitTextAsync("\ncat ended");
        Assert.Equal(PasteBytes, new FileInfo(received).Length);
        Assert.Equal(await HashAsync(sent), await HashAsync(received));
    }

    private static async Task<string> HashAsync(string file) =>
        Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));

    private static async Task EditLinesAsync(Stage stage, Launch launch)
    {
        await File.WriteAllTextAsync(Path.Combine(stage.Folder.Home, "completed-name"), "", TestContext.Current.CancellationToken);
        await stage.StartBashAsync(launch);
        await stage.TypeAsync("echo one two threx");
        await stage.PressAsync("BSpace");
        await stage.TypeAsync("e");
        await stage.AssertSameScreenAsync("$ echo one two three");

        // In the middle of the line, by words, and from the start.
        await stage.PressAsync("Left", "Left", "Left", "Left", "Left");
        await stage.TypeAsync("and a half");
        await stage.PressAsync("C-w");
        await stage.TypeAsync("quarter ");
        await stage.AssertSameScreenAsync("$ echo one two and a quarter three");
        await stage.PressAsync("C-a", "Right", "Right", "Right", "Right", "C-k", "C-y", "C-e");
        await stage.TypeAsync(" four\r");
        await stage.AssertSameScreenAsync("\none two and a quarter three four\n$");

        // A line longer than the terminal, edited across the wrap, then cut.
        await stage.TypeAsync($"echo {new string('x', 70)} {new string('y', 40)}");
        await stage.PressAsync("C-a", "Right", "Right", "Right", "Right");
        await stage.TypeAsync(" inserted");
        await stage.AssertSameScreenAsync("echo inserted");
        await stage.PressAsync("C-e", "C-u");
        await stage.AssertSameScreenAsync("an empty line", screen => screen.CursorRowIs(Fixtures.Prompt) && !screen.Shows("yyy"));

        // Search in the history, completion, a line from the history changed.
        await stage.PressAsync("C-r");
        await stage.TypeAsync("quarter");
        await stage.AssertSameScreenAsync("(reverse-i-search)`quarter': echo one");
        await stage.PressAsync("C-g");
        await stage.TypeAsync("ls completed-na\tX\r");
        await stage.AssertSameScreenAsync("\ncompleted-name\n$");
        await stage.PressAsync("Up", "Up", "C-a");
        await stage.TypeAsync(": ");
        await stage.AssertSameScreenAsync("$ : echo one two");
        await stage.PressAsync("C-c");
        await stage.AssertSameScreenAsync("^C");
    }

    /// <summary>Seeded printable lines, none longer than a terminal's line buffer takes.</summary>
    private static string NoiseText()
    {
        var random = new Random(7);
        var text = new StringBuilder(PasteBytes);
        while (text.Length < PasteBytes)
        {
            int length = random.Next(20, 120);
            for (int i = 0; i < length; i++)
            {
                text.Append((char)random.Next(' ', '~' + 1));
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
