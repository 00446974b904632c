using Godwit.Transport;

namespace Godwit.Session.Tests;

public sealed class EchoAckClockTests
{
    private readonly EchoAckClock clock = new();

    [Fact]
    public void Update_AnsweredSoon_WaitsFor50Ms()
    {
        Note(3, 1000);
        Assert.False(Output(1001));
        Assert.Equal(new Instant(1050), clock.NextDeadline);
        Assert.False(Update(1049));
        Assert.True(Update(1050));
        Assert.Equal(3UL, clock.Value);
        Assert.Equal(Instant.Never, clock.NextDeadline);
        Assert.False(Update(5000));
    }

    [Theory]
    [InlineData(70)]
    [InlineData(120)]
    [InlineData(300)]
    [InlineData(499)]
    public void Update_AnsweredLate_WaitsForTheAnswer(long latency)
    {
        Note(3, 1000);
        Assert.False(Update(1000 + latency - 1));
        Assert.True(Output(1000 + latency));
        Assert.Equal(3UL, clock.Value);
    }

    [Fact]
    public void Update_NeverAnswered_GoesAtTheBoundAndSoonAfter50Ms()
    {
        long[] bounds = [500, 250, 125, 62, 50, 50];
        for (int i = 0; i < bounds.Length; i++)
        {
            long now = 10_000 * (i + 1);
            Note((ulong)i + 1, now);
            Assert.Equal(new Instant(now + bounds[i]), clock.NextDeadline);
            Assert.False(Update(now + bounds[i] - 1));
            Assert.True(Update(now + bounds[i]));
        }
    }

    [Fact]
    public void Update_WindowResized_IsNotWaitedForAndTeachesNothing()
    {
        clock.Note(1, new Instant(0), hasKeys: false);
        Assert.False(Update(49));
        Assert.True(Update(50));
        Note(2, 5000);
        Assert.Equal(new Instant(5500), clock.NextDeadline);
    }

    [Fact]
    public void Update_TerminalCollectsLines_Waits50Ms()
    {
        clock.SetProgram("sudo", readsLines: true);
        Note(3, 1000);
        Assert.Equal(new Instant(1050), clock.NextDeadline);
        Assert.True(Update(1050));
    }

    [Fact]
    public void Update_WrittenBeforeTheProgramHadTheKey_IsNoAnswer()
    {
        clock.Note(3, new Instant(1000));
        Assert.False(Output(1000));
        clock.HandOver();
        Assert.False(Update(1060));
        Assert.True(Output(1070));
    }

    /// <summary>Keys come faster than answers: each answer is for the key that is as old as answers are.</summary>
    [Theory]
    [InlineData(300, 130)]
    [InlineData(120, 50)]
    [InlineData(70, 60)]
    public void Update_SeveralKeysWait_EachIsAcknowledgedWithItsOwnAnswer(int latency, int gap)
    {
        const int Keys = 40;
        for (int now = 0; now < (Keys * gap) + latency; now++)
        {
            if (now % gap == 0 && now / gap < Keys)
            {
                Note((ulong)(now / gap) + 1, now);
            }

            bool answers = now >= latency && (now - latency) % gap == 0;
            bool changed = answers ? Output(now) : Update(now);
            Assert.Equal(answers, changed);
            Assert.Equal(now < latency ? 0UL : (ulong)((now - latency) / gap) + 1, clock.Value);
        }
    }

    [Fact]
    public void Update_SecondPartOfAnAnswer_IsNotTheAnswerToTheNextKey()
    {
        Learn(120);
        Note(101, 50_000);
        Note(102, 50_115);
        Assert.True(Output(50_120));
        Assert.False(Output(50_123));
        Assert.Equal(101UL, clock.Value);
        Assert.True(Output(50_235));
        Assert.Equal(102UL, clock.Value);
    }

    [Fact]
    public void Update_KeyWithoutAnswerThenOneWith_LearnsNothingWrong()
    {
        Learn(1);
        Note(101, 50_000);
        Assert.True(Update(50_050));
        Note(102, 50_150);
        Output(50_151);
        Assert.True(Update(50_200));
        Note(103, 60_000);
        Assert.Equal(new Instant(60_050), clock.NextDeadline);
    }

    [Fact]
    public void Update_ProgramBecomesSlower_IsWaitedForAfterTwoLateAnswers()
    {
        Learn(1);
        foreach (int key in (int[])[1, 2])
        {
            Note(100 + (ulong)key, key * 50_000);
            Assert.True(Update((key * 50_000) + 50));
            Assert.False(Output((key * 50_000) + 120));
        }

        Note(103, 200_000);
        Assert.False(Update(200_119));
        Assert.True(Output(200_120));
    }

    [Fact]
    public void Update_ProgramBecomesFaster_IsNoticed()
    {
        Learn(200);
        for (int key = 0; key < EchoLatency.SamplesMax; key++)
        {
            long now = 50_000 + (key * 1000);
            Note(101 + (ulong)key, now);
            Output(now + 2);
            Update(now + 500);
        }

        Note(200, 90_000);
        Output(90_002);
        Assert.True(Update(90_050));
    }

    [Fact]
    public void Update_ProgramComesBack_IsKnown()
    {
        clock.SetProgram("bash", readsLines: false);
        Learn(1);
        clock.SetProgram("ssh", readsLines: false);
        Note(101, 50_000);
        Assert.Equal(new Instant(50_500), clock.NextDeadline);
        Assert.True(Update(50_500));
        clock.SetProgram("bash", readsLines: false);
        Note(102, 51_000);
        Assert.Equal(new Instant(51_050), clock.NextDeadline);
    }

    [Fact]
    public void Update_GodwitAndAnswered_GoesWithTheAnswer()
    {
        clock.IsGodwit = true;
        Note(3, 1000);
        Assert.True(Output(1001));
        Assert.Equal(3UL, clock.Value);
    }

    [Fact]
    public void Update_GodwitAndProgramWritesUnasked_WaitsFor50MsAndARide()
    {
        clock.IsGodwit = true;
        Output(960);
        Note(3, 1000);
        Assert.False(Output(1001));
        Assert.False(clock.Update(new Instant(1049), travels: true));
        Assert.False(Update(1100));
        Assert.True(clock.Update(new Instant(1101), travels: true));

        Output(1960);
        Note(4, 2000);
        Output(2001);
        Assert.Equal(new Instant(2150), clock.NextDeadline);
        Assert.True(Update(2150));
    }

    [Fact]
    public void Update_GodwitAndNeverAnswered_GoesAloneAtTheBound()
    {
        clock.IsGodwit = true;
        Learn(1);
        Note(101, 50_000);
        Assert.False(clock.Update(new Instant(50_049), travels: true));
        Assert.True(Update(50_050));
    }

    [Fact]
    public void Note_Flood_IsBoundedAndNeverGoesBack()
    {
        for (ulong number = 1; number <= 5000; number++)
        {
            Note(number, 0);
        }

        Update(500);
        Assert.Equal((ulong)EchoAckClock.PendingMax, clock.Value);

        // Their answers can come for a second; then there is room again.
        Update(EchoLatency.AnswerMaxMs + 1);
        Note(5001, 1100);
        Update(1600);
        Assert.Equal(5001UL, clock.Value);
    }

    [Fact]
    public void Update_RandomTurns_NeverGoesBackAndNeverWaitsBeyondTheBound()
    {
        var random = new Random(4);
        for (int run = 0; run < 200; run++)
        {
            var clock = new EchoAckClock { IsGodwit = run % 2 == 0 };
            var notedAt = new Dictionary<ulong, long>();
            ulong number = 0, value = 0;
            for (long now = 0; now < 5000; now += random.Next(40))
            {
                if (random.Next(3) == 0)
                {
                    notedAt[++number] = now;
                    clock.Note(number, new Instant(now));
                    clock.HandOver();
                }

                if (random.Next(4) == 0)
                {
                    clock.NoteOutput();
                }

                if (random.Next(100) == 0)
                {
                    clock.SetProgram($"p{random.Next(12)}", random.Next(4) == 0);
                }

                clock.Update(new Instant(now), travels: random.Next(4) == 0);
                Assert.True(clock.Value >= value);
                value = clock.Value;
                Assert.All(notedAt, noted => Assert.True(noted.Key <= value || now - noted.Value < EchoLatency.LimitMaxMs));
                Assert.True(clock.NextDeadline > new Instant(now));
                foreach (ulong old in notedAt.Keys.Where(key => key <= value).ToList())
                {
                    notedAt.Remove(old);
                }
            }
        }
    }

    private void Learn(long latency)
    {
        for (ulong key = 1; key <= EchoLatency.SamplesMax; key++)
        {
            long now = (long)key * 2000;
            Note(key, now);
            Output(now + latency);
            Update(now + 1900);
        }
    }

    private void Note(ulong number, long now)
    {
        clock.Note(number, new Instant(now));
        clock.HandOver();
    }

    private bool Output(long now)
    {
        clock.NoteOutput();
        return clock.Update(new Instant(now), travels: true);
    }

    private bool Update(long now) => clock.Update(new Instant(now), travels: false);
}
