namespace Godwit.Forwarding;

/// <summary>How one forwarding is doing, as this end knows it.</summary>
/// <param name="Name">As its option, with the port if the system chose it; at the server's end of a connection where that leads to.</param>
/// <param name="Tally">What it has carried.</param>
/// <param name="Problem">Why it does not work; null if it does.</param>
public sealed record ForwardReport(string Name, ForwardTally Tally, string? Problem = null);
