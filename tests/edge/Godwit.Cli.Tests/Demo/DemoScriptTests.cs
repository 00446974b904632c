namespace Godwit.Cli.Demo.Tests;

public sealed class DemoScriptTests
{
    [Fact]
    public void Steps_EveryLine_FitsIntoOneRowAndIsPlain()
    {
        int column = DemoScript.Prompt.Length;
        foreach (DemoStep step in DemoScript.Steps)
        {
            switch (step.Kind)
            {
                case DemoStepKind.Type:
                    Assert.All(step.Text, letter => Assert.InRange(letter, ' ', '~'));
                    column += step.Text.Length;
                    break;
                case DemoStepKind.RubOut:
                    column -= step.Columns;
                    break;
                case DemoStepKind.Enter:
                    column = DemoScript.Prompt.Length;
                    break;
            }

            Assert.InRange(column, DemoScript.Prompt.Length, DemoScript.Columns - 1);
        }
    }

    [Fact]
    public void Steps_Roaming_IsInTheMiddleOfALine()
    {
        int roam = DemoScript.Steps.ToList().FindIndex(step => step.Kind == DemoStepKind.Roam);
        Assert.Equal(DemoStepKind.Type, DemoScript.Steps[roam - 1].Kind);
        Assert.Equal(DemoStepKind.Type, DemoScript.Steps[roam + 1].Kind);
        Assert.Equal(DemoStepKind.Enter, DemoScript.Steps[^1].Kind);
    }
}
