namespace Godwit.Transport;

/// <summary>
/// A point on the session's monotonic clock, in milliseconds. The clock counts time spent in suspend and never goes back;
/// its origin has no meaning. Read once per turn of the loop at the edge and handed in everywhere (design D4, D5).
/// </summary>
/// <param name="Milliseconds">Milliseconds since the clock's origin.</param>
public readonly record struct Instant(long Milliseconds) : IComparable<Instant>
{
    /// <summary>Later than every other instant: a timer that is not armed.</summary>
    public static Instant Never { get; } = new(long.MaxValue);

    /// <summary>Earlier than every instant of a session: a timer that is due. So far from the end of the range that no difference with it overflows.</summary>
    public static Instant Past { get; } = new(long.MinValue / 2);

    /// <summary>The earlier of two instants.</summary>
    public static Instant Min(Instant a, Instant b) => a.Milliseconds <= b.Milliseconds ? a : b;

    /// <summary>The later of two instants.</summary>
    public static Instant Max(Instant a, Instant b) => a.Milliseconds >= b.Milliseconds ? a : b;

    /// <summary>The instant that lies <paramref name="milliseconds"/> later; <see cref="Never"/> stays never.</summary>
    public static Instant operator +(Instant instant, long milliseconds) =>
        instant.Milliseconds == long.MaxValue ? Never : new(instant.Milliseconds + milliseconds);

    /// <summary>Milliseconds from <paramref name="b"/> to <paramref name="a"/>.</summary>
    public static long operator -(Instant a, Instant b) => a.Milliseconds - b.Milliseconds;

    /// <summary>True if <paramref name="a"/> is earlier.</summary>
    public static bool operator <(Instant a, Instant b) => a.Milliseconds < b.Milliseconds;

    /// <summary>True if <paramref name="a"/> is later.</summary>
    public static bool operator >(Instant a, Instant b) => a.Milliseconds > b.Milliseconds;

    /// <summary>True if <paramref name="a"/> is not later.</summary>
    public static bool operator <=(Instant a, Instant b) => a.Milliseconds <= b.Milliseconds;

    /// <summary>True if <paramref name="a"/> is not earlier.</summary>
    public static bool operator >=(Instant a, Instant b) => a.Milliseconds >= b.Milliseconds;

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Milliseconds.CompareTo(other.Milliseconds);
}
