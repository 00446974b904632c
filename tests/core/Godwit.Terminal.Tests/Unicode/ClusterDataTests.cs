using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Godwit.Terminal.Tests;

/// <summary>Unicode's own lists, printed: what follows a cluster stands in the right column.</summary>
public sealed class ClusterDataTests
{
    private const string DebianFolder = "/usr/share/unicode";
    private const int EmojiOfVersion17 = 5225;

    [Fact]
    public void UnicodeTables_Version_IsThatOfTheData() => Assert.Equal("17.0.0", UnicodeTables.Version);

    [Fact]
    public void Print_EveryEmoji_IsOneCell()
    {
        using Stream data = typeof(ClusterDataTests).Assembly.GetManifestResourceStream("emoji-test.json.br")!;
        using BrotliStream text = new(data, CompressionMode.Decompress);
        string[] emoji = JsonSerializer.Deserialize<string[]>(text)!;
        Assert.Equal(EmojiOfVersion17, emoji.Length);
        foreach (string one in emoji.Except(["🏻", "🏼", "🏽", "🏾", "🏿"]))
        {
            // A skin tone alone would join the X before it.
            int sum = one.EnumerateRunes().Sum(r => CharacterWidth.Of(r.Value));
            CheckColumns(one, one.Contains('\uFE0F', StringComparison.Ordinal) ? 2 : Math.Min(2, sum));
        }
    }

    /// <summary>What a keyboard sends is always two columns wide.</summary>
    [Fact]
    public void Print_QualifiedEmoji_TakesTwoColumns()
    {
        foreach (string line in LinesOf("emoji/emoji-test.txt").Where(l => l.EndsWith("fully-qualified", StringComparison.Ordinal)))
        {
            CheckColumns(string.Concat(line.Split(';')[0].Trim().Split(' ').Select(Character)), 2);
        }
    }

    /// <summary>Cells begin where the file has boundaries, except that what has no column never begins one.</summary>
    [Fact]
    public void Print_UnicodeTestFile_CellsAreClusters()
    {
        const string UpperBladeScissors = "2701";
        int lines = 0;
        foreach (string line in LinesOf("auxiliary/GraphemeBreakTest.txt").Where(l => !l.Contains(UpperBladeScissors, StringComparison.Ordinal)))
        {
            string[] tokens = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            string[] codePoints = [.. tokens.Where((_, i) => i % 2 == 1)];
            if (codePoints.Any(c => Hex(c) < 0x20) || CharacterWidth.Of(Hex(codePoints[0])) == 0)
            {
                // Controls are not text, and a mark without a base takes what is under the cursor.
                continue;
            }

            List<string> expected = [];
            for (int i = 0; i < codePoints.Length; i++)
            {
                bool visible = CharacterWidth.Of(Hex(codePoints[i])) > 0;
                if (i == 0 || (tokens[2 * i] == "÷" && visible))
                {
                    expected.Add("");
                }

                expected[^1] += Character(codePoints[i]);
            }

            var terminal = new TestTerminal(40, 1);
            terminal.Feed(string.Concat(codePoints.Select(Character)));
            string[] cells = [.. terminal.Screen[0].Cells.ToArray().Where(c => !c.IsSpacer && !c.IsEmpty).Select(c => ScreenText.Of(terminal.Screen, c))];
            Assert.True(expected.SequenceEqual(cells), line);
            ScreenText.AssertSound(terminal.Screen);
            lines++;
        }

        Assert.InRange(lines, 250, 2000);
    }

    private static void CheckColumns(string cluster, int width)
    {
        var terminal = new TestTerminal(8, 1);
        terminal.Feed("X" + cluster + "Y");
        Assert.True(terminal.CellText(0, 1 + width) == "Y", $"{cluster} has {width} columns: {terminal.Text}");
        Assert.Equal(cluster, terminal.CellText(0, 1));
    }

    private static IEnumerable<string> LinesOf(string file)
    {
        string path = Path.Combine(DebianFolder, file);
        Assert.SkipUnless(File.Exists(path), "Debian's package unicode-data is not installed");
        return File.ReadLines(path).Select(l => l.Split('#')[0].Trim()).Where(l => l.Length != 0);
    }

    private static string Character(string hex) => new Rune(Hex(hex)).ToString();

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
