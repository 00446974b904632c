using System.Globalization;
using Godwit.Terminal;

namespace Godwit.Client;

/// <summary>X11's way of writing a colour: <c>rrrr/gggg/bbbb</c>, each part of one to four hexadecimal digits.</summary>
internal static class ColorText
{
    private const int DigitsMax = 4;

    /// <summary>Reads what stands behind <c>rgb:</c>.</summary>
    /// <param name="text">The three parts.</param>
    /// <param name="color">The colour, 8 bits a part.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out Color color)
    {
        color = default;
        Span<byte> parts = stackalloc byte[3];
        int count = 0;
        foreach (Range range in text.Split((byte)'/'))
        {
            if (count == parts.Length || !TryParsePart(text[range], out parts[count++]))
            {
                return false;
            }
        }

        color = Color.Rgb(parts[0], parts[1], parts[2]);
        return count == parts.Length;
    }

    // A part of n digits is a share of 16^n - 1.
    private static bool TryParsePart(ReadOnlySpan<byte> digits, out byte value)
    {
        value = 0;
        if (digits.Length is 0 or > DigitsMax || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int number))
        {
            return false;
        }

        int full = (1 << (4 * digits.Length)) - 1;
        value = (byte)(((number * byte.MaxValue) + (full / 2)) / full);
        return true;
    }
}
