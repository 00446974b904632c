namespace Godwit.Prediction.Tests;

/// <summary>Programs that are known by their names, or that draw in more than one piece. Between Godwits, RTT 200.</summary>
public sealed class ProgramTests(ITestOutputHelper log)
{
    private const int Rtt = 200;
    private const string Words = "the quick brown fox";

    [Fact]
    public void Program_ThatHidesTheCursorBeforeItWrites_KeepsTheTrust()
    {
        Rig? rig = null;
        string Answer(string input)
        {
            rig!.At(20, () => rig.Print(input + "\e[?25h"));
            return "\e[?25l";
        }

        rig = new Rig(new FakeProgram { Answer = Answer, Truth = () => Raw("editor") }, Rtt) { AnswersWithOutput = true };
        var typist = new Typist(rig);
        typist.Type(Words);
        rig.RunFor(1000);
        Assert.True(typist.Instant >= Words.Length - 3, $"{typist.Instant}");
        Assert.True(rig.Shown.ContentEquals(rig.ServerScreen));
    }

    [Fact]
    public void Key_ThatIsAnsweredWithNothing_IsTakenBackAtOnceAndEndsTheTrust()
    {
        bool echoes = true;
        var rig = new Rig(new FakeProgram { Answer = input => echoes ? input : "" }, Rtt);
        rig.TypeEach("abcd", 130);
        rig.RunFor(1000);
        echoes = false;
        rig.Type("s");
        Assert.Equal("abcds", rig.Line(0));
        rig.RunFor(Rtt + 51);
        Assert.Equal("abcd", rig.Line(0));
        rig.Samples.Add(one => Assert.Equal("abcd", one.Line(0)));
        rig.TypeEach("ecret", 130);
        rig.RunFor(1000);
        rig.TypeEach("more", 130);
    }

    [Fact]
    public void Pager_WhoseLastRowChanges_IsForeseen()
    {
        var pager = new PagerModel();
        var rig = new Rig(new FakeProgram { Start = pager.Start, Answer = pager.Answer, Truth = () => Raw("less") }, Rtt) { AnswersWithOutput = true };
        int instant = 0;
        foreach (char key in "jjj jjj")
        {
            string first = rig.Line(0);
            rig.Type(key.ToString());
            instant += rig.Line(0) != first ? 1 : 0;
            rig.RunFor(300);
        }

        Assert.Equal(6, instant);
        Assert.Equal(0, rig.Engine.Ledger.Misses);
    }

    [Fact]
    public void Vi_LineThatIsDeletedAndCommandLine_AreForeseen()
    {
        Rig rig = Vi();
        rig.TypeEach("jj", 130);
        rig.RunFor(500);
        rig.Type("d");
        Assert.Equal("line 3", rig.Line(2));
        rig.Type("d");
        Assert.Equal("line 4", rig.Line(2));
        Assert.Equal("~", rig.Line(22));
        rig.TypeEach(":q!", 10);
        Assert.Equal(":q!", rig.Line(23));
        rig.RunFor(1000);
        Assert.Equal(0, rig.Engine.Ledger.Misses);
        Assert.True(rig.Shown.ContentEquals(rig.ServerScreen));
    }

    [Fact]
    public void Vi_ColonBeforeAnyCommandWasSeen_IsNotShown()
    {
        Rig rig = Vi();
        rig.Samples.Add(one => Assert.True(one.Truth.ContentEquals(one.Shown)));
        rig.TypeEach(":secret", 10);
    }

    [Fact]
    public void Program_ThatTheShellBecame_IsKnownByItsName()
    {
        string name = "sh";
        var rig = new Rig(new FakeProgram { Answer = input => input == "\r" ? "\r\nline\r\n" : input, Truth = () => new() { IsKnown = true, Echo = true, IsCanonical = true, Name = name } }, Rtt);
        name = "cat";
        rig.Print("\e[H");
        rig.RunFor(Rtt);
        rig.TypeEach("line\r", 190);
        rig.Type("x");
        Assert.Equal("x", rig.Line(1));
    }

    [Fact]
    public void Prompt_InTheRowThatAnotherProgramHad_IsKnown()
    {
        Rig rig = Leave(stays: 500);
        rig.Type("l");
        Assert.Equal("$ l", rig.Line(23));
    }

    [Fact]
    public void Prompt_ThatHasNotStayed_MayBeTheAnswerOfAnotherLine()
    {
        Rig rig = Leave(stays: 200);
        rig.Type("l");
        Assert.Equal("$", rig.Line(23));
    }

    [Fact]
    public void Output_BehindWhatWasTyped_LosesOnlyTheKeysOnTheirWay()
    {
        int keys = 0;
        Rig? rig = null;
        string Answer(string input)
        {
            if (++keys % 8 == 0)
            {
                rig!.At(60, () => rig.Print("64 bytes from host\r\n"));
            }

            return input;
        }

        rig = new Rig(new FakeProgram { Answer = Answer }, Rtt);
        var typist = new Typist(rig);
        typist.Type(Words + Words);
        rig.RunFor(1000);
        log.WriteLine($"{typist.InstantShare}");
        Assert.True(typist.InstantShare >= 0.8, $"{typist.InstantShare}");
        Assert.True(rig.Shown.ContentEquals(rig.ServerScreen));
    }

    [Fact]
    public void Suggestion_ThatLooksLikeText_DoesNotMoveAndIsCredited()
    {
        var rig = new Rig(new FakeProgram { Start = "$ git status\e[1;3H", Answer = input => input }, Rtt);
        var typist = new Typist(rig);
        typist.Type("git stash");
        rig.RunFor(1000);
        Assert.True(typist.Instant >= 7, $"{typist.Instant}");
        Assert.Equal(2, typist.Rewritten);
        Assert.Equal("$ git stashs", rig.Line(0));
    }

    // A shell, a program with the whole screen, and the shell again, in the row where the program had its command line.
    private static Rig Leave(int stays)
    {
        string Answer(string input) => input switch
        {
            "\r" => "\e[2J\e[1;1Htext\e[24;1H:",
            "\x04" => "\r\e[K$ ",
            _ => input,
        };
        var rig = new Rig(new FakeProgram { Start = "$ ", Answer = Answer }, Rtt);
        rig.TypeEach("vi", 130);
        rig.RunFor(1000);
        rig.Type("\r");
        rig.RunFor(1000);
        rig.Type("\x04");
        rig.RunFor(Rtt + 50 + stays);
        return rig;
    }

    private static Rig Vi()
    {
        string lines = string.Join("\r\n", Enumerable.Range(1, 10).Select(number => $"line {number}"));
        string fillers = string.Concat(Enumerable.Repeat("\r\n~", 13));
        int deletions = 0;
        string Answer(string input) => input switch
        {
            "j" => "\e[B",
            "d" => ++deletions % 2 == 0 ? "\e[1;23r\e[3;1H\e[M\e[23;1H~\e[r\e[3;1H" : "",
            ":" => "\e[24;1H\e[K:",
            _ => input,
        };
        return new Rig(new FakeProgram { Start = $"{lines}{fillers}\e[H", Answer = Answer, Truth = () => Raw("vim") }, Rtt);
    }

    private static TruthAtServer Raw(string name) => new() { IsKnown = true, Name = name };
}
