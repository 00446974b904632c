namespace Godwit.Cli.Doctor;

/// <summary>What was measured of the path for some seconds.</summary>
/// <param name="RoundTrips">How many round trips.</param>
/// <param name="ShortestMs">The shortest in milliseconds.</param>
/// <param name="MeanMs">Their mean.</param>
/// <param name="LongestMs">The longest.</param>
/// <param name="LossThere">Share of our datagrams that got lost, 0 to 1; null if the server does not tell.</param>
/// <param name="LossBack">Share of the server's.</param>
internal sealed record PathFigures(int RoundTrips, int ShortestMs, double MeanMs, int LongestMs, double? LossThere, double LossBack);
