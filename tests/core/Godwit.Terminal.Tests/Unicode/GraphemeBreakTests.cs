using System.Globalization;
using System.Text;

namespace Godwit.Terminal.Tests;

public sealed class GraphemeBreakTests
{
    private const string DebianFolder = "/usr/share/unicode";

    /// <summary>The test file of Unicode 15 has it as a pictograph, which it no longer is since 17.</summary>
    private const string UpperBladeScissors = "2701";

    /// <summary>The rules of UAX #29 one by one; expected clusters are written with a bar between them.</summary>
    [Theory]
    [InlineData("a|b|c")]
    [InlineData("\r\n|a|\n|\r|\r\n")]
    [InlineData("a|\n|\u0301|\u0001|\u0301")]
    [InlineData("e\u0301\u0302|e")]
    [InlineData("\u1100\u1161\u11A8|\u1100\uAC00\u11A8|\uAC01\u11A8\u11A8|\u1161\u1161|\uAC01|\u1161")]
    [InlineData("\u0915\u093E\u0902|\u0061\u0903")]
    [InlineData("\u0600\u0031|\u0600\u0600\u0661")]
    [InlineData("\u0915|\u0924")]
    [InlineData("\u0915\u094D\u0924|\u0915")]
    [InlineData("\u0915\u094D\u094D\u0924\u094D\u092F")]
    [InlineData("\u0915\u200D\u094D\u0924|\u0915\u094D\u200D\u0924|\u0915\u0300\u094D\u0924")]
    [InlineData("\u0915\u094D\u200C|\u0924")]
    [InlineData("\u0915\u094D|a\u094D|\u0924")]
    [InlineData("👩\u200D👩\u200D👧\u200D👦|👩|👩🏽\u200D🚀|❤\uFE0F\u200D🔥")]
    [InlineData("👩\u200D\u200D|👩|👩\u200D\u0308\u200D|👩|a\u200D|👩")]
    [InlineData("🇩🇪|🇫🇷|🇬|a|🇬\u0308|🇧🇬")]
    [InlineData("1\uFE0F\u20E3|🏴\U000E0067\U000E0062\U000E007F|x")]
    public void IsBoundary_Sample_GivesTheClusters(string clusters) =>
        Assert.Equal(clusters, string.Join('|', Clusters(CodePoints(clusters.Replace("|", "", StringComparison.Ordinal)))));

    [Fact]
    public void IsBoundary_DefaultState_IsTheStartOfTheText()
    {
        foreach (int c in (int[])['a', '\n', 0x301, 0x200D, 0x1F1E6, 0x1F600, -1, int.MaxValue, 0xD800])
        {
            GraphemeBreakState state = default;
            Assert.True(GraphemeBreak.IsBoundary(ref state, c));
        }
    }

    [Fact]
    public void IsBoundary_NoCodePoint_StandsAlone()
    {
        foreach (int c in (int[])[-1, int.MinValue, 0x110000, int.MaxValue])
        {
            GraphemeBreakState state = default;
            _ = GraphemeBreak.IsBoundary(ref state, 'a');
            Assert.True(GraphemeBreak.IsBoundary(ref state, c));
            Assert.True(GraphemeBreak.IsBoundary(ref state, 0x301));
        }
    }

    /// <summary>The runtime has an implementation of its own: equal on random texts of characters of every class.</summary>
    [Fact]
    public void IsBoundary_RandomText_AgreesWithTheRuntime()
    {
        int[] samples =
        [
            'a', ' ', '\r', '\n', 0x1, 0xAD, 0x200B, 0x301, 0xFE0F, 0x20E3, 0x200C, 0x200D, 0x1F1E6, 0x1F1FF, 0x600, 0x6DD, 0x903,
            0x93E, 0x1100, 0x1112, 0x1161, 0x11A8, 0xAC00, 0xAC01, 0xD7A3, 0x2764, 0x1F600, 0x1F469, 0x1F3FD, 0xA9, 0x4E00, 0xE0062,
        ];
        var random = new Random(20261122);
        for (int round = 0; round < 20_000; round++)
        {
            int[] text = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => samples[random.Next(samples.Length)])];
            string joined = Text(text);
            var expected = new List<string>();
            TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(joined);
            while (elements.MoveNext())
            {
                expected.Add(elements.GetTextElement());
            }

            Assert.Equal(expected, Clusters(text));
        }
    }

    [Fact]
    public void IsBoundary_UnicodeTestFile_Agrees()
    {
        foreach (string line in LinesOf("auxiliary/GraphemeBreakTest.txt").Where(l => !l.Contains(UpperBladeScissors, StringComparison.Ordinal)))
        {
            string[] tokens = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            GraphemeBreakState state = default;
            for (int i = 0; i + 1 < tokens.Length; i += 2)
            {
                Assert.True(GraphemeBreak.IsBoundary(ref state, Hex(tokens[i + 1])) == (tokens[i] == "÷"), line);
            }
        }
    }

    /// <summary>Every emoji that a keyboard offers is one cluster, also between others of its kind.</summary>
    [Fact]
    public void IsBoundary_EmojiSequence_IsOneCluster()
    {
        foreach (string line in LinesOf("emoji/emoji-test.txt").Where(l => !l.EndsWith("component", StringComparison.Ordinal)))
        {
            int[] emoji = [.. line.Split(';')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Hex)];
            Assert.Equal([Text(emoji), Text(emoji), "a"], Clusters([.. emoji, .. emoji, 'a']));
        }
    }

    private static IEnumerable<string> LinesOf(string file)
    {
        string path = Path.Combine(DebianFolder, file);
        Assert.SkipUnless(File.Exists(path), "Debian's package unicode-data is not installed");
        return File.ReadLines(path).Select(l => l.Split('#')[0].Trim()).Where(l => l.Length != 0);
    }

    private static List<string> Clusters(int[] text)
    {
        var clusters = new List<string>();
        GraphemeBreakState state = default;
        foreach (int c in text)
        {
            if (GraphemeBreak.IsBoundary(ref state, c))
            {
                clusters.Add("");
            }

            clusters[^1] += char.ConvertFromUtf32(c);
        }

        return clusters;
    }

    private static int[] CodePoints(string text) => [.. text.EnumerateRunes().Select(r => r.Value)];

    private static string Text(int[] text) => text.Aggregate(new StringBuilder(), (t, c) => t.Append(new Rune(c))).ToString();

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
