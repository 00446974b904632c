namespace Godwit.Terminal;

/// <summary>
/// How many columns a character takes. Our own table, never the C library's: both ends of a session must agree, and a
/// character that is newer than the machine must still be shown (design D9; spec 08, L31 and L32).
/// </summary>
/// <remarks>
/// 0: marks and format characters, the joining Hangul jamo (1160–11FF, D7B0–D7FB), line and paragraph separators, and what
/// is reserved for invisible characters. 2: East Asian Wide and Fullwidth and everything that is an emoji by default. 1: the
/// rest, which includes SOFT HYPHEN, the Arabic number signs and their like, lone regional indicators and private use. An
/// unassigned code point has the width of its neighbourhood. A cluster has the sum of these, at most two: see
/// <c>Emulator.Clusters.cs</c>.
/// </remarks>
public static class CharacterWidth
{
    private const int FirstWithTable = 0x300;
    private const int LastControl0 = 0x1F;
    private const int FirstControl1 = 0x7F;
    private const int LastControl1 = 0x9F;

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

        return UnicodeTables.Of(codePoint).Width(ambiguousIsWide);
    }
}
