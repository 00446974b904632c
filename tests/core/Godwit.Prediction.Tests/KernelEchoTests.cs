namespace Godwit.Prediction.Tests;

/// <summary>Between Godwits the server tells what the kernel does with keys.</summary>
public sealed class KernelEchoTests
{
    private const int Rtt = 200;

    [Fact]
    public void Line_OfAReader_IsShownFromItsFirstKeyOn()
    {
        var kernel = new KernelModel("cat");
        var rig = new Rig(kernel.Program, Rtt);
        foreach (string text in (ReadOnlySpan<string>)["first line", "second", "third"])
        {
            foreach (char key in text)
            {
                rig.Type(key.ToString());
                Assert.True(rig.Shown.CursorColumn > 0);
                rig.RunFor(60);
            }

            Assert.Equal(text, rig.Line(rig.Shown.CursorRow));
            rig.Type("\r");
            Assert.Equal(0, rig.Shown.CursorColumn);
        }

        rig.RunFor(1000);
        Assert.Equal(0, rig.Engine.Ledger.Misses);
        Assert.Equal(0, rig.Engine.Ledger.NotShown);
    }

    [Fact]
    public void EditingKeys_OfTheKernel_AreForeseen()
    {
        var rig = new Rig(new KernelModel("cat").Program, Rtt);
        rig.Type("one two three");
        Assert.Equal("one two three", rig.Line(0));
        rig.Type("\x7f");
        Assert.Equal("one two thre", rig.Line(0));
        rig.Type("\x17");
        Assert.Equal("one two", rig.Line(0));
        Assert.Equal(8, rig.Shown.CursorColumn);
        rig.Type("\x15");
        Assert.Equal("", rig.Line(0));
        rig.Type("\x7f");
        Assert.Equal(0, rig.Shown.CursorColumn);
        rig.RunFor(1000);
        Assert.Equal(0, rig.Engine.Ledger.Misses);
    }

    [Fact]
    public void SecondLine_OfAnUnknownProgram_WaitsUntilItIsClearThatItIsShown()
    {
        var rig = new Rig(new KernelModel("program").Program, Rtt);
        rig.RunFor(1500);
        rig.Type("user");
        Assert.Equal("user", rig.Line(0));
        rig.Type("\r");
        rig.Type("secret");
        Assert.Equal("", rig.Line(1));
        rig.RunFor(3000);
        rig.Type("x");
        Assert.Equal("secretx", rig.Line(1));
        rig.Type("\r");
        rig.RunFor(2000);
        rig.Type("third\r");
        rig.Type("f");
        Assert.Equal("f", rig.Line(3));
    }

    [Fact]
    public void Line_AtTheBottomWhoseAnswerLeavesTheCursorWhereItWas_IsNotShownForEver()
    {
        // A shell without a line editor: the kernel echoes the line, and the prompt comes again in the same place.
        var truth = new TruthAtServer { IsKnown = true, Echo = true, IsCanonical = true, Erase = 0x7F, ForegroundChanges = 1, Name = "dash" };
        var program = new FakeProgram { Answer = input => input.Replace("\r", "\r\nanswer\r\n$ ", StringComparison.Ordinal), Start = "\e[24;1H$ ", Truth = () => truth };
        var rig = new Rig(program, 4);
        rig.RunFor(2000);
        for (int i = 0; i < 4; i++)
        {
            rig.Type("echo\r");
            rig.Type("next");
            rig.RunFor(700);
            Assert.True(rig.Shown.ContentEquals(rig.ServerScreen), $"line {i}: {rig.Line(22)} / {rig.Line(23)}");
            rig.Type("\r");
            rig.RunFor(700);
            Assert.True(rig.Shown.ContentEquals(rig.ServerScreen), $"line {i}: {rig.Line(22)} / {rig.Line(23)}");
        }
    }

    [Fact]
    public void FirstKey_OfAProgramThatHides_IsNeverShown()
    {
        var kernel = new KernelModel("sudo") { Echo = false };
        var rig = new Rig(kernel.Program, Rtt);
        rig.Samples.Add(one => Assert.DoesNotContain('s', one.Line(0)));
        rig.TypeEach("sssss", 400);
        kernel.Echo = true;
        rig.Print("\r\nSorry, try again.\r\n");
        rig.RunFor(3000);
        rig.TypeEach("sss", 100);
    }

    private sealed class KernelModel(string name)
    {
        private int column;

        public bool Echo { get; set; } = true;

        public FakeProgram Program => new() { Answer = Answer, Truth = Truth };

        private TruthAtServer Truth() => new() { IsKnown = true, Echo = Echo, IsCanonical = true, Erase = 0x7F, WordErase = 0x17, Kill = 0x15, ForegroundChanges = 1, Name = name };

        private string Answer(string input) => !Echo ? "" : string.Concat(input.Select(Answer));

        private string Answer(char key)
        {
            int before = column;
            switch (key)
            {
                case '\r':
                    column = 0;
                    return "\r\n";
                case '\x7f':
                    column = Math.Max(0, column - 1);
                    break;
                case '\x17':
                    column = column > 8 ? 8 : 0;
                    break;
                case '\x15':
                    column = 0;
                    break;
                default:
                    column++;
                    return key.ToString();
            }

            return string.Concat(Enumerable.Repeat("\b \b", before - column));
        }
    }
}
