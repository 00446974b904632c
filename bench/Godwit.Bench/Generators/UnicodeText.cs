using System.Text;

namespace Godwit.Bench.Generators;

/// <summary>Text beyond ASCII: ideographs, syllables, kana, emoji (some of several code points), letters with combining marks, line drawing.</summary>
internal static class UnicodeText
{
    private const int Seed = 4;
    private const int DistinctSize = 1_000_000;

    private static readonly string[] Emoji =
        ["\U0001F600", "\U0001F680", "\u2764\uFE0F", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F44D\U0001F3FD", "\U0001F1E9\U0001F1EA"];

    public static byte[] Make(int size)
    {
        var random = new Random(Seed);
        var text = new StringBuilder();
        for (var length = 0; length < DistinctSize; length += 3)
        {
            var start = text.Length;
            AppendPart(text, random);
            length += (text.Length - start - 1) * 3; // About three octets a character.
        }

        text.Append("\r\n");
        return Repeating.Fill(Encoding.UTF8.GetBytes(text.ToString()), size);
    }

    private static void AppendPart(StringBuilder text, Random random)
    {
        switch (random.Next(20))
        {
            case < 8:
                AppendRange(text, random, 8, 0x4E00, 0x9FA5);
                break;
            case < 10:
                AppendRange(text, random, 6, 0xAC00, 0xD7A3);
                break;
            case < 12:
                AppendRange(text, random, 8, 0x3041, 0x3096);
                break;
            case < 15:
                text.Append(random.GetItems(Emoji, 1)[0]);
                break;
            case < 17:
                text.Append("e\u0301a\u0300o\u0308n\u0303 ");
                break;
            case < 19:
                AppendRange(text, random, 10, 0x2500, 0x2580);
                break;
            default:
                text.Append("\r\n");
                break;
        }
    }

    private static void AppendRange(StringBuilder text, Random random, int count, int first, int end)
    {
        for (; count > 0; count--)
        {
            text.Append((char)random.Next(first, end));
        }
    }
}
