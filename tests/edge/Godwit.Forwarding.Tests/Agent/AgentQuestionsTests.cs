using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Forwarding.Tests.Agent;

/// <summary>A host asks as often as it likes: the user is neither worn out nor led to hit a key that he did not mean.</summary>
public sealed class AgentQuestionsTests : IDisposable
{
    private readonly AgentQuestions questions = new(new AgentConfirmation { Host = "host" });
    private readonly Poller poller = new();
    private Instant now = new(1_000_000);

    public void Dispose() => questions.Dispose();

    [Fact]
    public void Shown_AfterAnAnswer_LeavesAGapBeforeTheNext()
    {
        AgentQuestion first = questions.Ask("one"), second = questions.Ask("two");
        Turn(0);
        Assert.Same(first, questions.Shown);
        Assert.Equal(Instant.Never, questions.Deadline);
        questions.Answer(first.Number, isYes: true);
        Assert.Null(questions.Shown);
        Assert.Equal(now + AgentQuestions.GapMs, questions.Deadline);
        Turn(AgentQuestions.GapMs - 1);
        Assert.Null(questions.Shown);
        Turn(1);
        Assert.Same(second, questions.Shown);
        Assert.Equal((true, null), (first.Answer, second.Answer));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ask_ManyTimesWithoutAYes_IsRefusedForAMinuteAndSaidOnce(bool isTakenBack)
    {
        AgentQuestion behind = questions.Ask("the one behind");
        for (int refusal = 0; refusal < AgentQuestions.RefusalsMax; refusal++)
        {
            Assert.Null(behind.Answer);
            Refuse(isTakenBack);
            behind = questions.Ask("the one behind");
        }

        Assert.False(behind.Answer);
        Assert.True(questions.TryTakeProblem(out string? sentence));
        Assert.Contains("without a question for a minute", sentence, StringComparison.Ordinal);
        Assert.False(questions.TryTakeProblem(out _));
        Turn(AgentQuestions.RestMs - 1);
        Assert.False(questions.Ask("again").Answer);
        Turn(1);
        Assert.Null(questions.Ask("again").Answer);
    }

    [Fact]
    public void Ask_WithAYesInBetween_GoesOn()
    {
        for (int round = 0; round < 3 * AgentQuestions.RefusalsMax; round++)
        {
            AgentQuestion question = questions.Ask("key");
            Assert.Null(question.Answer);
            Turn(AgentQuestions.GapMs);
            questions.Answer(question.Number, isYes: round % (AgentQuestions.RefusalsMax - 1) == 0);
        }
    }

    private void Refuse(bool isTakenBack)
    {
        Turn(AgentQuestions.GapMs);
        AgentQuestion shown = questions.Shown!;
        if (isTakenBack)
        {
            questions.TakeBack(shown);
        }
        else
        {
            questions.Answer(shown.Number, isYes: false);
        }
    }

    private void Turn(long later)
    {
        now += later;
        questions.Turn(now, poller);
    }
}
