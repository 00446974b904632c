namespace Godwit.Transport;

/// <summary>
/// The ends of the diffs that led to a state: what the diffs from it are compressed against, because a screen's next picture has much of the
/// last ones. Never changed once made, so that states share it.
/// </summary>
internal static class DiffHistory
{
    /// <summary>
    /// Octets kept. Measured with an editor's, a monitor's and tmux's frames: 2 KiB take a third off them, 4 KiB 2 % more, 32 KiB 4 % more, and
    /// every frame costs the time to compress what is kept.
    /// </summary>
    public const int LengthMax = 4096;

    /// <summary>The history after a diff.</summary>
    /// <param name="before">The history before it; empty where it begins.</param>
    /// <param name="diff">The diff.</param>
    public static byte[] Extend(byte[] before, ReadOnlySpan<byte> diff)
    {
        if (diff.IsEmpty)
        {
            return before;
        }

        var kept = Math.Min(before.Length, Math.Max(0, LengthMax - diff.Length));
        diff = diff[Math.Max(0, diff.Length - LengthMax)..];
        var after = new byte[kept + diff.Length];
        before.AsSpan(before.Length - kept).CopyTo(after);
        diff.CopyTo(after.AsSpan(kept));
        return after;
    }
}
