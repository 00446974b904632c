using System.Globalization;
using System.Text.RegularExpressions;
using Godwit.Bench.Judging;
using Godwit.Bench.Meters;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Workloads;

/// <summary>Watches a session in which <see cref="RedrawWorkload"/> runs. A frame counts from when every letter of it is right.</summary>
internal sealed partial class FrameWatch
{
    private const double FrameMilliseconds = 1000;

    // A session whose last good frame is older than this at the end has lost it.
    private const double StaleMilliseconds = 5000;

    private readonly LiveSession session;
    private readonly double started = Clock.Now;
    private readonly long octetsBefore;
    private readonly List<double> ages = [];
    private double lastWritten;
    private double longestLate;

    public FrameWatch(LiveSession session)
    {
        this.session = session;
        octetsBefore = Octets;
        lastWritten = started;
        session.Drawn = Look;
    }

    private long Octets => session.Route.Link.UpOctets + session.Route.Link.DownOctets;

    /// <summary>Ends the watch and writes down what it saw.</summary>
    public void Stop(TableContext bench, string workload)
    {
        session.Drawn = _ => { };
        var now = Clock.Now;
        longestLate = Math.Max(longestLate, now - lastWritten - FrameMilliseconds);
        bench.Measurements.Add(workload, session.Lane, Quantities.Latency, ages);
        bench.Measurements.Add(workload, session.Lane, Quantities.Stall, longestLate);
        bench.Measurements.Add(workload, session.Lane, Quantities.Lost, now - lastWritten > StaleMilliseconds ? 1 : 0);
        bench.Measurements.Add(workload, session.Lane, Quantities.Octets, (Octets - octetsBefore) * FrameMilliseconds / (now - started));
    }

    private void Look(double now)
    {
        var heading = session.Screen.Row(0);
        if (WallClock.Read(heading) is not { } written || written <= lastWritten || Number().Match(heading) is not { Success: true } number)
        {
            return;
        }

        var frame = int.Parse(number.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        for (var row = RedrawWorkload.FirstTextRow; row < UserScreen.Rows; row++)
        {
            if (session.Screen.Row(row).TrimEnd() != RedrawWorkload.RowText(frame, row))
            {
                return;
            }
        }

        // The frame after the last was due a second after it; frames between may have been left out.
        longestLate = Math.Max(longestLate, now - Math.Max(lastWritten + FrameMilliseconds, started));
        lastWritten = written;
        ages.Add(now - written);
    }

    [GeneratedRegex(@"^N=(?<number>\d+) ", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
