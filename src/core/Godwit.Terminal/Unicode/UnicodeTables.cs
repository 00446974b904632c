using System.Globalization;
using System.Runtime.CompilerServices;

namespace Godwit.Terminal;

/// <summary>
/// What we know of every code point, in one table of one octet each: columns, cluster class, and whether it has a text and an emoji form.
/// Made by eng/UnicodeTables; both ends of a session compare <see cref="Version"/>.
/// </summary>
public static partial class UnicodeTables
{
    private const int CodePoints = 0x110000;

    /// <summary>
    /// <see cref="Version"/> as a number for the wire: 100 × major + minor. If the two ends differ, each character that others may see
    /// differently is placed absolutely, as for a stock client. 0 is "not told".
    /// </summary>
    public static uint VersionNumber
    {
        get
        {
            string[] parts = Version.Split('.');
            return (100 * uint.Parse(parts[0], CultureInfo.InvariantCulture)) + uint.Parse(parts[1], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The entry of a code point: a control without columns if <paramref name="codePoint"/> is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static CharacterEntry Of(int codePoint) =>
        (uint)codePoint < CodePoints
            ? new CharacterEntry(Blocks[(BlockOf[codePoint >> BlockShift] << BlockShift) + (codePoint & ((1 << BlockShift) - 1))])
            : CharacterEntry.None;
}
