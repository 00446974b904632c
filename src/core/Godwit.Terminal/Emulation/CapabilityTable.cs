using System.Buffers;
using System.Text;

namespace Godwit.Terminal;

/// <summary>
/// What XTGETTCAP can be asked for: ncurses' entry <c>xterm-256color</c> (the functions that are understood here) and the extensions that
/// editors and multiplexers look for.
/// </summary>
internal static class CapabilityTable
{
    /// <summary>Values by name; null for a flag.</summary>
    private static readonly Dictionary<string, string?> Values = new(StringComparer.Ordinal)
    {
        // Name and numbers.
        ["TN"] = "xterm-256color",
        ["name"] = "xterm-256color",
        ["Co"] = "256",
        ["colors"] = "256",
        ["pairs"] = "65536",
        ["it"] = "8",
        ["RGB"] = "8",

        // Flags.
        ["Tc"] = null,
        ["Su"] = null,
        ["XT"] = null,
        ["AX"] = null,
        ["bce"] = null,
        ["km"] = null,
        ["am"] = null,
        ["mir"] = null,
        ["msgr"] = null,
        ["npc"] = null,
        ["xenl"] = null,

        // Extensions that programs ask for by name: underlines, colours, synchronised output, focus, margins.
        ["Smulx"] = "\e[4:%p1%dm",
        ["Setulc"] = "\e[58:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m",
        ["Setulc1"] = "\e[58:5:%p1%dm",
        ["ol"] = "\e[59m",
        ["setrgbf"] = "\e[38:2:%p1%d:%p2%d:%p3%dm",
        ["setrgbb"] = "\e[48:2:%p1%d:%p2%d:%p3%dm",
        ["Smol"] = "\e[53m",
        ["Rmol"] = "\e[55m",
        ["Sync"] = "\e[?2026%?%p1%{1}%-%tl%eh%;",
        ["fe"] = "\e[?1004h",
        ["fd"] = "\e[?1004l",
        ["kxIN"] = "\e[I",
        ["kxOUT"] = "\e[O",
        ["Enmg"] = "\e[?69h",
        ["Dsmg"] = "\e[?69l",
        ["Clmg"] = "\e[s",
        ["Cmg"] = "\e[%i%p1%d;%p2%ds",

        // xterm-256color's entry.
        ["BD"] = "\e[?2004l",
        ["BE"] = "\e[?2004h",
        ["bel"] = "\a",
        ["blink"] = "\e[5m",
        ["bold"] = "\e[1m",
        ["cbt"] = "\e[Z",
        ["civis"] = "\e[?25l",
        ["clear"] = "\e[H\e[2J",
        ["cnorm"] = "\e[?12l\e[?25h",
        ["Cr"] = "\e]112\a",
        ["cr"] = "\r",
        ["Cs"] = "\e]12;%p1%s\a",
        ["csr"] = "\e[%i%p1%d;%p2%dr",
        ["cub"] = "\e[%p1%dD",
        ["cub1"] = "\b",
        ["cud"] = "\e[%p1%dB",
        ["cud1"] = "\n",
        ["cuf"] = "\e[%p1%dC",
        ["cuf1"] = "\e[C",
        ["cup"] = "\e[%i%p1%d;%p2%dH",
        ["cuu"] = "\e[%p1%dA",
        ["cuu1"] = "\e[A",
        ["cvvis"] = "\e[?12;25h",
        ["dch"] = "\e[%p1%dP",
        ["dch1"] = "\e[P",
        ["dim"] = "\e[2m",
        ["dl"] = "\e[%p1%dM",
        ["dl1"] = "\e[M",
        ["E3"] = "\e[3J",
        ["ech"] = "\e[%p1%dX",
        ["ed"] = "\e[J",
        ["el"] = "\e[K",
        ["el1"] = "\e[1K",
        ["flash"] = "\e[?5h\e[?5l",
        ["home"] = "\e[H",
        ["hpa"] = "\e[%i%p1%dG",
        ["ht"] = "\t",
        ["hts"] = "\eH",
        ["ich"] = "\e[%p1%d@",
        ["il"] = "\e[%p1%dL",
        ["il1"] = "\e[L",
        ["ind"] = "\n",
        ["indn"] = "\e[%p1%dS",
        ["invis"] = "\e[8m",
        ["ka1"] = "\eOw",
        ["ka2"] = "\eOx",
        ["ka3"] = "\eOy",
        ["kb1"] = "\eOt",
        ["kb2"] = "\eOu",
        ["kb3"] = "\eOv",
        ["kbeg"] = "\eOE",
        ["kbs"] = "\u007F",
        ["kc1"] = "\eOq",
        ["kc2"] = "\eOr",
        ["kc3"] = "\eOs",
        ["kcbt"] = "\e[Z",
        ["kcub1"] = "\eOD",
        ["kcud1"] = "\eOB",
        ["kcuf1"] = "\eOC",
        ["kcuu1"] = "\eOA",
        ["kdch1"] = "\e[3~",
        ["kend"] = "\eOF",
        ["kf1"] = "\eOP",
        ["kf10"] = "\e[21~",
        ["kf11"] = "\e[23~",
        ["kf12"] = "\e[24~",
        ["kf2"] = "\eOQ",
        ["kf3"] = "\eOR",
        ["kf4"] = "\eOS",
        ["kf5"] = "\e[15~",
        ["kf6"] = "\e[17~",
        ["kf7"] = "\e[18~",
        ["kf8"] = "\e[19~",
        ["kf9"] = "\e[20~",
        ["khome"] = "\eOH",
        ["kich1"] = "\e[2~",
        ["knp"] = "\e[6~",
        ["mgc"] = "\e[?69l",
        ["Ms"] = "\e]52;%p1%s;%p2%s\a",
        ["nel"] = "\eE",
        ["oc"] = "\e]104\a",
        ["op"] = "\e[39;49m",
        ["PE"] = "\e[201~",
        ["PS"] = "\e[200~",
        ["rc"] = "\e8",
        ["rep"] = "%p1%c\e[%p2%{1}%-%db",
        ["rev"] = "\e[7m",
        ["ri"] = "\eM",
        ["rin"] = "\e[%p1%dT",
        ["ritm"] = "\e[23m",
        ["rmacs"] = "\e(B",
        ["rmam"] = "\e[?7l",
        ["rmcup"] = "\e[?1049l\e[23;0;0t",
        ["rmir"] = "\e[4l",
        ["rmkx"] = "\e[?1l\e>",
        ["rmso"] = "\e[27m",
        ["rmul"] = "\e[24m",
        ["rmxx"] = "\e[29m",
        ["sc"] = "\e7",
        ["Se"] = "\e[2 q",
        ["setab"] = "\e[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e48;5;%p1%d%;m",
        ["setaf"] = "\e[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m",
        ["sgr"] = "%?%p9%t\e(0%e\e(B%;\e[0%?%p6%t;1%;%?%p5%t;2%;%?%p2%t;4%;%?%p1%p3%|%t;7%;%?%p4%t;5%;%?%p7%t;8%;m",
        ["sgr0"] = "\e(B\e[m",
        ["sitm"] = "\e[3m",
        ["smacs"] = "\e(0",
        ["smam"] = "\e[?7h",
        ["smcup"] = "\e[?1049h\e[22;0;0t",
        ["smglp"] = "\e[?69h\e[%i%p1%ds",
        ["smglr"] = "\e[?69h\e[%i%p1%d;%p2%ds",
        ["smgrp"] = "\e[?69h\e[%i;%p1%ds",
        ["smir"] = "\e[4h",
        ["smkx"] = "\e[?1h\e=",
        ["smso"] = "\e[7m",
        ["smul"] = "\e[4m",
        ["smxx"] = "\e[9m",
        ["Ss"] = "\e[%p1%d q",
        ["tbc"] = "\e[3g",
        ["vpa"] = "\e[%i%p1%dd",
        ["XM"] = "\e[?1006;1000%?%p1%{1}%=%th%el%;",
        ["xm"] = "\e[<%i%p3%d;%p1%d;%p2%d;%?%p4%tM%em%;",
    };

    /// <summary>Longest name in hexadecimal digits.</summary>
    private const int NameDigitsMax = 32;

    /// <summary>Looks a capability up.</summary>
    /// <param name="hexName">The name in hexadecimal digits, as a program sent it.</param>
    /// <param name="name">The name as it stands here.</param>
    /// <param name="value">The value; null for a flag.</param>
    public static bool TryFind(ReadOnlySpan<byte> hexName, out string name, out string? value)
    {
        value = null;
        name = "";
        Span<char> digits = stackalloc char[NameDigitsMax];
        Span<byte> octets = stackalloc byte[NameDigitsMax / 2];
        if (hexName.Length is 0 or > NameDigitsMax
            || Convert.FromHexString(digits[..Encoding.ASCII.GetChars(hexName, digits)], octets, out _, out int written) != OperationStatus.Done)
        {
            return false;
        }

        name = Encoding.ASCII.GetString(octets[..written]);
        return Values.TryGetValue(name, out value);
    }
}
