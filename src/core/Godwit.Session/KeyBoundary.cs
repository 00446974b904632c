namespace Godwit.Session;

/// <summary>
/// Where typed octets may be cut. The server's terminal answers programs between two pieces of input; inside of an arrow key its answer would make
/// two wrong keys of it.
/// </summary>
internal static class KeyBoundary
{
    // Longer sequences are no keys, and one of them is not worth holding up the rest.
    private const int LengthMax = 32;
    private const byte Escape = 0x1B;

    /// <summary>The length of the octets without a sequence (ECMA-48 section 5.4, SS3, Alt with a key) that goes on behind them.</summary>
    public static int Before(ReadOnlySpan<byte> octets)
    {
        int from = Math.Max(0, octets.Length - LengthMax);
        int start = from + octets[from..].LastIndexOf(Escape);
        if (start < from || IsWhole(octets[start..]))
        {
            return octets.Length;
        }

        // Alt with a key that is a sequence itself.
        return start > from && octets[start - 1] == Escape ? start - 1 : start;
    }

    private static bool IsWhole(ReadOnlySpan<byte> sequence) => sequence switch
    {
        [_] => false,
        [_, (byte)'O', ..] => sequence.Length >= 3,
        [_, (byte)'[', .. var rest] => rest.ContainsAnyInRange((byte)0x40, (byte)0x7E),
        _ => true,
    };
}
