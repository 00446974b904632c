using System.Globalization;
using System.Text;

namespace Godwit.Bench.Generators;

/// <summary>What programs that draw send: cursor motion, scrolling in a region, redraws of a whole screen.</summary>
internal static class MotionText
{
    private const int Columns = 80;
    private const int Rows = 24;
    private const int Seed = 3;
    private const int RegionLines = 14_000;
    private const int Redraws = 120;

    /// <summary>A letter into every cell, each after a move of its own.</summary>
    public static byte[] Cursor(int size)
    {
        var text = new StringBuilder();
        for (var letter = 'A'; letter <= 'Z'; letter++)
        {
            for (var row = 0; row < Rows; row++)
            {
                for (var column = 0; column < Columns; column++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"\x1b[{(column % 2 == 0 ? Rows - row : row + 1)};{column + 1}H{letter}");
                }
            }
        }

        return Finish(text, size);
    }

    /// <summary>Lines of text that scroll within rows 3 to 20.</summary>
    public static byte[] Region(int size)
    {
        var random = new Random(Seed);
        var text = new StringBuilder("\x1b[3;20r\x1b[20;1H");
        for (var line = 0; line < RegionLines; line++)
        {
            AppendLetters(text, random, 70);
            text.Append("\r\n");
        }

        return Finish(text, size);
    }

    /// <summary>One letter a line.</summary>
    public static byte[] Letters(int size) => Repeating.Fill("y\n"u8.ToArray(), size);

    /// <summary>An editor that draws its screen anew again and again: colours, erased line ends, a status line, the cursor hidden meanwhile.</summary>
    public static byte[] Alternate(int size)
    {
        var random = new Random(Seed);
        var text = new StringBuilder("\x1b[?1049h\x1b[2J");
        for (var frame = 0; frame < Redraws; frame++)
        {
            text.Append("\x1b[?25l\x1b[H");
            for (var row = 1; row < Rows; row++)
            {
                text.Append(CultureInfo.InvariantCulture, $"\x1b[33m{(frame * 3) + row,4} \x1b[m\x1b[1;3{random.Next(1, 8)}m");
                AppendLetters(text, random, random.Next(3, 13));
                text.Append("\x1b[m ");
                AppendLetters(text, random, random.Next(5, 41));
                text.Append("\x1b[K\r\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"\x1b[7m file.c [+] {frame}% \x1b[m\x1b[K\x1b[{random.Next(1, Rows)};{random.Next(1, Columns)}H\x1b[?25h");
        }

        return Finish(text, size);
    }

    private static void AppendLetters(StringBuilder text, Random random, int count)
    {
        for (; count > 0; count--)
        {
            text.Append((char)random.Next('a', 'z' + 1));
        }
    }

    private static byte[] Finish(StringBuilder text, int size) => Repeating.Fill(Encoding.ASCII.GetBytes(text.ToString()), size);
}
