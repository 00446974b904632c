namespace Godwit.Platform.Tests;

internal static class Limits
{
    /// <summary>Longest wait for something that must happen; only a failing test waits that long.</summary>
    public const int PatienceMilliseconds = 30_000;
}
