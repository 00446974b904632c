using System.Text;
using Godwit.Terminal;

namespace Godwit.Cli.Demo.Tests;

public sealed class DemoTypistTests
{
    private const long Pace = 100_000;

    private readonly Emulator terminal = new(DemoScript.Columns, DemoScript.Rows, EmulatorOptions.Server);

    [Fact]
    public void Next_NoPrompt_Waits()
    {
        DemoTypist typist = Typist(new DemoStep(DemoStepKind.Type, "ab"));
        Assert.Equal("Wait", Next(typist, 0));
        Show("godwit$ x");
        Assert.Equal("Wait", Next(typist, 1));
        Show("\r\nwarning\r\ngodwit$ ");
        Assert.Equal("Press a", Next(typist, 2));
    }

    [Fact]
    public void Next_Letters_AreTypedAtThePaceWithoutWaitingForTheEcho()
    {
        DemoTypist typist = Typist(new DemoStep(DemoStepKind.Type, "ab"));
        Show("godwit$ ");
        Assert.Equal("Press a", Next(typist, 0));
        Assert.Equal("Wait", Next(typist, Pace - 1));
        Assert.Equal(Pace, typist.NextDue);
        Assert.Equal("Press b", Next(typist, Pace));
        Assert.Equal(2, typist.MeasuredKeys);
        Assert.Empty(typist.Latencies);
    }

    [Fact]
    public void Latencies_OfLetters_AreFromThePressToTheScreen()
    {
        DemoTypist typist = Typist(new DemoStep(DemoStepKind.Type, "ab"));
        Show("godwit$ ");
        Next(typist, 0);
        Next(typist, Pace);
        Show("a");
        Next(typist, Pace + 7);
        Show("b");
        Next(typist, Pace + 50);
        Assert.Equal([Pace + 7, 50], typist.Latencies);
    }

    [Fact]
    public void Latencies_OfABlank_NeedTheCursorToMove()
    {
        DemoTypist typist = Typist(new DemoStep(DemoStepKind.Type, " "));
        Show("godwit$ ");
        Next(typist, 0);
        Next(typist, 5);
        Assert.Empty(typist.Latencies);
        Show(" ");
        Next(typist, 9);
        Assert.Equal([9], typist.Latencies);
    }

    [Fact]
    public void Latencies_WrongLetter_DoesNotCount()
    {
        DemoTypist typist = Typist(new DemoStep(DemoStepKind.Type, "a"));
        Show("godwit$ ");
        Next(typist, 0);
        Show("b");
        Next(typist, 5);
        Assert.Empty(typist.Latencies);
        Assert.Contains("'a'", typist.Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_RubOut_WaitsForTheEchoBeforeAndAfter()
    {
        DemoTypist typist = Typist(
            new DemoStep(DemoStepKind.Type, "ab"), new DemoStep(DemoStepKind.RubOut, "\u007f", 1), new DemoStep(DemoStepKind.Type, "c"));
        Show("godwit$ ");
        Next(typist, 0);
        Next(typist, Pace);
        Show("a");
        Assert.Equal("Wait", Next(typist, 3 * Pace));
        Show("b");
        Assert.Equal("Press \u007f", Next(typist, 4 * Pace));
        Show("\b");
        Assert.Equal("Wait", Next(typist, 6 * Pace));
        Show(" \b");
        Assert.Equal("Press c", Next(typist, 7 * Pace));
        Assert.Equal(3 * Pace, typist.Latencies[2]);
    }

    [Fact]
    public void Next_Enter_WaitsForTheEchoAndThenForThePrompt()
    {
        DemoTypist typist = Typist(new DemoStep(DemoStepKind.Type, "a"), new DemoStep(DemoStepKind.Enter));
        Show("godwit$ ");
        Next(typist, 0);
        Assert.Equal("Wait", Next(typist, Pace));
        Show("a");
        Assert.Equal("Press \r", Next(typist, 2 * Pace));
        Assert.Equal("Wait", Next(typist, 3 * Pace));
        Show("\r\noutput");
        Assert.Equal("Wait", Next(typist, 4 * Pace));
        Show("\r\ngodwit$ ");
        Assert.Equal("Finish", Next(typist, 5 * Pace));
        Assert.True(typist.IsFinished);
        Assert.Single(typist.Latencies);
    }

    [Fact]
    public void Next_Roam_ComesWhileLettersAreUnderWay()
    {
        DemoTypist typist = Typist(new DemoStep(DemoStepKind.Type, "a"), new DemoStep(DemoStepKind.Roam), new DemoStep(DemoStepKind.Type, "b"));
        Show("godwit$ ");
        Assert.Equal("Press a", Next(typist, 0));
        Assert.Equal("Roam", Next(typist, 1));
        Assert.Equal("Press b", Next(typist, Pace));
    }

    private static DemoTypist Typist(params DemoStep[] steps) => new(steps, Pace);

    private void Show(string output) => terminal.Write(Encoding.UTF8.GetBytes(output));

    private string Next(DemoTypist typist, long now)
    {
        DemoAction action = typist.Next(now, terminal.Screen, out byte key);
        return action == DemoAction.Press ? $"Press {(char)key}" : action.ToString();
    }
}
