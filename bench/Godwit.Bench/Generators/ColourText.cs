using System.Globalization;
using System.Text;

namespace Godwit.Bench.Generators;

/// <summary>Dense colour: another indexed or true-colour pair for every one to three characters.</summary>
internal static class ColourText
{
    private const int Seed = 2;
    private const int DistinctSize = 2_000_000;

    public static byte[] Make(int size)
    {
        var random = new Random(Seed);
        var text = new StringBuilder();
        while (text.Length < DistinctSize)
        {
            AppendColours(text, random);
            for (var count = random.Next(1, 4); count > 0; count--)
            {
                text.Append((char)random.Next('!', '~' + 1));
            }

            if (random.Next(100) == 0)
            {
                text.Append("\x1b[0m\r\n");
            }
        }

        text.Append("\x1b[0m\r\n"); // The part ends outside a sequence, so that it can follow itself.
        return Repeating.Fill(Encoding.ASCII.GetBytes(text.ToString()), size);
    }

    private static void AppendColours(StringBuilder text, Random random)
    {
        if (random.Next(2) == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\x1b[38;5;{random.Next(256)};48;5;{random.Next(256)}m");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\x1b[38;2;{random.Next(256)};{random.Next(256)};{random.Next(256)}m");
        if (random.Next(2) == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\x1b[48;2;{random.Next(256)};{random.Next(256)};{random.Next(256)}m");
        }
    }
}
