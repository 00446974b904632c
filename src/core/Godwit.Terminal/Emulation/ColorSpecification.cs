using System.Globalization;
using System.Text;

namespace Godwit.Terminal;

/// <summary>Colours as text, in the forms of X (XParseColor): <c>rgb:h/h/h</c> to <c>rgb:hhhh/hhhh/hhhh</c>, <c>#rgb</c> to <c>#rrrrggggbbbb</c>, some names.</summary>
internal static class ColorSpecification
{
    /// <summary>Longest text that can be a colour.</summary>
    private const int LengthMax = 32;

    private const int ComponentDigitsMax = 4;

    /// <summary>The names that programs use: X11's basic ones, values 0xRRGGBB.</summary>
    private static readonly Dictionary<string, int> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["black"] = 0x000000,
        ["white"] = 0xFFFFFF,
        ["red"] = 0xFF0000,
        ["green"] = 0x00FF00,
        ["blue"] = 0x0000FF,
        ["yellow"] = 0xFFFF00,
        ["cyan"] = 0x00FFFF,
        ["magenta"] = 0xFF00FF,
        ["gray"] = 0xBEBEBE,
        ["grey"] = 0xBEBEBE,
        ["darkgray"] = 0xA9A9A9,
        ["darkgrey"] = 0xA9A9A9,
        ["lightgray"] = 0xD3D3D3,
        ["lightgrey"] = 0xD3D3D3,
        ["dimgray"] = 0x696969,
        ["dimgrey"] = 0x696969,
        ["darkred"] = 0x8B0000,
        ["darkgreen"] = 0x006400,
        ["darkblue"] = 0x00008B,
        ["darkcyan"] = 0x008B8B,
        ["darkmagenta"] = 0x8B008B,
        ["lightblue"] = 0xADD8E6,
        ["lightgreen"] = 0x90EE90,
        ["lightyellow"] = 0xFFFFE0,
        ["lightcyan"] = 0xE0FFFF,
        ["orange"] = 0xFFA500,
        ["darkorange"] = 0xFF8C00,
        ["brown"] = 0xA52A2A,
        ["pink"] = 0xFFC0CB,
        ["purple"] = 0xA020F0,
        ["violet"] = 0xEE82EE,
        ["gold"] = 0xFFD700,
        ["navy"] = 0x000080,
        ["maroon"] = 0xB03060,
        ["turquoise"] = 0x40E0D0,
        ["salmon"] = 0xFA8072,
        ["beige"] = 0xF5F5DC,
        ["ivory"] = 0xFFFFF0,
        ["khaki"] = 0xF0E68C,
        ["tan"] = 0xD2B48C,
    };

    /// <summary>Reads a colour.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="color">A 24-bit colour: of longer components the eight highest bits count.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out Color color)
    {
        color = default;
        if (text.Length > LengthMax)
        {
            return false;
        }

        string characters = Encoding.ASCII.GetString(text);
        if (characters.StartsWith('#'))
        {
            return TryParseHash(characters.AsSpan(1), out color);
        }

        if (characters.StartsWith("rgb:", StringComparison.OrdinalIgnoreCase))
        {
            return TryParseComponents(characters[4..].Split('/'), 3, out color);
        }

        if (characters.StartsWith("rgba:", StringComparison.OrdinalIgnoreCase))
        {
            // urxvt's form; there is no transparency here.
            return TryParseComponents(characters[5..].Split('/'), 4, out color);
        }

        bool named = Names.TryGetValue(characters, out int value);
        color = named ? Color.Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value) : default;
        return named;
    }

    /// <summary>One to four digits a component, the highest ones: <c>#f00</c> is F00000.</summary>
    private static bool TryParseHash(ReadOnlySpan<char> digits, out Color color)
    {
        color = default;
        int length = digits.Length / 3;
        if (digits.Length % 3 != 0 || length is < 1 or > ComponentDigitsMax)
        {
            return false;
        }

        Span<byte> components = stackalloc byte[3];
        for (int i = 0; i < components.Length; i++)
        {
            if (!TryParseHex(digits.Slice(i * length, length), out int value))
            {
                return false;
            }

            components[i] = (byte)((value << (4 * (ComponentDigitsMax - length))) >> 8);
        }

        color = Color.Rgb(components[0], components[1], components[2]);
        return true;
    }

    /// <summary>One to four digits a component, a share of the largest number of that length: <c>f</c> is FF.</summary>
    private static bool TryParseComponents(string[] parts, int count, out Color color)
    {
        color = default;
        if (parts.Length != count)
        {
            return false;
        }

        Span<byte> components = stackalloc byte[count];
        for (int i = 0; i < count; i++)
        {
            if (parts[i].Length is < 1 or > ComponentDigitsMax || !TryParseHex(parts[i], out int value))
            {
                return false;
            }

            int largest = (1 << (4 * parts[i].Length)) - 1;
            components[i] = (byte)((value * 0xFFFF / largest) >> 8);
        }

        color = Color.Rgb(components[0], components[1], components[2]);
        return true;
    }

    private static bool TryParseHex(ReadOnlySpan<char> digits, out int value) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
