namespace Godwit.Prediction.Tests;

/// <summary>Prompts of programs that are no shells: they may ask for secrets too.</summary>
public sealed class PromptTests
{
    private const string Question = "user: ";

    [Fact]
    public void Key_BehindAPromptThatCameThreeTimes_IsShownAtOnce()
    {
        Rig rig = AskedFor(lines: 3, next: Question);
        rig.Type("x");
        Assert.Equal("user: x", rig.Line(3));
    }

    [Fact]
    public void Key_BehindAPromptThatCameTwice_IsNotShown()
    {
        Rig rig = AskedFor(lines: 2, next: Question);
        rig.Type("x");
        Assert.Equal("user:", rig.Line(2));
    }

    [Fact]
    public void Key_BehindAnotherQuestionOnTheSameLine_IsNotShown()
    {
        Rig rig = AskedFor(lines: 3, next: Question + "Password: ");
        rig.Type("x");
        Assert.Equal("user: Password:", rig.Line(3));
    }

    // Lines of several characters, each shown by the program.
    private static Rig AskedFor(int lines, string next)
    {
        int entered = 0;
        var program = new FakeProgram { Start = Question, Answer = input => input == "\r" ? "\r\n" + (++entered < lines ? Question : next) : input };
        var rig = new Rig(program, 200);
        for (int i = 0; i < lines; i++)
        {
            rig.TypeEach("name", 300);
            rig.RunFor(2000);
            rig.Type("\r");
            rig.RunFor(2000);
        }

        return rig;
    }
}
