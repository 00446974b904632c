using System.Globalization;
using System.Text;

namespace Godwit.Conformance.Fuzz;

/// <summary>Random output that a terminal has something to do with: text, and sequences of every family with likely and unlikely numbers.</summary>
internal static class Grammar
{
    private const string CsiFinals = "@ABCDEFGHIJKLMPSTXZ`abcdefghilmnpqrstuvwxyz{|}~^";

    private static readonly string[] Words =
    [
        "hello ", "world", "x", "漢字", "あいう", "한글", "e\u0301", "\u0301", "\u200D", "\uFE0F", "é", "──┐", "😀", "☃\uFE0F", "👩\u200D🚀", "👍🏽", "🇩🇪🇫🇷", "Ж", "     ", "\u00A0",
        "क्षि", "\u00AD", "ᄀ", "ᅡ", "ᆨ", "\u1100\u1161\u11A8", "\u0E33", "\u202E", "\uFFFD", "\U000E0100", "\u20E3", "1\uFE0F\u20E3", "\U0010FFFF",
    ];

    private static readonly string[] Controls =
    [
        "\r\n", "\r\n", "\n", "\r", "\b", "\t", "\v", "\f", "\a", "\u000E", "\u000F", "\eM", "\eD", "\eE", "\eH", "\e6", "\e7", "\e8", "\e9", "\e=", "\e>", "\en", "\eo", "\e|", "\e}", "\e~", "\eN", "\eO",
        "\ec", "\e#8", "\e#3", "\e#6", "\e(B", "\e(0", "\e)0", "\e*0", "\e+0", "\e(A", "\e%G", "\e%@", "\u0084", "\u0085", "\u008D", "\u009B1m", "\u0018", "\u001A", "\u0005", "\e\\",
        "\e[!p", "\e[?1049h", "\e[?1049l", "\e[?47h", "\e[?47l", "\e[?1047h", "\e[?1047l", "\e[?1048h", "\e[?1048l", "\e[?69h", "\e[?69l", "\e[r", "\e[s", "\e[u", "\e[?6h", "\e[?6l",
        "\e[?7l", "\e[?7h", "\e[4h", "\e[4l", "\e[20h", "\e[20l", "\e[?45h", "\e[?45l", "\e[?5h", "\e[?5l", "\e[?25l", "\e[?25h", "\e[?3h", "\e[?3l", "\e[?40h",
        "\e[?1000h", "\e[?1002h", "\e[?1003h", "\e[?1003l", "\e[?1006h", "\e[?1016h", "\e[?1006l", "\e[?1004h", "\e[?1007h", "\e[?2004h", "\e[?2004l", "\e[?2026h", "\e[?2026l", "\e[?2027h", "\e[?2027l",
        "\e[?2031h", "\e[?2048h", "\e[?2048l", "\e[>1u", "\e[>31u", "\e[<u", "\e[=5;1u", "\e[?u", "\e[>4;2m", "\e[>4m", "\e[?4m", "\e[3 q", "\e[0 q", "\e[22;0t", "\e[23;0t", "\e[1#p", "\e[#q",
        "\e[c", "\e[>c", "\e[=c", "\e[5n", "\e[6n", "\e[?6n", "\e[?996n", "\e[14t", "\e[16t", "\e[18t", "\e[19t", "\e[21t", "\e[>q", "\e[?25$p", "\e[4$p", "\eP$qm\e\\", "\eP$q q\e\\", "\eP+q544e\e\\",
        "\e[1\"q", "\e[0\"q", "\e[?J", "\e[?K", "\e[?1J", "\e[2*x", "\e[1;1;3;3;1;2;2;1$v", "\e[65;1;1;3;3$x", "\e[1;1;4;9$z", "\e[1;2;3;4${", "\e[1;1;2;5;1;7$r", "\e[1;1;2;5;1;7$t", "\e[1;1;1;2;2;5*y",
        "\e]0;both\a", "\e]1;icon\e\\", "\e]2;title 漢\a", "\e]2;\a", "\e]4;1;#ff0000\a", "\e]4;1;?\a", "\e]10;?\e\\", "\e]11;#102030\a", "\e]12;rgb:ff/00/ff\a", "\e]104\a", "\e]104;1\a", "\e]110\a", "\e]111\a", "\e]112\a",
        "\e]7;file://host/tmp\a", "\e]8;;http://x/\a", "\e]8;id=a;http://y/\e\\", "\e]8;;\a", "\e]9;note\a", "\e]9;4;1;50\a", "\e]9;4;0\a", "\e]52;c;aGk=\a", "\e]52;p;?\a", "\e]99;i=1;note\e\\", "\e]777;notify;a;b\a",
        "\e]133;A\a", "\e]133;B\a", "\e]133;C\a", "\e]133;D;1\a", "\e]1337;File=:AAAA\a", "\e]66;w=2;ab\a", "\ePq#0;2;0;0;0~~\e\\", "\e_Ga=T;AAAA\e\\", "\e^pm\e\\", "\eXsos\e\\", "\e]2;unfinished", "\eP1$runfinished", "\e[12;3",
        "\e[?1s", "\e[?1r", "\e[?2026s", "\e[?2026r", "\e[3J", "\e[>0p", "\e[?1;2S",
    ];

    /// <summary>Adds one piece of output for a screen of this size.</summary>
    public static void Append(List<byte> output, Random random, int width, int height)
    {
        switch (random.Next(16))
        {
            case < 4:
                Add(output, Words[random.Next(Words.Length)]);
                break;
            case 4:
                Add(output, new string(random.Next(2) == 0 ? '漢' : (char)('a' + random.Next(26)), 1 + random.Next(width + 4)));
                break;
            case < 7:
                Add(output, Controls[random.Next(Controls.Length)]);
                break;
            case 7 or 8:
                Add(output, $"\e[{1 + random.Next(height + 1)};{1 + random.Next(width + 1)}H");
                break;
            case < 11:
                Add(output, $"\e[{Numbers(random, width, height)}{CsiFinals[random.Next(CsiFinals.Length)]}");
                break;
            case 11 or 12:
                Add(output, $"\e[{Rendition(random)}m");
                break;
            case 13:
                Add(output, $"\e[{1 + random.Next(height)};{1 + random.Next(height)}r");
                break;
            case 14:
                Add(output, $"\e[{1 + random.Next(width)};{1 + random.Next(width)}s");
                break;
            default:
                Rubbish(output, random);
                break;
        }
    }

    /// <summary>Some pieces.</summary>
    public static byte[] Some(Random random, int pieces, int width, int height)
    {
        var output = new List<byte>();
        for (int i = 0; i < pieces; i++)
        {
            Append(output, random, width, height);
        }

        return [.. output];
    }

    private static void Rubbish(List<byte> output, Random random)
    {
        string marker = random.Next(2) == 0 ? "" : "?>=<"[random.Next(4)].ToString();
        string middle = random.Next(2) == 0 ? "" : ((char)random.Next(0x20, 0x30)).ToString();
        switch (random.Next(3))
        {
            case 0:
                output.Add((byte)random.Next(256));
                break;
            case 1:
                Add(output, string.Create(CultureInfo.InvariantCulture, $"\e[{marker}{Numbers(random, 9, 9)}{middle}{(char)random.Next(0x40, 0x7F)}"));
                break;
            default:
                Add(output, string.Create(CultureInfo.InvariantCulture, $"\e{middle}{(char)random.Next(0x30, 0x7F)}"));
                break;
        }
    }

    private static string Numbers(Random random, int width, int height)
    {
        string Number() => random.Next(12) switch
        {
            0 => "",
            1 => "0",
            2 => "65535",
            3 => "2147483648",
            < 7 => (1 + random.Next(3)).ToString(CultureInfo.InvariantCulture),
            < 9 => random.Next(width + 2).ToString(CultureInfo.InvariantCulture),
            _ => random.Next(height + 2).ToString(CultureInfo.InvariantCulture),
        };
        return random.Next(4) == 0 ? Number() + ";" + Number() : Number();
    }

    private static string Rendition(Random random) => random.Next(9) switch
    {
        0 => "0",
        1 => $"{random.Next(10)}",
        2 => $"{20 + random.Next(10)}",
        3 => $"{30 + random.Next(10)};{40 + random.Next(8)}",
        4 => $"{(random.Next(2) == 0 ? 90 : 100) + random.Next(8)}",
        5 => $"{(random.Next(2) == 0 ? 38 : 48)};5;{random.Next(256)}",
        6 => $"48:2::{random.Next(256)}:0:9;53",
        7 => $"{random.Next(120)};{random.Next(120)}:{random.Next(9)}",
        _ => $"4:{random.Next(6)};58:5:{random.Next(256)}",
    };

    private static void Add(List<byte> output, string text) => output.AddRange(Encoding.UTF8.GetBytes(text));
}
