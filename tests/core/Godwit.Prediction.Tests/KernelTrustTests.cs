namespace Godwit.Prediction.Tests;

/// <summary>After which lines the next one may be shown at once.</summary>
public sealed class KernelTrustTests
{
    private const ulong Bare = 0;
    private const ulong Prompt = 4711;

    private readonly KernelTrust trust = new();
    private long now;
    private ulong frame;

    [Fact]
    public void EnterLine_AfterTwoBareLines_IsNoRisk()
    {
        Begin("program");
        Assert.True(EnterAndAsk(Bare));
        Assert.True(EnterAndAsk(Bare));
        Assert.False(EnterAndAsk(Bare));
    }

    [Fact]
    public void EnterLine_OfTheShell_SaysNothingOfTheProgramThatItStarted()
    {
        Begin("dash");
        Assert.True(EnterAndAsk(Bare));
        Begin("program");
        Assert.True(EnterAndAsk(Bare));
        Assert.True(EnterAndAsk(Prompt));
        Assert.True(EnterAndAsk(Bare));
    }

    [Fact]
    public void EnterLine_WhileTheLineBeforeIsNotAnswered_ProvesNothing()
    {
        Begin("program");
        trust.EnterLine(++frame, Bare);
        trust.EnterLine(++frame, Bare);
        trust.EnterLine(++frame, Bare);
        Assert.True(EnterAndAsk(Bare));
    }

    [Fact]
    public void Program_ThatHidOnce_IsAlwaysARisk()
    {
        Begin("program");
        trust.NoteHidden();
        trust.NoteShownAgain(now);
        Assert.All(Enumerable.Range(0, 5), _ => Assert.True(EnterAndAsk(Bare)));
    }

    private void Begin(string name)
    {
        trust.BeginProgram(now, name, frame);
        Settle();
    }

    private bool EnterAndAsk(ulong prompt)
    {
        trust.EnterLine(++frame, prompt);
        bool isAtRisk = trust.IsAtRisk;
        trust.NoteAnswer(now, frame);
        Settle();
        return isAtRisk;
    }

    private void Settle()
    {
        now += KernelTrust.SettleMs;
        trust.Update(now);
    }
}
