namespace Godwit.Prediction.Tests;

/// <summary>The scenarios of spec 07 section 9 as models, with the targets of its section 10. Stock server, RTT 200, a key each 130 ms.</summary>
public sealed class ScenarioTests(ITestOutputHelper log)
{
    private const int Rtt = 200;
    private const string Words = "the quick brown fox jumps over it";

    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(30, 0.9)]
    [InlineData(70, 0.85)]
    [InlineData(120, 0.85)]
    [InlineData(300, 0.8)]
    public void Echo_AfterSomeTime_IsForeseen(int latency, double share)
    {
        var rig = new Rig(FakeProgram.Echo(latency), Rtt);
        Typist typist = Run(rig, one => one.Type(Words));
        Assert.True(typist.InstantShare >= share, $"{typist.InstantShare}");
        Assert.True(typist.Rewritten <= 2, $"{typist.Rewritten}");
    }

    [Fact]
    public void Insertion_InTheMiddleOfALine_IsForeseen()
    {
        var model = new LineModel { Prompt = "" };
        model.Preset("some words that stand here already", 5);
        Typist typist = Run(RigOf(model), one => one.Type("sixteen letters "));
        Assert.True(typist.InstantShare >= 0.8, $"{typist.InstantShare}");
    }

    [Fact]
    public void Text_BehindABorder_Stays()
    {
        var screen = new System.Text.StringBuilder("\x1b[2J");
        for (int row = 1; row <= 24; row++)
        {
            screen.Append($"\x1b[{row};41H│ other pane {row}");
        }

        var program = new FakeProgram { Answer = input => input, Start = screen + "\x1b[5;1H$ " };
        Typist typist = Run(new Rig(program, Rtt), one => one.Type(Words));
        Assert.True(typist.InstantShare >= 0.85, $"{typist.InstantShare}");
        Assert.True(typist.Rewritten <= 5, $"{typist.Rewritten}");
    }

    [Fact]
    public void Text_AtTheRightMargin_Stays()
    {
        Typist typist = Run(RigOf(new LineModel { RightText = "[main] 12:34" }), one => one.Type("git commit --all"));
        Assert.True(typist.InstantShare >= 0.8, $"{typist.InstantShare}");
        Assert.True(typist.Rewritten <= 5, $"{typist.Rewritten}");
    }

    [Fact]
    public void Suggestion_ThatMatches_IsCredited()
    {
        const string Line = "git commit --all";
        var model = new LineModel { Ghost = typed => Line.StartsWith(typed, StringComparison.Ordinal) ? Line[typed.Length..] : "" };
        Typist typist = Run(RigOf(model), one => one.Type(Line));
        Assert.True(typist.InstantShare >= 0.85, $"{typist.InstantShare}");
        Assert.True(typist.Rewritten <= 2, $"{typist.Rewritten}");
    }

    [Fact]
    public void Suggestion_ThatDiffers_IsWrittenOver()
    {
        var model = new LineModel { Ghost = typed => typed.Length < 40 ? "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"[typed.Length..] : "" };
        Typist typist = Run(RigOf(model), one => one.Type(Words));
        Assert.True(typist.InstantShare >= 0.85, $"{typist.InstantShare}");
        Assert.True(typist.Rewritten <= Words.Length + 20, $"{typist.Rewritten}");
    }

    [Fact]
    public void CjkText_IsForeseen()
    {
        Typist typist = Run(new Rig(FakeProgram.Echo(), Rtt), one => one.Type("漢字かな交じり文を入力する試験"));
        Assert.True(typist.InstantShare >= 0.85, $"{typist.InstantShare}");
        Assert.Equal(0, typist.Rewritten);
    }

    [Fact]
    public void Shell_ThreeCommands_AreForeseen()
    {
        Typist typist = Run(RigOf(new LineModel()), one =>
        {
            foreach (string command in (ReadOnlySpan<string>)["echo one two", "ls -l /tmp/x", "cat some.txt"])
            {
                one.Type(command + "\r");
            }
        });
        Assert.True(typist.InstantShare >= 0.65, $"{typist.InstantShare}");
        Assert.Equal(0, typist.Rewritten);
    }

    [Fact]
    public void Shell_AtTheBottom_IsForeseenLikewise()
    {
        var model = new LineModel();
        Typist typist = Run(RigOf(model, start: "\x1b[24;1H"), one =>
        {
            foreach (string command in (ReadOnlySpan<string>)["echo one two", "ls -l /tmp/x", "cat some.txt"])
            {
                one.Type(command + "\r");
            }
        });
        Assert.True(typist.InstantShare >= 0.65, $"{typist.InstantShare}");
    }

    [Fact]
    public void Output_UnderTheTyping_ScrollsThePredictionsAlong()
    {
        var rig = new Rig(new FakeProgram { Answer = input => input, Start = "\x1b[24;1H$ " }, Rtt);
        for (int i = 1; i < 20; i++)
        {
            int number = i;
            rig.At(i * 333, () => rig.Print($"\r\n64 bytes from host: seq={number}\r\n"));
        }

        Typist typist = Run(rig, one => one.Type(Words));
        Assert.True(typist.InstantShare >= 0.8, $"{typist.InstantShare}");
    }

    [Fact]
    public void Line_ThatScrolledUpWhole_KeepsItsPredictions()
    {
        var rig = new Rig(new FakeProgram { Answer = input => input, Start = "\x1b[10;1H$ " }, Rtt);
        for (int i = 1; i < 5; i++)
        {
            // The program's window scrolls with the cursor's line in it.
            rig.At(i * 700, () => rig.Print("\e7\e[24;1H\n\e8\e[A"));
        }

        Typist typist = Run(rig, one => one.Type(Words));
        Assert.True(typist.InstantShare >= 0.9, $"{typist.InstantShare}");
        Assert.Equal(0, rig.Engine.Ledger.Misses);
    }

    [Fact]
    public void Line_AtTheRightMargin_GoesOnInTheNextRow()
    {
        var rig = new Rig(new FakeProgram { Answer = input => input, Start = "\x1b[10;60H" }, Rtt);
        Typist typist = Run(rig, one => one.Type(Words));
        Assert.True(typist.InstantShare >= 0.9, $"{typist.InstantShare}");
        Assert.Equal(0, rig.Engine.Ledger.Misses);
    }

    [Fact]
    public void Line_WrappedAsReadlineDoes_GoesOnInTheNextRow()
    {
        int column = 60;
        string Echo(string input)
        {
            column += input.Length;
            return column == 80 ? input + " \r" : input;
        }

        var rig = new Rig(new FakeProgram { Answer = Echo, Start = "\x1b[10;61H" }, Rtt);
        Typist typist = Run(rig, one => one.Type(Words));
        Assert.True(typist.InstantShare >= 0.9, $"{typist.InstantShare}");
        Assert.Equal(0, rig.Engine.Ledger.Misses);
    }

    [Fact]
    public void CtrlLeft_IsNotALeft()
    {
        var model = new LineModel();
        var rig = RigOf(model);
        rig.TypeEach("echo ab cd", 130);
        rig.RunFor(500);
        rig.Samples.Add(one => Assert.DoesNotContain("Xd", one.Line(0)));
        rig.Type("\x1b[1;5D");
        rig.RunFor(50);
        rig.Type("X");
        rig.RunFor(1000);
        Assert.EndsWith("echo ab Xcd", rig.Line(0));
    }

    [Fact]
    public void FocusAndMouseReports_ChangeNothing()
    {
        var program = new FakeProgram { Answer = input => input[0] == '\x1b' ? "" : input };
        Typist typist = Run(new Rig(program, Rtt), one =>
        {
            foreach (char c in Words)
            {
                one.Type(c.ToString());
                one.Key("\x1b[I", 0);
                one.Key("\x1b[<0;10;10M", 0);
                one.Key("\x1b[O", 0);
                one.Key("\x1b[M !!", 0);
            }
        });
        Assert.True(typist.Instant >= 0.9 * Words.Length, $"{typist.Instant}");
    }

    private static Rig RigOf(LineModel model, string start = "") => new(new FakeProgram { Answer = model.Answer, Start = start + model.Start }, Rtt);

    private Typist Run(Rig rig, Action<Typist> typing)
    {
        var typist = new Typist(rig);
        typing(typist);
        rig.RunFor(2000);
        PredictionLedger ledger = rig.Engine.Ledger;
        log.WriteLine($"instant {typist.Instant}/{typist.Characters}, rewritten {typist.Rewritten}, hits {ledger.Hits}, misses {ledger.Misses}, not shown {ledger.NotShown}, unseen {ledger.Unseen}, wrong {ledger.WrongVisibleMs} ms");
        Assert.True(rig.Shown.ContentEquals(rig.ServerScreen), "the final screen is the server's");
        return typist;
    }
}
