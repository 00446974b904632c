using System.Globalization;

namespace Godwit.Link;

/// <summary>
/// A recorded rate, in the format of mahimahi: one line per opportunity to send, with its time in milliseconds since the start, not
/// decreasing. Each opportunity takes <see cref="OpportunityBytes"/> octets; what is not used of it is lost. After the last line it begins anew.
/// </summary>
public sealed class LinkTrace
{
    /// <summary>What one opportunity takes, in octets (mahimahi: one packet of 1500 and its link header).</summary>
    public const int OpportunityBytes = 1504;

    /// <summary>Most opportunities of a trace: two hours of a link with 7 Mbit/s. Bounds what a file can take of memory (16 MB).</summary>
    public const int OpportunitiesMax = 4_000_000;

    /// <summary>Longest trace, in milliseconds: a day.</summary>
    public const int DurationMillisecondsMax = 86_400_000;

    private readonly int[] stamps;

    private LinkTrace(int[] stamps) => this.stamps = stamps;

    /// <summary>Number of opportunities until it begins anew.</summary>
    public int Count => stamps.Length;

    /// <summary>How long it is until it begins anew, in milliseconds: the time of the last opportunity.</summary>
    public int DurationMilliseconds => stamps[^1];

    /// <summary>Mean rate in bits per second.</summary>
    public double MeanBitsPerSecond => Count * OpportunityBytes * 8 * 1000.0 / DurationMilliseconds;

    /// <summary>Makes a trace.</summary>
    /// <param name="stamps">Times in milliseconds: not decreasing, 0 or later, the last one 1 or later.</param>
    /// <exception cref="ArgumentException">The times are not of that kind, or too many.</exception>
    public static LinkTrace FromMilliseconds(IReadOnlyCollection<int> stamps)
    {
        ArgumentNullException.ThrowIfNull(stamps);
        int[] copy = [.. stamps];
        return Fault(copy) is { } fault ? throw new ArgumentException(fault, nameof(stamps)) : new(copy);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">Lines with a number each; blank lines are passed over.</param>
    /// <param name="trace">The trace, or null.</param>
    /// <param name="reason">Why there is none, in one sentence without a full stop; empty if there is.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out LinkTrace? trace, out string reason)
    {
        trace = null;
        List<int> stamps = [];
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> word = line.Trim();
            if (word.IsEmpty)
            {
                continue;
            }

            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int stamp) || stamps.Count == OpportunitiesMax)
            {
                reason = stamps.Count == OpportunitiesMax ? $"more than {OpportunitiesMax} lines" : $"line {number} is not a number of milliseconds";
                return false;
            }

            stamps.Add(stamp);
        }

        int[] all = [.. stamps];
        reason = Fault(all) ?? "";
        trace = reason.Length == 0 ? new(all) : null;
        return trace is not null;
    }

    /// <summary>When an opportunity comes, in nanoseconds since the start.</summary>
    /// <param name="opportunity">Its number, from 0 on; goes on over the end of the trace.</param>
    internal long TimeOf(long opportunity) =>
        ((opportunity / Count * DurationMilliseconds) + stamps[opportunity % Count]) * LinkModel.NanosecondsPerMillisecond;

    /// <summary>Number of the first opportunity at a time or later.</summary>
    /// <param name="time">Nanoseconds since the start.</param>
    internal long FirstFrom(long time)
    {
        long period = DurationMilliseconds * LinkModel.NanosecondsPerMillisecond;
        long round = time / period;
        // Rounded up: the first whole millisecond that is not before.
        long rest = ((time % period) + LinkModel.NanosecondsPerMillisecond - 1) / LinkModel.NanosecondsPerMillisecond;
        int low = 0;
        for (int high = Count - 1; low < high;)
        {
            int middle = (low + high) / 2;
            if (stamps[middle] < rest)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (round * Count) + low;
    }

    private static string? Fault(int[] stamps)
    {
        if (stamps.Length is 0 or > OpportunitiesMax)
        {
            return stamps.Length == 0 ? "there is no line in it" : $"more than {OpportunitiesMax} lines";
        }

        for (int i = 1; i < stamps.Length; i++)
        {
            if (stamps[i] < stamps[i - 1])
            {
                return $"the time of opportunity {i + 1} is before that of the one above";
            }
        }

        return stamps[0] < 0 || stamps[^1] is < 1 or > DurationMillisecondsMax ? $"it has to end between 1 and {DurationMillisecondsMax} ms" : null;
    }
}
