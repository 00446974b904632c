using Godwit.Transport;

namespace Godwit.Streams.Tests;

public sealed class LossRecoveryTests
{
    private const int Size = 1000;

    private static readonly Instant Start = new(5000);

    [Fact]
    public void HandleAck_ThreeLaterHaveArrived_IsLost()
    {
        LossRecovery recovery = Sent(5);
        Acknowledge(recovery, Start + 10, 2);
        Assert.Empty(recovery.Lost);
        Acknowledge(recovery, Start + 10, 3);
        Assert.Equal([0UL], recovery.Lost.Select(frame => frame.StreamId));
        Assert.Equal(Size, recovery.TakeLostOctets());
        Assert.Equal(0, recovery.TakeLostOctets());
        Assert.Equal(2 * Size, recovery.InFlight);
    }

    [Fact]
    public void Update_LaterHasArrivedAndNineEighthsOfARoundTripHavePassed_IsLost()
    {
        LossRecovery recovery = Sent(2);
        Acknowledge(recovery, Start + 80, 1);
        Assert.Empty(recovery.Lost);
        Assert.Equal(Start + 90, recovery.Deadline);
        recovery.Update(Start + 89);
        Assert.Empty(recovery.Lost);
        recovery.Update(Start + 90);
        Assert.Equal([0UL], recovery.Lost.Select(frame => frame.StreamId));
        Assert.Equal((0L, Instant.Never), (recovery.InFlight, recovery.Deadline));
    }

    [Fact]
    public void HandleAck_TheSampleIsOfTheLargestAndOnlyIfItIsNew()
    {
        LossRecovery recovery = Sent(3);
        Assert.Equal(2UL, recovery.HandleAck(Start + 60, [(0, 3)], 10));
        Assert.Equal((50.0, 3L * Size, 3L * Size), (recovery.Sample, recovery.SampledInFlight, recovery.AcknowledgedOctets));
        Assert.Null(recovery.HandleAck(Start + 500, [(0, 3)], 10));
        Assert.Equal((-1.0, 0L, 50.0), (recovery.Sample, recovery.AcknowledgedOctets, recovery.Rtt.Smoothed));

        // The largest asked for nothing, so nothing is known of it.
        Send(recovery, Start + 500, 3);
        Assert.Equal(3UL, recovery.HandleAck(Start + 900, [(3, 5)], 0));
        Assert.Equal(-1.0, recovery.Sample);
    }

    [Fact]
    public void Update_NoAnswer_ProbesWithDoubledPatienceUpToTwoSeconds()
    {
        var recovery = new LossRecovery();
        ulong number = 0;
        Instant now = Start;
        for (; number < 40; number++)
        {
            Send(recovery, now, number);
        }

        List<long> waits = [];
        for (int count = 0; count < 12; count++)
        {
            Assert.True(recovery.Deadline > now);
            waits.Add(recovery.Deadline - now);
            now = recovery.Deadline;
            recovery.Update(now);
            Assert.True(recovery.Timeouts > 0);
            Assert.Equal(2, recovery.Probes);
            Assert.Equal(2, recovery.Lost.Count); // The oldest, to be said again in the probes.
            Assert.Equal(0, recovery.TakeLostOctets()); // No sign of congestion.
            recovery.Lost.Clear();
            Send(recovery, now, number++);
            Send(recovery, now, number++);
            Assert.Equal(0, recovery.Probes);
        }

        Assert.Equal((long)Math.Ceiling(LossRecovery.InitialRtt + (4 * LossRecovery.InitialRtt / 2)) + AckTracker.DelayMax, waits[0]);
        Assert.Equal(Math.Min(2 * waits[0], LossRecovery.ProbeTimeoutMax), waits[1]);
        Assert.All(waits[1..], wait => Assert.Equal(LossRecovery.ProbeTimeoutMax, wait));
        Acknowledge(recovery, now + 10, number - 1);
        Assert.False(recovery.Timeouts > 0);
    }

    [Fact]
    public void Update_NothingIsUnderWay_NeverProbes()
    {
        LossRecovery recovery = Sent(1);
        Acknowledge(recovery, Start + 10, 0);
        Assert.Equal(Instant.Never, recovery.Deadline);
        recovery.Update(Start + 1_000_000);
        Assert.Equal((0, 0), (recovery.Probes, recovery.Lost.Count));
    }

    [Fact]
    public void NoteHeard_AnswerIsOverdue_TriesThePathOncePerRoundTrip()
    {
        LossRecovery recovery = Sent(20);
        recovery.NoteHeard(Start + 100);
        Assert.Equal(0, recovery.Probes);
        Instant now = Start;
        for (ulong count = 0; count < 6; count++)
        {
            recovery.Update(now = recovery.Deadline);
            Send(recovery, now, 100 + count);
            recovery.Probes = 0;
        }

        now += 1000;
        recovery.NoteHeard(now);
        Assert.Equal(2, recovery.Probes);
        Send(recovery, now, 200);
        Send(recovery, now, 201);
        recovery.NoteHeard(now + 1);
        Assert.Equal(0, recovery.Probes);
    }

    [Fact]
    public void NotePathChanged_WhatIsUnderWay_TellsNothingOfTheNewPath()
    {
        LossRecovery recovery = Sent(10);
        Acknowledge(recovery, Start + 40, 0);
        recovery.NotePathChanged(Start + 50);
        Assert.Equal((2, 2), (recovery.Probes, recovery.Lost.Count));
        Assert.False(recovery.Rtt.HasSample);
        Send(recovery, Start + 51, 10);
        recovery.HandleAck(Start + 400, [(9, 10)], 0);
        Assert.Equal((-1.0, false), (recovery.Sample, recovery.Rtt.HasSample));
        Assert.Equal(0, recovery.TakeLostOctets());
        recovery.HandleAck(Start + 401, [(10, 11)], 0);
        Assert.Equal(350.0, recovery.Sample);
    }

    /// <summary>What was taken for lost comes after all: it is said so once, and the same lateness is not taken for loss again.</summary>
    [Fact]
    public void HandleAck_WhatWasTakenForLost_IsSaidToBeLateAndWaitedForTheNextTime()
    {
        LossRecovery recovery = Sent(10);
        Acknowledge(recovery, Start + 40, 5);
        Assert.Equal([0UL, 1, 2], recovery.Lost.Select(frame => frame.StreamId));
        Assert.Equal(3 * Size, recovery.TakeLostOctets());
        Assert.Equal(1UL, recovery.HandleAck(Start + 44, [(0, 2)], 0));
        Assert.Equal([0UL, 1], recovery.Late.Select(frame => frame.StreamId));
        Assert.Equal((2L * Size, 2L * Size), (recovery.TakeLateOctets(), recovery.AcknowledgedOctets));
        Assert.Null(recovery.HandleAck(Start + 44, [(0, 2)], 0));
        Assert.Equal((2, 0L, 6L * Size), (recovery.Late.Count, recovery.TakeLateOctets(), recovery.InFlight));

        // One more is overtaken by five, as 0 was: that is no loss any more, by six it is.
        recovery.Lost.Clear();
        Acknowledge(recovery, Start + 44, 8);
        Assert.Empty(recovery.Lost);
        Acknowledge(recovery, Start + 44, 9);
        Assert.Equal([3UL], recovery.Lost.Select(frame => frame.StreamId));
    }

    [Fact]
    public void Update_OthersWereLate_WaitsByThatMuchLongerAndNoMore()
    {
        LossRecovery recovery = Sent(3);
        Acknowledge(recovery, Start + 40, 2);
        Assert.Equal(Start + 45, recovery.Deadline);
        recovery.Update(Start + 45);
        Assert.Equal(2, recovery.Lost.Count);
        Acknowledge(recovery, Start + 52, 1); // 12 late: two quarters of the round trip are waited for.
        recovery.Lost.Clear();
        Send(recovery, Start + 100, 10);
        Send(recovery, Start + 100, 11);
        Acknowledge(recovery, Start + 140, 11);
        Assert.Equal(Start + 160, recovery.Deadline);
        recovery.Update(Start + 159);
        Assert.Empty(recovery.Lost);
        recovery.Update(Start + 160);
        Assert.Equal([10UL], recovery.Lost.Select(frame => frame.StreamId));
    }

    [Fact]
    public void HandleAck_MoreWasLostThanIsRemembered_ForgetsTheOldest()
    {
        const int Count = 3 * LossRecovery.RememberedMax;
        LossRecovery recovery = Sent(Count);
        Acknowledge(recovery, Start + 40, Count - 1);
        Assert.Equal(Count - 3, recovery.Lost.Count);
        recovery.HandleAck(Start + 41, [(0, Count)], 0);
        Assert.Equal(LossRecovery.RememberedMax, recovery.Late.Count);
        Assert.Equal((ulong)(Count - 3 - LossRecovery.RememberedMax), recovery.Late.Min(frame => frame.StreamId));
        Assert.Equal(0, recovery.InFlight);
    }

    [Fact]
    public void NotePathChanged_WhatWasLostBefore_IsNotWaitedFor()
    {
        LossRecovery recovery = Sent(10);
        Acknowledge(recovery, Start + 40, 9);
        recovery.NotePathChanged(Start + 50);
        Assert.Null(recovery.HandleAck(Start + 60, [(0, 6)], 0));
        Assert.Empty(recovery.Late);
    }

    [Fact]
    public void HandleAck_NumbersThatWereNeverHere_ChangeNothing()
    {
        LossRecovery recovery = Sent(1);
        Assert.Null(recovery.HandleAck(Start + 1, [(50, 60), (20, 30)], 0));
        Assert.Equal((Size, 0, 0), (recovery.InFlight, recovery.Acknowledged.Count, recovery.Lost.Count));
    }

    /// <summary>Whatever is acknowledged when, each frame is either said to have arrived or to be lost, once, and what is under way is the rest.</summary>
    [Fact]
    public void AnyAcknowledgements_EachFrameHasOneFate()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var recovery = new LossRecovery();
            Instant now = Start;
            ulong next = 0;
            var fates = new HashSet<ulong>();
            for (int step = 0; step < 400; step++)
            {
                now += random.Next(20);
                switch (random.Next(6))
                {
                    case < 3:
                        Send(recovery, now, next++);
                        break;
                    case 3 when next > 0:
                        ulong end = (ulong)random.NextInt64((long)next) + 1;
                        ulong start = end - Math.Min(end, (ulong)random.Next(1, 10));
                        recovery.HandleAck(now, start > 5 ? [(start, end), (start - 4, start - 2)] : [(start, end)], random.Next(40));
                        break;
                    case 4 when random.Next(20) == 0:
                        recovery.NotePathChanged(now);
                        break;
                    default:
                        recovery.NoteHeard(now);
                        recovery.Update(now);
                        break;
                }

                Assert.All(recovery.Acknowledged.Concat(recovery.Lost), frame => Assert.True(fates.Add(frame.StreamId), $"seed {seed}"));
                recovery.Acknowledged.Clear();
                recovery.Lost.Clear();
                Assert.Equal(((long)next - fates.Count) * Size, recovery.InFlight);
            }
        }
    }

    // A packet is one frame; the stream's number is that of the packet.
    private static void Send(LossRecovery recovery, Instant now, ulong number)
    {
        recovery.Sent.AddFrame(new SentFrame(FrameKind.Stream, number));
        recovery.NoteSent(now, number, Size);
    }

    private static LossRecovery Sent(int count)
    {
        var recovery = new LossRecovery();
        for (int number = 0; number < count; number++)
        {
            Send(recovery, Start, (ulong)number);
        }

        return recovery;
    }

    private static void Acknowledge(LossRecovery recovery, Instant now, ulong number) => recovery.HandleAck(now, [(number, number + 1)], 0);
}
