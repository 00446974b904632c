using System.Text;

namespace Godwit.Terminal;

/// <content>DECRQCRA: the checksum of a rectangle, as xterm computes it without extensions.</content>
public sealed partial class Emulator
{
    /// <summary>
    /// <c>CSI id ; page ; top ; left ; bottom ; right * y</c>. Erased cells count nothing, attributes have weights of their own, blanks at the
    /// end of a row are left out; the sum is negated.
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
            int blanks = 0;
            foreach (Cell cell in Screen[row].Cells[area.Left..area.Right])
            {
                if (cell.IsEmpty || cell.IsSpacer)
                {
                    continue;
                }

                int value = ChecksumOf(cell, out bool isBlank);
                if (first || !isBlank)
                {
                    sum += value + blanks;
                    blanks = 0;
                }
                else
                {
                    blanks += value;
                }

                first = false;
            }
        }

        Reply($"\eP{parameters[0]}!~{-sum & 0xFFFF:X4}\e\\");
    }

    private int ChecksumOf(Cell cell, out bool isBlank)
    {
        Style style = Pool.Styles[cell.Style];
        int weight = Weight(StyleAttributes.Protected, 0x04)
            + Weight(StyleAttributes.Invisible, 0x08)
            + (style.Underline != UnderlineKind.None ? 0x10 : 0)
            + Weight(StyleAttributes.Inverse, 0x20)
            + Weight(StyleAttributes.Blink, 0x40)
            + Weight(StyleAttributes.Bold, 0x80);
        Span<byte> text = stackalloc byte[ClusterTable.ClusterBytesMax];
        int character = cell.Glyph;
        if (cell.IsCluster)
        {
            _ = Rune.DecodeFromUtf8(text[..cell.WriteText(Pool, text)], out Rune rune, out _);
            character = rune.Value;
        }

        isBlank = character == ' ' && style == default;
        return (character & 0xFF) + weight;

        int Weight(StyleAttributes attribute, int value) => (style.Attributes & attribute) != 0 ? value : 0;
    }
}
