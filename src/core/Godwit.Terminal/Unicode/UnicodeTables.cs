using System.Runtime.CompilerServices;

namespace Godwit.Terminal;

/// <summary>
/// What we know of every code point, in one table of one octet each: columns, cluster class, and whether it has a text and an emoji form.
/// Made by eng/UnicodeTables; both ends of a session compare <see cref="Version"/>.
/// </summary>
public static partial class UnicodeTables
{
    private const int CodePoints = 0x110000;

    /// <summary>The entry of a code point: a control without columns if <paramref name="codePoint"/> is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static CharacterEntry Of(int codePoint) =>
        (uint)codePoint < CodePoints
            ? new CharacterEntry(Blocks[(BlockOf[codePoint >> BlockShift] << BlockShift) + (codePoint & ((1 << BlockShift) - 1))])
            : CharacterEntry.None;
}
