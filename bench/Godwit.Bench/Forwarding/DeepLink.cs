using Godwit.Bench.Links;
using Godwit.Link;

namespace Godwit.Bench.Forwarding;

/// <summary>The link of both measurements: narrow, with so deep a queue that a transfer which fills it makes a session useless.</summary>
internal static class DeepLink
{
    /// <summary>Bits in a second, each way.</summary>
    public const long Rate = 10_000_000;

    /// <summary>Without a queue, in milliseconds.</summary>
    public const double RoundTrip = 60;

    /// <summary>How long the full queue of a direction takes to drain, in milliseconds.</summary>
    public const double QueueMilliseconds = 1000;

    private const double BitsPerOctet = 8;

    private static readonly LinkDirection Direction = new()
    {
        DelayMilliseconds = RoundTrip / 2,
        RateBitsPerSecond = Rate,
        QueueBytes = (int)(Rate * QueueMilliseconds / 1000 / BitsPerOctet),
    };

    /// <summary>The link.</summary>
    public static NamedLink Link { get; } = new("10mbit-deep", "10 Mbit/s, 60 ms, a queue of one second each way", LinkProfile.Symmetric("10mbit-deep", Direction));

    /// <summary>Megabits in a second.</summary>
    public static double Megabits(double octets, double milliseconds) => octets * BitsPerOctet / 1000 / milliseconds;
}
