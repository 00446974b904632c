using System.Text;
using Godwit.Terminal;

namespace Godwit.Session.Tests;

/// <summary>A question to the user: answered by y or n alone, by nothing else, and never by accident.</summary>
public sealed class QuestionTests : IDisposable
{
    private const long Number = 7;
    private const string Sentence = "host asks your agent to sign with key";
    private const long Pause = Question.PauseMs + 10;

    private readonly SessionPair pair = new(seed: 31);

    public QuestionTests()
    {
        pair.Print("$ "u8);
        pair.RunFor(2000);
        pair.Client.Ask(pair.Now, Number, Sentence);
    }

    [Theory]
    [InlineData("y", true)]
    [InlineData("Y", true)]
    [InlineData("n", false)]
    [InlineData("N", false)]
    [InlineData("\e[121u", true)]
    [InlineData("\e[110;1:1u", false)]
    public void Key_AloneAfterAPause_IsTheAnswerAndNobodyElses(string key, bool isYes)
    {
        pair.RunFor(Pause);
        Press(key);
        Assert.Null(Answer());
        Assert.False(pair.Client.DrawsAhead(pair.Now));
        pair.RunFor(Pause);
        Assert.Equal(isYes, Answer());
        pair.RunFor(2000);
        Assert.Empty(pair.Read);
        Assert.DoesNotContain("y or n?", Shown());
    }

    [Theory]
    [InlineData("yum install\r")]
    [InlineData("yes\r")]
    [InlineData("y\r")]
    [InlineData("nano y\r")]
    [InlineData("y\x7F")]
    public void Words_TypedWhileItIsAsked_AnswerNothingAndArrive(string words)
    {
        pair.RunFor(Pause);
        foreach (char letter in words)
        {
            Press(letter.ToString());
            pair.RunFor(Question.PauseMs - 200);
        }

        pair.RunFor(Pause);
        Assert.Null(Answer());
        Assert.Equal(words, Read());
        Assert.Contains("y or n?", Shown());
    }

    /// <summary>The last letter of a word may be a y; the pause after it does not make it one that stood alone.</summary>
    [Fact]
    public void Key_BehindAnother_IsNoAnswer()
    {
        pair.RunFor(Pause);
        Press("x");
        pair.RunFor(Question.PauseMs - 100);
        Press("y");
        pair.RunFor(5000);
        Assert.Null(Answer());
        Assert.Equal("xy", Read());
    }

    [Fact]
    public void Key_JustAfterItAppeared_IsNoAnswerAndArrives()
    {
        Press("y");
        pair.RunFor(5000);
        Assert.Null(Answer());
        Assert.Equal("y", Read());
        Press("y");
        pair.RunFor(Pause);
        Assert.True(Answer());
        Assert.Equal("y", Read());
    }

    [Theory]
    [InlineData("q")]
    [InlineData("\r")]
    [InlineData(" ")]
    [InlineData("\x03")]
    [InlineData("\e[A")]
    [InlineData("yy")]
    [InlineData("\e[200~y\e[201~")]
    public void OtherKeys_AnswerNothingAndArrive(string keys)
    {
        pair.RunFor(Pause);
        Press(keys);
        pair.RunFor(5000);
        Assert.Null(Answer());
        Assert.Equal(keys, Read());
    }

    /// <summary>Pasted piece by piece, a y of its own between the brackets is text.</summary>
    [Fact]
    public void Key_BetweenPasteBrackets_IsNoAnswer()
    {
        pair.RunFor(Pause);
        Press("\e[200~");
        pair.RunFor(Pause);
        Press("y");
        pair.RunFor(Pause);
        Assert.Null(Answer());
        Press("\e[201~");
        pair.RunFor(5000);
        Assert.Equal("\e[200~y\e[201~", Read());
    }

    /// <summary>A terminal that tells of releases: that of the answer is the answer's, too.</summary>
    [Fact]
    public void Key_ReleasedWhileHeld_IsStillTheAnswer()
    {
        pair.RunFor(Pause);
        Press("\e[121u");
        pair.RunFor(100);
        Press("\e[121;1:3u");
        pair.RunFor(Pause);
        Assert.True(Answer());
        Assert.Empty(pair.Read);
    }

    [Fact]
    public void Nothing_InTime_IsANo()
    {
        pair.RunFor(Question.PatienceMs - 100);
        Assert.Null(Answer());
        pair.RunFor(200);
        Assert.False(Answer());
    }

    /// <summary>The session wakes by itself for the answer and for the end of the patience.</summary>
    [Fact]
    public void NextDeadline_IsThatOfTheQuestion()
    {
        Assert.True(pair.Client.NextDeadline(pair.Now) <= pair.Now + Question.PatienceMs);
        pair.RunFor(Pause);
        Press("y");
        Assert.True(pair.Client.NextDeadline(pair.Now) <= pair.Now + Question.PauseMs);
    }

    [Fact]
    public void AnotherQuestion_IsNotAnsweredByTheKeyForTheFirst()
    {
        pair.RunFor(Pause);
        Press("y");
        pair.Client.Ask(pair.Now, Number + 1, "another");
        pair.RunFor(Pause);
        Assert.Null(Answer(Number + 1));
        Assert.Contains("another", Shown());
    }

    [Fact]
    public void EscapeKey_LeavesTheSession()
    {
        pair.RunFor(Pause);
        Press("\x1e");
        Press(".");
        Assert.True(pair.Client.IsClosing);
    }

    [Fact]
    public void Key_HeldLongerThanThePause_LeavesNothingForAnybodyElse()
    {
        pair.RunFor(Pause);
        Press("\e[121;1:1u");
        pair.RunFor(Pause);
        Assert.True(Answer());
        Press("\e[121;1:2u");
        Press("\e[121;1:2u");
        Press("\e[121;1:3u");
        Press("x");
        Press("\e[97;1:3u");
        pair.RunFor(2000);
        Assert.StartsWith("x", Read(), StringComparison.Ordinal);
    }

    /// <summary>The question waits behind the line that the user types for the client, and is not answered by what he types there, nor right after it.</summary>
    [Fact]
    public void Key_WhileThePromptIsOpen_IsThePromptsAndNoAnswer()
    {
        pair.RunFor(Pause);
        Press("\x1e");
        Press("C");
        pair.RunFor(Pause);
        Press("y");
        pair.RunFor(Pause);
        Assert.Null(Answer());
        Assert.DoesNotContain("y or n?", Shown());
        Press("\r");
        Assert.True(pair.Client.TryTakeCommandLine(out string? line));
        Assert.Equal("y", line);
        Press("y");
        pair.RunFor(5000);
        Assert.Null(Answer());
        Assert.Equal("y", Read());
        Assert.Contains("y or n?", Shown());
        Press("y");
        pair.RunFor(Pause);
        Assert.True(Answer());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(20)]
    [InlineData(10)]
    public void Lines_AnyWidth_SayHowToAnswerFirst(int width)
    {
        string[] lines = new Question(Number, Sentence, pair.Now).Lines("godwit", width);
        Assert.StartsWith("godwit: y or n?", lines[0], StringComparison.Ordinal);
        Assert.Equal($"godwit: y or n? {Sentence}", string.Concat(lines).TrimEnd());
        Assert.InRange(lines.Length, 1, 4);
    }

    public void Dispose() => pair.Dispose();

    private void Press(string keys)
    {
        byte[] octets = Encoding.UTF8.GetBytes(keys);
        if (!pair.Client.HoldForQuestion(pair.Now, octets))
        {
            pair.Type(octets);
        }
    }

    private string Read() => Encoding.UTF8.GetString([.. pair.Read]);

    private bool? Answer(long number = Number)
    {
        if (!pair.Client.TryTakeAnswer(pair.Now, out long answered, out bool isYes))
        {
            return null;
        }

        Assert.Equal(number, answered);
        return isYes;
    }

    private string Shown()
    {
        var text = new StringBuilder();
        Screen screen = pair.Client.Render(pair.Now);
        Span<byte> utf8 = stackalloc byte[ClusterTable.ClusterBytesMax];
        for (int row = 0; row < screen.Height; row++)
        {
            foreach (Cell cell in screen[row].Cells)
            {
                text.Append(Encoding.UTF8.GetString(utf8[..cell.WriteText(screen.Pool, utf8)]));
            }
        }

        return text.ToString();
    }
}
