using System.Diagnostics;
using Godwit.Terminal;

namespace Godwit.Conformance.Hostile;

/// <summary>
/// Bounds for hostile output: octets allocated on the way and held afterwards; time only as a guard against hanging, because machines
/// differ. GODWIT_FULL=1 feeds the whole amounts (1 GiB of marks, 256 MiB of each string) instead of a share of them.
/// </summary>
internal static class Budget
{
    /// <summary>One whole amount in CI is this share.</summary>
    private const int ShareOfCi = 16;

    /// <summary>What a terminal of 80×24 and everything around it may hold.</summary>
    private const long HeldBytesMax = 32L << 20;

    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(10);

    private static bool IsFull => Environment.GetEnvironmentVariable("GODWIT_FULL") is { Length: > 0 };

    /// <summary>The amount to feed.</summary>
    public static long Amount(long whole) => IsFull ? whole : whole / ShareOfCi;

    /// <summary>Feeds <paramref name="piece"/> again and again and checks what it cost.</summary>
    public static void Feed(Emulator emulator, ReadOnlySpan<byte> piece, long octets, long allocatedMax)
    {
        long started = Stopwatch.GetTimestamp();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long fed = 0; fed < octets; fed += piece.Length)
        {
            emulator.Write(piece);
            emulator.ClearReplies();
            Assert.True(Stopwatch.GetElapsedTime(started) < HangGuard, "it hangs");
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, allocatedMax);
        Assert.Null(Soundness.Fault(emulator.Screen));
    }

    /// <summary>Runs something and checks what is held while its result lives.</summary>
    public static void Held(Func<object> action)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        object result = action();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, HeldBytesMax);
        GC.KeepAlive(result);
    }

    /// <summary>Takes what events wait, as a session does.</summary>
    public static void Drain(Emulator emulator)
    {
        while (emulator.Events.TryTake(out _))
        {
        }
    }
}
