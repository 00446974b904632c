using Godwit.Link;

namespace Godwit.Bench.Links;

/// <summary>A link of the benchmark.</summary>
/// <param name="Name">The name on the command line and in the report.</param>
/// <param name="Title">For people.</param>
/// <param name="Profile">What it does.</param>
/// <param name="HasDownload">A real TCP download runs beside the session.</param>
internal sealed record NamedLink(string Name, string Title, LinkProfile Profile, bool HasDownload = false)
{
    // One key after the other, alone on the machine: otherwise neighbours would be most of what is measured.
    private const double LocalMillisecondsMax = 5;

    /// <summary>Round trip without queues, in milliseconds.</summary>
    public double RoundTripMilliseconds => Mean(Profile.Up) + Mean(Profile.Down);

    /// <summary>Whether it is so short that sessions are measured one at a time.</summary>
    public bool IsLocal => RoundTripMilliseconds < LocalMillisecondsMax;

    /// <summary>What is added to it comes after the session is up: before, it only delays.</summary>
    public LinkProfile WhileConnecting { get; } = new(Name, Only(Profile.Up), Only(Profile.Down));

    /// <summary>The same with traces that begin elsewhere, so that rounds differ.</summary>
    public LinkProfile Round(int round)
    {
        const int MillisecondsPerRound = 7000;
        return Profile with { Up = Shift(Profile.Up), Down = Shift(Profile.Down) };

        LinkDirection Shift(LinkDirection direction) => direction.Trace is { } trace
            ? direction with { TraceOffsetMilliseconds = (direction.TraceOffsetMilliseconds + ((long)round * MillisecondsPerRound)) % trace.DurationMilliseconds }
            : direction;
    }

    private static double Mean(LinkDirection direction) => direction.DelayMilliseconds + (direction.JitterMilliseconds / 2);

    private static LinkDirection Only(LinkDirection direction) => new() { DelayMilliseconds = direction.DelayMilliseconds };
}
