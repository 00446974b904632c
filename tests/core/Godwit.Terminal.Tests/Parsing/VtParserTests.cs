using System.Text;

namespace Godwit.Terminal.Tests;

public class VtParserTests
{
    public static TheoryData<string, string> Inputs => new()
    {
        { "plain", "'plain'" },
        { "a\u0000\u0007b\u007Fc", "'a' x00 x07 'bc'" },
        { "é漢😀", "'é漢😀'" },
        { "\u0085\u009B1mX", "x85 csi m 1 'X'" },
        { "\e[m", "csi m 0" },
        { "\e[1;22;333H", "csi H 1;22;333" },
        { "\e[;;H", "csi H 0;0;0" },
        { "\e[?25h", "csi ?h 25" },
        { "\e[>1;2c", "csi >c 1;2" },
        { "\e[2 q\e[!p\e[?1$p", "csi  q 2 csi !p 0 csi ?$p 1" },
        { "\e[38:2::1:2;4:3m", "csi m 38:2:0:1:2;4:3" },
        { "\e[65535;65536;99999999999999999999999999999999999999A", "csi A 65535;65535;65535" },
        { "\e[1\n2mX", "x0A csi m 12 'X'" },
        { "\e[1\e[2m", "csi m 2" },
        { "\e[1\u0018m", "x18 'm'" },
        { "\e[1?m\e[?>m\e[1 2mX", "'X'" },
        { "\e[   mX\e   mX", "'XX'" },
        { "\e[12éX", "'X'" },
        { "\e(0\e#8\eD\e7\e\\", "esc (0 esc #8 esc D esc 7 esc \\" },
        { "\e\e\e[A", "csi A 0" },
        { "\e]0;title\a", "osc 0;title" },
        { "\e]2;é\e\\", "osc 2;é esc \\" },
        { "\e]2;a\u0001b\u009Cc", "osc 2;ab 'c'" },
        { "\e]2;gone\u0018c", "x18 'c'" },
        { "\e]1;a\u009D2;b\a", "osc 1;a osc 2;b" },
        { "\eP1;2$qm\e\\", "dcs $q m esc \\" },
        { "\ePq\u0007data\u009Cx", "dcs q data 'x'" },
        { "\eP1 2qdata\e\\x", "esc \\ 'x'" },
        { "\e_a\aé\e\\\e^b\e\\\eXc\u009Cd", "esc \\ esc \\ 'd'" },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Advance_CutAtEveryPlace_ReportsTheSame(string input, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(input);
        Assert.Equal(expected, Parse(bytes));
        for (int cut = 1; cut < bytes.Length; cut++)
        {
            Assert.Equal(expected, Parse(bytes[..cut], bytes[cut..]));
        }

        Assert.Equal(expected, Parse([.. bytes.Select(octet => new[] { octet })]));
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 0x80 }, 2)]
    [InlineData(new byte[] { 0xE2, 0x82 }, 1)]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 }, 1)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 3)]
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 }, 4)]
    [InlineData(new byte[] { 0xE2, 0xE2, 0x82, 0xAC, 0x80 }, 2)]
    [InlineData(new byte[] { 0xFF }, 1)]
    public void Advance_IllFormedUtf8_GivesOneReplacementForEachMaximalSubpart(byte[] bytes, int replacements)
    {
        byte[] ended = [.. bytes, (byte)'.'];
        for (int cut = 0; cut < ended.Length; cut++)
        {
            Assert.Equal(replacements, Parse(ended[..cut], ended[cut..]).Count(c => c == '\uFFFD'));
        }
    }

    [Fact]
    public void Advance_TooManyParameters_KeepsTheFirst()
    {
        string expected = "csi m " + string.Join(';', Enumerable.Repeat(7, VtParser.ParametersMax));
        Assert.Equal(expected, Parse(Encoding.ASCII.GetBytes("\e[" + string.Concat(Enumerable.Repeat("7;", 1000)) + "m")));
        Assert.StartsWith("csi m 7:7", Parse(Encoding.ASCII.GetBytes("\e[" + string.Concat(Enumerable.Repeat("7:", 1000)) + "m")), StringComparison.Ordinal);
    }

    [Fact]
    public void Advance_LongStrings_AreCutAtACharacterAndSaySo()
    {
        string osc = Parse(Encoding.UTF8.GetBytes("\e]2;x" + new string('é', VtParser.OscBytesMax) + "\a"));
        Assert.EndsWith("é…", osc, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(osc), VtParser.OscBytesMax, VtParser.OscBytesMax + 8);
        string dcs = Parse(Encoding.UTF8.GetBytes("\ePq" + new string('x', VtParser.DcsBytesMax + 1) + "\u009C"));
        Assert.EndsWith("x…", dcs, StringComparison.Ordinal);
    }

    private static string Parse(params byte[][] parts)
    {
        List<string> log = [];
        RecordedActions actions = new(log);
        VtParser parser = new();
        foreach (byte[] part in parts)
        {
            parser.Advance(ref actions, part);
        }

        return string.Join(' ', log);
    }
}
