using System.Text;

namespace Godwit.Terminal;

/// <content>DECRQCRA: the checksum of a rectangle, as xterm computes it without extensions.</content>
public sealed partial class Emulator
{
    /// <summary>
    /// <c>CSI id ; page ; top ; left ; bottom ; right * y</c>. Attributes but protection have weights; erased cells count only if they show a
    /// background or one is the first cell asked for, which makes a single erased cell a blank; the sum is negated.
    /// </summary>
    private void ReportChecksum(SequenceParameters parameters)
    {
        if (!options.AnswerChecksums)
        {
            return;
        }

        Rectangle area = RectangleAt(parameters, 2);
        int sum = 0;
        bool first = true;
        for (int row = area.Top; row < area.Bottom; row++)
        {
            foreach (Cell cell in Screen[row].Cells[area.Left..area.Right])
            {
                if (first || !cell.IsEmpty || cell.Style != StyleId.Default)
                {
                    sum += ChecksumOf(cell);
                }

                first = false;
            }
        }

        Reply($"\eP{parameters[0]}!~{-sum & 0xFFFF:X4}\e\\");
    }

    private int ChecksumOf(Cell cell)
    {
        Style style = Pool.Styles[cell.Style];
        int weight = Weight(StyleAttributes.Invisible, 0x08)
            + (style.Underline != UnderlineKind.None ? 0x10 : 0)
            + Weight(StyleAttributes.Inverse, 0x20)
            + Weight(StyleAttributes.Blink, 0x40)
            + Weight(StyleAttributes.Bold, 0x80);
        return (CharacterForChecksum(cell) & 0xFF) + weight;

        int Weight(StyleAttributes attribute, int value) => (style.Attributes & attribute) != 0 ? value : 0;
    }

    private int CharacterForChecksum(Cell cell)
    {
        // What xterm keeps in the right half of a wide character.
        const int Hidden = 0xFFFF;
        if (cell.IsSpacer || cell.IsEmpty)
        {
            return cell.IsSpacer ? Hidden : ' ';
        }

        if (!cell.IsCluster)
        {
            return cell.Glyph;
        }

        Span<byte> text = stackalloc byte[ClusterTable.ClusterBytesMax];
        _ = Rune.DecodeFromUtf8(text[..cell.WriteText(Pool, text)], out Rune rune, out _);
        return rune.Value;
    }
}
