namespace Godwit.Terminal;

/// <summary>
/// How many columns a character takes. Our own table, never the C library's: both ends of a session must agree, and a
/// character that is newer than the machine must still be shown (design D9; spec 08, L31 and L32).
/// </summary>
/// <remarks>
/// 0: marks and format characters, the joining Hangul jamo (1160–11FF, D7B0–D7FF), line and paragraph separators, and what
/// is reserved for invisible characters. 2: East Asian Wide and Fullwidth and everything that is an emoji by default. 1: the
/// rest, which includes SOFT HYPHEN, the Arabic number signs and their like, lone regional indicators and private use. An
/// unassigned code point has the width of its neighbourhood. The width of a cluster is not the sum of these: see <see cref="GraphemeBreak"/>.
/// </remarks>
public static partial class CharacterWidth
{
    private const int FirstWithTable = 0x300;
    private const int LastControl0 = 0x1F;
    private const int FirstControl1 = 0x7F;
    private const int LastControl1 = 0x9F;
    private const int CodePoints = 0x110000;
    private const int BitsPerEntry = 2;
    private const int EntryMask = (1 << BitsPerEntry) - 1;
    private const int EntriesPerOctetShift = 2;
    private const int AmbiguousEntry = 3;

    /// <summary>The columns of <paramref name="codePoint"/>, ambiguous characters taken as narrow.</summary>
    /// <param name="codePoint">A Unicode scalar value.</param>
    /// <returns>0, 1 or 2. 0 for controls and for what is no code point; 1 for surrogates.</returns>
    public static int Of(int codePoint) => Of(codePoint, ambiguousIsWide: false);

    /// <summary>The columns of <paramref name="codePoint"/>.</summary>
    /// <param name="codePoint">A Unicode scalar value.</param>
    /// <param name="ambiguousIsWide">
    /// True to give East Asian Ambiguous characters two columns, as legacy East Asian fonts do. Private use stays narrow.
    /// </param>
    /// <returns>0, 1 or 2. 0 for controls and for what is no code point; 1 for surrogates.</returns>
    public static int Of(int codePoint, bool ambiguousIsWide)
    {
        // Everything below the first combining mark is narrow, but some of it is ambiguous (A1, B0 ...).
        if (codePoint < FirstWithTable && !ambiguousIsWide)
        {
            return codePoint <= LastControl0 || codePoint is >= FirstControl1 and <= LastControl1 ? 0 : 1;
        }

        if ((uint)codePoint >= CodePoints)
        {
            return 0;
        }

        int entry = Entry(codePoint);
        return entry != AmbiguousEntry ? entry : ambiguousIsWide ? 2 : 1;
    }

    private static int Entry(int codePoint)
    {
        int within = codePoint & ((1 << BlockShift) - 1);
        int octet = (BlockOf[codePoint >> BlockShift] << (BlockShift - EntriesPerOctetShift)) + (within >> EntriesPerOctetShift);
        return (Blocks[octet] >> ((within & ((1 << EntriesPerOctetShift) - 1)) * BitsPerEntry)) & EntryMask;
    }
}
