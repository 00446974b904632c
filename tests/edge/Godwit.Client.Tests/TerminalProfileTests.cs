using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Godwit.Display;
using Godwit.Terminal;

namespace Godwit.Client.Tests;

/// <summary>With the entries of the installed terminfo database: what a terminal of each type is sent.</summary>
public sealed partial class TerminalProfileTests
{
    private static readonly int[] Modes = [1, 5, 25, 66, 1000, 1002, 1003, 1004, 1006, 1007, 1016, 2004];

    private static readonly TerminalAnswers All = new() { IsFenced = true, SynchronizedOutput = true, MousePixels = true, KittyKeyboard = true, SchemeReports = true };

    /// <summary>A session that uses everything, drawn for each type: nothing but what the type's own documentation lists.</summary>
    [Theory]
    [InlineData("vt100", """^(\e\[[\d;]*H|\e\[[\d;]*r|\e\[[ABCD]|\e\[\d+[ABCD]|\e\[[0-2]?[JK]|\e\[(0|1|4|5|7|8|;)*m|\e[M=>]|\e\[\?[15-7](;[15-7])*[hl])$""")]
    [InlineData("vt220", """^(\e\[[\d;]*H|\e\[[\d;]*r|\e\[\d*[ABCDXLM]|\e\[[0-2]?[JK]|\e\[(0|1|4|5|7|8|2[24578]|;)*m|\e[M=>]|\e\[4l|\e\[\?([15-7]|25)(;([15-7]|25))*[hl])$""")]
    [InlineData("linux", """^(\e\[[\d;]*H|\e\[[\d;]*r|\e\[\d*[ABCDGdXLM]|\e\[[0-2]?[JK]|\e\[([01245789]|2[1-9]|[34][0-79]|;)*m|\e[M=>]|\e\[4l|\e\[\?[\d;]+[hl])$""")]
    [InlineData("xterm-mono", """^(\e\[[\d;]*H|\e\[[\d;]*r|\e\[\d*[ABCDGdXLMST]|\e\[[0-2]?[JK]|\e\[(0|1|4|5|7|8|;)*m|\e[M=>]|\e\[4l|\e\[\?[\d;]+[hl]|\e\][012];[^\a]*\a|\e\[2[23];0t|\e\]52;c;[^\a]*\a)$""")]
    [InlineData("xterm-16color", """^(\e\[[\d;]*H|\e\[[\d;]*r|\e\[\d*[ABCDGdXLMST]|\e\[[0-2]?[JK]|\e\[([0-57-9]|2[1-9]|[349][0-79]|10[0-7]|;)*m|\e[M=>]|\e\[4l|\e\[\?[\d;]+[hl]|\e\][012];[^\a]*\a|\e\[2[23];0;?0?t|\e\[\d? q|\e\]52;c;[^\a]*\a)$""")]
    [InlineData("screen", """^(\e\[[\d;]*H|\e\[[\d;]*r|\e\[\d*[ABCDGdLMST]|\e\[[0-2]?[JK]|\e\[([0124578]|2[1-8]|[34][0-79]|;)*m|\e[M=>]|\e\[4l|\e\[\?[\d;]+[hl]|\e\][012];[^\a]*\a|\e\[2[23];0t)$""")]
    public void Write_EverythingForAType_OnlyWhatTheTypeKnows(string term, string known)
    {
        TerminfoEntry entry = TerminfoEntry.Load(term, Environment.GetEnvironmentVariable)!;
        TerminalProfile profile = TerminalProfile.Of(entry, Settings(term), TerminalAnswers.None);
        string written = WriteSession(profile);
        var seen = new HashSet<string>();
        foreach (Match one in Sequence().Matches(written))
        {
            Assert.True(Regex.IsMatch(one.Value, known), $"{term} is sent {one.Value.Replace("\e", "ESC", StringComparison.Ordinal)}");
            seen.Add(one.Value);
        }

        Assert.True(seen.Count > 10, "the session was drawn");
        string rest = Sequence().Replace(written, "");
        Assert.DoesNotContain('\e', rest);
    }

    [Theory]
    [InlineData("vt100", "", null, ColorDepth.Monochrome)]
    [InlineData("xterm-mono", "", null, ColorDepth.Monochrome)]
    [InlineData("linux", "", null, ColorDepth.Ansi8)]
    [InlineData("xterm", "", null, ColorDepth.Ansi8)]
    [InlineData("xterm-16color", "", null, ColorDepth.Ansi16)]
    [InlineData("xterm-256color", "", null, ColorDepth.Indexed256)]
    [InlineData("xterm-256color", "", "truecolor", ColorDepth.Rgb)]
    [InlineData("xterm-256color", "", "24bit", ColorDepth.Rgb)]
    [InlineData("xterm-256color", "", "1", ColorDepth.Indexed256)]
    [InlineData("xterm-256color", "XTerm(379)", null, ColorDepth.Rgb)]
    [InlineData("xterm-256color", "somebody 1.0", null, ColorDepth.Indexed256)]
    [InlineData("tmux-256color", "tmux 3.3a", null, ColorDepth.Rgb)]
    [InlineData("vt100", "", "truecolor", ColorDepth.Monochrome)]
    public void Of_Colors_OnlyWhatSomethingSays(string term, string version, string? colorTerm, ColorDepth depth)
    {
        TerminfoEntry entry = TerminfoEntry.Load(term, Environment.GetEnvironmentVariable)!;
        TerminalProfile profile = TerminalProfile.Of(entry, Settings(term) with { ColorTerm = colorTerm }, TerminalAnswers.None with { Version = version });
        Assert.Equal(depth, profile.Capabilities.Colors);
    }

    [Fact]
    public void Of_NothingAnswered_NothingThatIsOnlyHopedFor()
    {
        TerminfoEntry entry = TerminfoEntry.Load("xterm-256color", Environment.GetEnvironmentVariable)!;
        DisplayCapabilities capabilities = TerminalProfile.Of(entry, Settings("xterm-256color"), TerminalAnswers.None).Capabilities;
        Assert.False(capabilities.SynchronizedOutput || capabilities.KittyKeyboard || capabilities.MousePixels || capabilities.UnderlineKinds
            || capabilities.Hyperlinks || capabilities.Overline || capabilities.Progress || capabilities.DynamicColors);
        Assert.True(capabilities.Italic && capabilities.InputModes && capabilities.CursorVisibility && capabilities.AttributeEnds && capabilities.CursorShape);
    }

    [Fact]
    public void Of_RichTerminal_EverythingItHas()
    {
        TerminfoEntry entry = TerminfoEntry.Load("xterm-256color", Environment.GetEnvironmentVariable)!;
        DisplayCapabilities capabilities = TerminalProfile.Of(entry, Settings("xterm-256color"), All with { Version = "WezTerm 20240203-110809-5046fc22" }).Capabilities;
        Assert.True(capabilities.SynchronizedOutput && capabilities.KittyKeyboard && capabilities.MousePixels && capabilities.UnderlineKinds
            && capabilities.UnderlineColor && capabilities.Hyperlinks && capabilities.Overline && capabilities.Progress && capabilities.DynamicColors);
    }

    [Theory]
    [InlineData("dumb", null, "None")]
    [InlineData("vt100", null, "None")]
    [InlineData("linux", null, "None")]
    [InlineData("", null, "None")]
    [InlineData("screen-256color", null, "Basic")]
    [InlineData("screen.xterm-256color", null, "Basic")]
    [InlineData("xterm-256color", "Apple_Terminal", "Basic")]
    [InlineData("xterm-256color", "iTerm.app", "Full")]
    [InlineData("tmux-256color", "tmux", "Full")]
    [InlineData("foot", null, "Full")]
    public void LevelOf_Type_AsMuchAsItTakes(string term, string? program, string level) => Assert.Equal(level, $"{ProbeQueries.LevelOf(term, program)}");

    [Fact]
    public void Of_Questions_EndWithTheFence()
    {
        Assert.True(ProbeQueries.Of(ProbeLevel.None).IsEmpty);
        Assert.EndsWith("\e[c", Encoding.ASCII.GetString(ProbeQueries.Of(ProbeLevel.Basic)), StringComparison.Ordinal);
        Assert.EndsWith("\e[c", Encoding.ASCII.GetString(ProbeQueries.Of(ProbeLevel.Full)), StringComparison.Ordinal);
    }

    /// <summary>Our own emulator is the user's terminal: it answers what it knows, and every answer is understood.</summary>
    [Fact]
    public void Of_Questions_OurOwnEmulatorAnswers()
    {
        var emulator = new Emulator(80, 24, new EmulatorOptions());
        emulator.Write(ProbeQueries.Of(ProbeLevel.Full));
        var probe = new TerminalProbe(ProbeLevel.Full, new Transport.Instant(0));
        ReadOnlySpan<byte> replies = emulator.Replies;
        Assert.Equal(0, probe.Feed(new Transport.Instant(1), replies, new byte[replies.Length + TerminalProbe.HeldMax]));
        Assert.True(probe.Answers.IsFenced);
        Assert.True(probe.Answers.SynchronizedOutput);
        Assert.NotEqual("", probe.Answers.Version);
    }

    [Fact]
    public void FactsOf_Answers_AsTheServerNeedsThem()
    {
        var answers = new TerminalAnswers { Background = Color.Rgb(253, 246, 227), Window = (800, 480), KittyKeyboard = true };
        TerminalFacts facts = TerminalProfile.FactsOf(Settings("xterm") with { MayReadClipboard = true }, answers, 80, 24);
        Assert.Equal((ColorScheme.Light, 10, 20), (facts.ColorScheme, facts.CellWidth, facts.CellHeight));
        Assert.True(facts.KittyKeyboard && facts.ClipboardRead);
        Assert.Equal(ColorScheme.Dark, TerminalProfile.FactsOf(Settings("xterm"), answers with { Background = Color.Rgb(0, 43, 54) }, 80, 24).ColorScheme);
        Assert.Equal(ColorScheme.Dark, TerminalProfile.FactsOf(Settings("xterm"), answers with { Scheme = ColorScheme.Dark }, 80, 24).ColorScheme);
        Assert.Equal(TerminalFacts.Unknown, TerminalProfile.FactsOf(Settings("xterm"), TerminalAnswers.None, 80, 24));
        Assert.True(TerminalProfile.FactsOf(Settings("xterm") with { AmbiguousIsWide = true }, TerminalAnswers.None, 80, 24).AmbiguousIsWide);
    }

    private static ClientSettings Settings(string term) => new() { Address = "", Port = 1, Key = "", Term = term };

    private static string WriteSession(TerminalProfile profile)
    {
        var output = new ArrayBufferWriter<byte>();
        var emulator = new Emulator(40, 12, new EmulatorOptions());
        var writer = new FrameWriter();
        Screen? shown = null;
        TerminalSession.WriteOpen(profile.Start.Span, profile.Capabilities, output);
        int start = profile.Start.Length;
        var random = new Random(5);
        for (int frame = 0; frame < 400; frame++)
        {
            emulator.Write(Encoding.UTF8.GetBytes(SomeOutput(random)));
            Screen wanted = emulator.Screen.Snapshot();
            writer.Write(shown, wanted, profile.Capabilities, output);
            shown = wanted;
        }

        TerminalSession.WriteClose(default, profile.Capabilities, shown, output);

        // The start string is the terminal's own.
        return Encoding.UTF8.GetString(output.WrittenSpan[start..]);
    }

    private static string SomeOutput(Random random) => random.Next(14) switch
    {
        0 => $"\e[{random.Next(256)}m",
        1 => $"\e[38;5;{random.Next(256)}mtext\e[48;2;{random.Next(256)};9;{random.Next(256)}mmore",
        2 => $"\e[4:{random.Next(6)};58;2;1;2;3munder\e[0m",
        3 => $"\e[{random.Next(1, 13)};{random.Next(1, 41)}H",
        4 => "\e[1;2;3;4;5;7;8;9;53mall\e[m plain \e[31mred",
        5 => $"\e[{random.Next(1, 6)};{random.Next(7, 13)}r\e[{random.Next(1, 4)}S\e[{random.Next(1, 3)}T\e[r",
        6 => "\e[K\e[5X\e[2L\e[M",
        7 => $"\e[?{Modes[random.Next(Modes.Length)]}{"hl"[random.Next(2)]}",
        8 => "\e]0;title\a\e]8;;http://h/\alink\e]8;;\a",
        9 => $"\e[{random.Next(7)} q\e=",
        10 => "\e[0;1mbold\e[4mboth\e[24mbold\e[5;7mmore\e[27mless\e[25;22mplain\e[41m\e[J\r\n\n",
        11 => "\e]52;c;aGk=\a",
        12 => "\e]11;#102030\a\e]4;1;#ff0000\a\e]9;4;1;50\a\e[>1u\e[>4;2m",
        _ => "some words é 漢 and more\r\n",
    };

    [GeneratedRegex(@"\e\[[?>=<]?[\d;:]*[ $]?[@-~]|\e\][^\a]*\a|\e[^\[\]]")]
    private static partial Regex Sequence();
}
