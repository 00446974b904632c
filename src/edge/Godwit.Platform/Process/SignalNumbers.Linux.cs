namespace Godwit.Platform;

/// <summary>Signal numbers of Linux (x64, Arm64).</summary>
internal static unsafe partial class SignalNumbers
{
    /// <summary>SIGSTOP.</summary>
    public const int Stop = 19;

    // In the order of the bits of SignalSet.
    private static ReadOnlySpan<byte> Numbers => [1, 2, 3, 10, 13, 15, 17, 18, 28];
}
