using System.Text;

namespace Godwit.Display.Tests;

/// <summary>Random output of a program: text that wraps and scrolls, edits, regions, colours, modes; now and then rubbish.</summary>
internal sealed class HostStream(Random random)
{
    private static readonly string[] Words =
    [
        "hello ", "world", "x", "漢字", "あ", "한", "e\u0301", "\u0301", "é", "──", "😀", "☃\uFE0F", "👩\u200D🚀", "🇩🇪", "Ж", "     ", "\u00A0", "क्षि", "\u00AD",
        "🇩", "🇪\u0301", "👨\u200D👩\u200D👧\u200D👦", "\u200D", "🚀", "❤\uFE0F", "❤", "\uFE0F", "⌚\uFE0E", "1\uFE0F\u20E3", "☝🏽", "🏽", "का", "\u094D", "\u0937",
        "\u0600", "\u1112\u1161\u11AB", "\u1112", "\u1161", "\u200B", "👩🏻\u200D❤\uFE0F\u200D💋\u200D👨🏼", "\U000E0067", "\uD7FF", "\U0001FAE8", "\uA48D",
    ];

    private static readonly string[] Controls =
    [
        "\r\n", "\r\n", "\n", "\r", "\b", "\t", "\eM", "\eD", "\eE", "\e7", "\e8", "\a", "\e[K", "\e[1K", "\e[2K", "\e[J", "\e[1J", "\e[2J", "\e[m", "\e[H",
        "\e(B", "\e(0", "\e[?7l", "\e[?7h", "\e[4h", "\e[4l", "\e[?6h", "\e[?6l", "\e[r", "\e[?25l", "\e[?25h", "\e[?5h", "\e[?5l", "\e[?2004h", "\e[?2004l",
        "\e[?1000h", "\e[?1002h", "\e[?1003l", "\e[?1006h", "\e[?1006l", "\e[?1016h", "\e[?1004h", "\e[?1004l", "\e[?1007h", "\e[?1h", "\e[?1l", "\e=", "\e>",
        "\e]0;both\a", "\e]1;icon\a", "\e]2;title\a", "\e]52;c;aGk=\a", "\e]8;;http://x/\a", "\e]8;;\a", "\e[3 q", "\e[0 q", "\e[?1049h", "\e[?1049l", "\e[?47h", "\e[?47l", "\e[?2027l", "\e[?2027h", "\e#8", "\ec", "\e[!p",
    ];

    public void Append(StringBuilder output, int width, int height)
    {
        int number = random.Next(4) == 0 ? random.Next(12) : 1 + random.Next(3);
        switch (random.Next(14))
        {
            case < 4:
                output.Append(Words[random.Next(Words.Length)]);
                break;
            case 4:
                output.Append((char)('a' + random.Next(26)), 1 + random.Next(width + 4));
                break;
            case 5 or 6:
                output.Append(Controls[random.Next(Controls.Length)]);
                break;
            case 7:
                output.Append($"\e[{1 + random.Next(height)};{1 + random.Next(width)}H");
                break;
            case 8:
                output.Append($"\e[{number}{"ABCDGd"[random.Next(6)]}");
                break;
            case 9:
                output.Append($"\e[{number}{"@PLMXSTb"[random.Next(8)]}");
                break;
            case 10 or 11:
                output.Append($"\e[{Rendition()}m");
                break;
            case 12:
                output.Append($"\e[{1 + random.Next(height)};{1 + random.Next(height)}r");
                break;
            default:
                output.Append("\r\n");
                break;
        }
    }

    private string Rendition() => random.Next(8) switch
    {
        0 => "0",
        1 => $"{random.Next(10)}",
        2 => $"{20 + random.Next(10)}",
        3 => $"{30 + random.Next(10)};{40 + random.Next(8)}",
        4 => $"{(random.Next(2) == 0 ? 90 : 100) + random.Next(8)}",
        5 => $"{(random.Next(2) == 0 ? 38 : 48)};5;{random.Next(256)}",
        6 => $"48;2;{random.Next(256)};0;9",
        _ => $"4:{random.Next(6)};58;5;{random.Next(256)}",
    };
}
