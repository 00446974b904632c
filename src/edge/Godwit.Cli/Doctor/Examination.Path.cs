using Godwit.Platform;
using Godwit.Transport;

namespace Godwit.Cli.Doctor;

/// <content>What becomes of datagrams.</content>
internal sealed partial class Examination
{
    // A satellite's round trip is 0.7 s; the first datagram is repeated meanwhile.
    private const int AnswerMs = 2000;

    // The answer to a question over ssh.
    private const int LookMs = 1500;

    // How the server ended comes with its end.
    private const int EndMs = 300;

    // Enough to stand out of what else a host counts in that time.
    private const int BurstSize = 40;
    private const int BurstGapMs = 10;

    private const int PrintMs = 4000;
    private const int PasteMs = 2500;
    private const int SearchMs = 1500;

    // Losses come by chance, too: the transport believes in a hole when it has happened twice.
    private const int Pastes = 3;

    // Six bits each: more than one datagram.
    private const int PasteOctets = 1700;

    private const int MeasureMs = 5000;
    private const int SampleMs = 800;
    private const int SampleGapMs = 20;
    private const int KeyGapMs = 50;
    private const int SettleMs = 500;
    private const int LostMs = 2500;
    private const int LogoutMs = 1000;
    private const int GoodbyeMs = 1000;

    private static readonly byte[] PrintKeys = [FarScript.PrintKey];
    private int looks;

    private void ExaminePath()
    {
        long start = MonotonicClock.Milliseconds;
        if (!Wait(start + AnswerMs, () => client!.IsAnswered || login!.Facts.StartStatus > 0))
        {
            LookWhy();
        }
        else if (!client!.IsAnswered)
        {
            Look();
        }

        Note();
        seen = seen with { AnsweredAfterMs = MonotonicClock.Milliseconds - start };
        (Finding there, Finding back) = Diagnosis.OfPath(seen);
        Add(there);
        Add(back);
        if (!seen.IsAnswered)
        {
            return;
        }

        FindSizes();
        Observations sizes = seen;
        if (seen.HasArrivedBack && Diagnosis.Narrow(seen) is not (false, false))
        {
            // What got lost can only be judged by somebody who knows how much gets lost anyway.
            Measure(SampleMs, SampleGapMs);
        }

        Add(Diagnosis.OfMtu(sizes with { Figures = seen.Figures }));
        if (seen.HasArrivedBack)
        {
            Measure(MeasureMs, KeyGapMs);
        }

        Finding quality = Diagnosis.OfQuality(seen);
        Add(quality);
        NotePeer();
        if (quality.Verdict != Verdict.Failed)
        {
            LogOut();
            Add(Diagnosis.OfLogout(seen));
        }

        client!.BeginShutdown(Now());
        Wait(MonotonicClock.Milliseconds + GoodbyeMs, () => client.IsOver);
    }

    private static Instant Now() => new(MonotonicClock.Milliseconds);

    /// <summary>Asks what became of the server, and waits for the answer.</summary>
    private void Look()
    {
        FarLogin far = login!;
        int number = ++looks;
        far.Ask(FarScript.Look(far.ServerProcess, number));
        Wait(MonotonicClock.Milliseconds + LookMs, () => far.Facts.Looks >= number || far.IsOver);
        if (far.Facts is { IsServerAlive: false, StartStatus: null })
        {
            Wait(MonotonicClock.Milliseconds + EndMs, () => far.Facts.StartStatus is not null || far.IsOver);
        }
    }

    /// <summary>Nothing came back: sends a burst between two looks at what both kernels count.</summary>
    private void LookWhy()
    {
        Look();
        if (login!.Facts.IsServerAlive == false)
        {
            return;
        }

        NetCounters? thereBefore = login.Facts.Net;
        NetCounters? hereBefore = CountersHere();
        for (int sent = 0; sent < BurstSize && !client!.IsAnswered; sent++)
        {
            _ = client.Repeat();

            // Something to answer, should the server hear it.
            client.Type(Now(), "x"u8);
            Wait(MonotonicClock.Milliseconds + BurstGapMs, () => client.IsAnswered);
        }

        Look();
        seen = seen with { Burst = BurstSize, CountedThere = login.Facts.Net - thereBefore, CountedHere = CountersHere() - hereBefore };
    }

    private static NetCounters? CountersHere()
    {
        try
        {
            string text = File.ReadAllText("/proc/net/snmp");
            return NetCounters.Parse(File.Exists("/proc/net/snmp6") ? text + File.ReadAllText("/proc/net/snmp6") : text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What is printed there fills datagrams back, what is typed here fills datagrams there.</summary>
    private void FindSizes()
    {
        client!.BeginMeasurement();
        client.Type(Now(), PrintKeys);
        bool hasArrivedBack = Wait(MonotonicClock.Milliseconds + PrintMs, () => client.CursorRow >= FarScript.PrintedRows || IsServerGone());
        bool hasArrivedThere = hasArrivedBack;
        Span<byte> noise = stackalloc byte[PasteOctets];
        for (int paste = 0; paste < Pastes && hasArrivedThere; paste++)
        {
            FillWithLetters(noise);
            client.Type(Now(), noise);
            hasArrivedThere = Wait(MonotonicClock.Milliseconds + PasteMs, () => client.IsAllAcknowledged || IsServerGone());
        }

        if (client.SizeLimit < Client.TrialClient.SizeTried)
        {
            // Between Godwits it looks for the largest size that gets through.
            Wait(MonotonicClock.Milliseconds + SearchMs, IsServerGone);
        }

        if (IsServerGone())
        {
            Look();
            Note();
        }

        seen = seen with
        {
            HasArrivedBack = hasArrivedBack,
            HasArrivedThere = hasArrivedThere,
            LostBack = client.Figures.Lost,
            SizeTried = Client.TrialClient.SizeTried,
            SizeThere = client.SizeLimit,
            SizeBack = client.LargestReceived,
        };
    }

    // What cannot be compressed, and is no command to anybody.
    private static void FillWithLetters(Span<byte> noise)
    {
        const int Mask = 63;
        SecureRandom.Fill(noise);
        foreach (ref byte octet in noise)
        {
            octet = (byte)('0' + (octet & Mask));
        }
    }

    private void Measure(int durationMs, int gapMs)
    {
        // Its answer tells what had got lost before.
        client!.Type(Now(), "x"u8);
        Wait(MonotonicClock.Milliseconds + SettleMs, () => client.IsAllAcknowledged || IsServerGone());
        client.BeginMeasurement();
        long end = MonotonicClock.Milliseconds + durationMs;
        while (MonotonicClock.Milliseconds < end && !IsServerGone() && SilentMs() < LostMs)
        {
            client.Type(Now(), "x"u8);
            Wait(Math.Min(end, MonotonicClock.Milliseconds + gapMs), IsServerGone);
        }

        long silent = SilentMs();
        Look();
        Note();
        Client.TrialFigures figures = client.Figures;
        seen = seen with
        {
            SilentMs = silent,
            Figures = new PathFigures(figures.RoundTrips, figures.ShortestMs, figures.MeanMs, figures.LongestMs, figures.LossThere, figures.LossBack),
        };
    }

    private void NotePeer()
    {
        Session.SessionReport said = client!.Report(Now());
        seen = seen with { IsGodwit = said.PeerIsKnown ? said.Peer is not null : null, Missing = said.Missing };
    }

    /// <summary>Ends the login that started the server, and looks whether the server is still there a while later.</summary>
    private void LogOut()
    {
        login!.Ask(FarScript.Keep);
        login.End();
        TypeFor(LogoutMs, static () => false);
        Instant since = Now();
        seen = seen with { OutlivesLogin = TypeFor(AnswerMs, () => client!.LastHeard > since) };
    }

    private bool TypeFor(long ms, Func<bool> isDone)
    {
        long end = MonotonicClock.Milliseconds + ms;
        while (MonotonicClock.Milliseconds < end)
        {
            client!.Type(Now(), "x"u8);
            if (Wait(MonotonicClock.Milliseconds + (2 * KeyGapMs), isDone))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsServerGone() => login!.Facts.StartStatus > 0 || client!.IsEnded;

    private long SilentMs() => client!.LastHeard is { } heard ? Now() - heard : MeasureMs;
}
