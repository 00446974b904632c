using System.Globalization;
using System.Text.RegularExpressions;
using Godwit.Bench.Meters;

namespace Godwit.Bench.Judging;

/// <summary>Reads off the screen when a program wrote what it shows (<c>T=</c> and bash's <c>$EPOCHREALTIME</c>), in the time of <see cref="Clock"/>.</summary>
internal static partial class WallClock
{
    // Both clocks are of this machine. Nobody sets it within a run; if somebody does, the numbers show it.
    private static readonly double Offset = DateTime.UtcNow.Subtract(DateTime.UnixEpoch).TotalMilliseconds - Clock.Now;

    /// <summary>The time in a row; null if there is none.</summary>
    public static double? Read(string row) =>
        Stamp().Match(row) is { Success: true } match
            ? (double.Parse(match.Groups["time"].ValueSpan, CultureInfo.InvariantCulture) * 1000) - Offset
            : null;

    [GeneratedRegex(@"T=(?<time>\d{10}\.\d{6})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();
}
