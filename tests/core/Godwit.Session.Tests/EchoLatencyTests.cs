namespace Godwit.Session.Tests;

public sealed class EchoLatencyTests
{
    private readonly EchoLatency latency = new();

    [Fact]
    public void Limit_NothingLearned_IsTheLongestAndHalvesWithEachSilence()
    {
        List<long> limits = [];
        for (int i = 0; i < 6; i++)
        {
            limits.Add(latency.LimitMs);
            latency.AddSilence();
        }

        Assert.Equal([500, 250, 125, 62, 50, 50], limits);
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(70, 280)]
    [InlineData(120, 480)]
    [InlineData(300, 500)]
    [InlineData(5000, 500)]
    public void Limit_Learned_IsTwiceThatWithinBounds(long answer, long limit)
    {
        latency.Add(answer);
        Assert.Equal(limit, latency.LimitMs);
        latency.AddSilence();
        Assert.Equal(limit, latency.LimitMs);
    }

    [Fact]
    public void Limit_SomeAnswersLearned_IsTwiceTheLongest()
    {
        List<long> limits = [];
        for (int i = 0; i < 6; i++)
        {
            latency.Add(70);
            limits.Add(latency.LimitMs);
        }

        Assert.Equal([280, 280, 280, 280, 140, 140], limits);
    }

    [Fact]
    public void Limit_OneSlowAnswerOfTwenty_DoesNotCount()
    {
        latency.Add(400);
        for (int i = 1; i < EchoLatency.SamplesMax; i++)
        {
            Assert.Equal(500, latency.LimitMs);
            latency.Add(40);
        }

        Assert.Equal((80, 40, 20, 70), (latency.LimitMs, latency.MedianMs, latency.LeastMs, latency.MostMs));
    }

    [Fact]
    public void Add_ProgramBecomesFaster_ForgetsInTime()
    {
        for (int i = 0; i < EchoLatency.SamplesMax; i++)
        {
            latency.Add(200);
        }

        for (int i = 0; i < EchoLatency.SamplesMax; i++)
        {
            latency.Add(2);
        }

        Assert.Equal((50, 2, 1), (latency.LimitMs, latency.MedianMs, latency.LeastMs));
    }

    [Fact]
    public void Programs_ComeAndGo_KeepWhatWasLearnedOfTheLatest()
    {
        var programs = new EchoLatencies();
        programs.Switch("bash");
        programs.Current.Add(100);
        for (int i = 0; i < EchoLatencies.ProgramsMax - 1; i++)
        {
            programs.Switch($"command {i}");
            Assert.False(programs.Current.IsKnown);
            programs.Current.Add(i);
        }

        programs.Switch("bash");
        Assert.Equal(100, programs.Current.MedianMs);
        for (int i = 0; i < EchoLatencies.ProgramsMax; i++)
        {
            programs.Switch($"other {i}");
        }

        programs.Switch("bash");
        Assert.False(programs.Current.IsKnown);
    }
}
