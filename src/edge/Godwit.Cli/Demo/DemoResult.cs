using Godwit.Link;

namespace Godwit.Cli.Demo;

/// <summary>What a scripted session measured.</summary>
internal sealed record DemoResult
{
    /// <summary>Keys whose effect on the screen was awaited.</summary>
    public required int Keystrokes { get; init; }

    /// <summary>Times from the press to the screen, in microseconds; fewer than <see cref="Keystrokes"/> if some never showed.</summary>
    public required IReadOnlyList<long> Latencies { get; init; }

    /// <summary>From client to server.</summary>
    public required LinkCounters Up { get; init; }

    /// <summary>From server to client.</summary>
    public required LinkCounters Down { get; init; }

    /// <summary>True if the client's address changed and the server found the new one.</summary>
    public required bool HasSurvivedRoaming { get; init; }

    /// <summary>True if the client's screen showed what the same shell shows without a network.</summary>
    public required bool IsScreenRight { get; init; }

    /// <summary>Null if the session went as it should to its end; else one or two sentences why not.</summary>
    public required string? Failure { get; init; }

    /// <summary>The <paramref name="fraction"/> quantile of the latencies, in milliseconds (nearest rank); NaN if there are none.</summary>
    /// <param name="fraction">0 (exclusive) to 1: 0.5 is the median.</param>
    public double LatencyMilliseconds(double fraction)
    {
        if (Latencies.Count == 0)
        {
            return double.NaN;
        }

        long[] sorted = [.. Latencies.Order()];
        int rank = (int)Math.Ceiling(fraction * sorted.Length);
        return sorted[Math.Clamp(rank, 1, sorted.Length) - 1] / 1000.0;
    }
}
