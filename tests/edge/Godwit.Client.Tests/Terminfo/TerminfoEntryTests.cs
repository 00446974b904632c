using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace Godwit.Client.Tests;

public sealed class TerminfoEntryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parse_CompiledEntry_GivesFacts(bool longNumbers)
    {
        var entry = TerminfoEntry.Parse(Compile(longNumbers, colors: longNumbers ? 0x1000000 : 256))!;
        Assert.True(entry.BackColorErase);
        Assert.Equal(longNumbers ? 0x1000000 : 256, entry.Colors);
        Assert.True(entry.CanMoveCursor);
        Assert.True(entry.CanEraseCells);
        Assert.Equal("\e[?1049h", Encoding.ASCII.GetString(entry.EnterAlternateScreen.Span));
        Assert.Equal("\e[?1049l", Encoding.ASCII.GetString(entry.ExitAlternateScreen.Span)); // Without its padding mark.
    }

    [Fact]
    public void Parse_AnyCutOrChangedFile_NeverThrows()
    {
        var whole = Compile(longNumbers: false, colors: 8);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(TerminfoEntry.Parse(whole.AsSpan(0, length)));
        }

        var random = new Random(7);
        for (var round = 0; round < 20000; round++)
        {
            var changed = whole.ToArray();
            for (var change = 0; change < 3; change++)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            _ = TerminfoEntry.Parse(changed);
        }
    }

    [Theory]
    [InlineData("xterm-256color")]
    [InlineData("xterm")]
    [InlineData("vt100")]
    [InlineData("linux")]
    [InlineData("screen-256color")]
    [InlineData("tmux")]
    [InlineData("rxvt")]
    [InlineData("dumb")]
    public void Load_InstalledEntry_AgreesWithInfocmp(string term)
    {
        var expected = Infocmp(term);
        var entry = TerminfoEntry.Load(term, Environment.GetEnvironmentVariable);
        Assert.NotNull(entry);
        Assert.Equal(expected.Contains("bce"), entry.BackColorErase);
        Assert.Equal(expected.Any(item => item.StartsWith("cup=", StringComparison.Ordinal)), entry.CanMoveCursor);
        Assert.Equal(expected.Any(item => item.StartsWith("ech=", StringComparison.Ordinal)), entry.CanEraseCells);
        var colors = expected.FirstOrDefault(item => item.StartsWith("colors#", StringComparison.Ordinal));
        Assert.Equal(colors is null ? -1 : Convert.ToInt32(colors[7..], colors[7..].StartsWith("0x", StringComparison.Ordinal) ? 16 : 10), entry.Colors);
        var enter = expected.FirstOrDefault(item => item.StartsWith("smcup=", StringComparison.Ordinal));
        Assert.Equal(enter?[6..].Replace(@"\E", "\e", StringComparison.Ordinal) ?? "", Encoding.ASCII.GetString(entry.EnterAlternateScreen.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such-terminal")]
    [InlineData("../x/xterm")]
    [InlineData("x\0y")]
    public void Load_UnknownType_IsNull(string term) => Assert.Null(TerminfoEntry.Load(term, Environment.GetEnvironmentVariable));

    [Fact]
    public void Load_OwnFolder_ComesFirst()
    {
        var folder = Directory.CreateTempSubdirectory("godwit-terminfo-").FullName;
        try
        {
            Directory.CreateDirectory($"{folder}/home/.terminfo/x");
            Directory.CreateDirectory($"{folder}/own/78");
            File.WriteAllBytes($"{folder}/home/.terminfo/x/xterm", Compile(longNumbers: false, colors: 77));
            File.WriteAllBytes($"{folder}/own/78/xterm", Compile(longNumbers: false, colors: 66));
            Assert.Equal(77, TerminfoEntry.Load("xterm", name => name == "HOME" ? $"{folder}/home" : null)!.Colors);
            Assert.Equal(66, TerminfoEntry.Load("xterm", name => name == "HOME" ? $"{folder}/home" : name == "TERMINFO" ? $"{folder}/own" : null)!.Colors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("xterm-unheard-of", 256, true)]
    [InlineData("something-256color", 256, true)]
    [InlineData("wy60", -1, false)]
    [InlineData("", -1, false)]
    public void Assume_TypeWithoutEntry_IsUsualOrLeast(string term, int colors, bool canEraseCells)
    {
        var entry = TerminfoEntry.Assume(term);
        Assert.Equal((colors, canEraseCells, true), (entry.Colors, entry.CanEraseCells, entry.CanMoveCursor));
    }

    // A compiled entry as term(5) lays it out.
    private static byte[] Compile(bool longNumbers, int colors)
    {
        const int Flags = 29, Numbers = 14, Texts = 41;
        var names = "test|a test\0"u8;
        var texts = "\e[%p1%d;%p2%dH\0\e[?1049h\0\e[%p1%dX\0\e[?1049l$<5/>\0"u8;
        short[] offsets = [0, 15, 24, 33];
        Assert.Equal([15, 24, 33], ZeroEnds(texts));
        var numberSize = longNumbers ? 4 : 2;
        var flagsEnd = 12 + names.Length + Flags;
        var numbersStart = flagsEnd + (flagsEnd % 2);
        var textOffsets = numbersStart + (Numbers * numberSize);
        var file = new byte[textOffsets + (Texts * 2) + texts.Length];
        short[] header = [longNumbers ? (short)0x021E : (short)0x011A, (short)names.Length, Flags, Numbers, Texts, (short)texts.Length];
        for (var i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(i * 2), header[i]);
        }

        names.CopyTo(file.AsSpan(12));
        file[12 + names.Length + 28] = 1;
        file.AsSpan(numbersStart, (Numbers * numberSize) + (Texts * 2)).Fill(0xFF); // Everything absent …
        var colorsPlace = file.AsSpan(numbersStart + (13 * numberSize));
        if (longNumbers)
        {
            BinaryPrimitives.WriteInt32LittleEndian(colorsPlace, colors);
        }
        else
        {
            BinaryPrimitives.WriteInt16LittleEndian(colorsPlace, (short)colors);
        }

        int[] places = [10, 28, 37, 40]; // … but cup, smcup, ech, rmcup.
        for (var i = 0; i < places.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(textOffsets + (places[i] * 2)), offsets[i]);
        }

        texts.CopyTo(file.AsSpan(textOffsets + (Texts * 2)));
        return file;
    }

    // Where each text but the first begins.
    private static List<int> ZeroEnds(ReadOnlySpan<byte> texts)
    {
        var starts = new List<int>();
        for (var i = 0; i < texts.Length - 1; i++)
        {
            if (texts[i] == 0)
            {
                starts.Add(i + 1);
            }
        }

        return starts;
    }

    private static HashSet<string> Infocmp(string term)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("infocmp", ["-1", term]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Assert.Skip($"infocmp does not know {term}.");
            }

            return [.. output.Split('\n').Select(line => line.Trim().TrimEnd(','))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("infocmp is not installed.");
            throw;
        }
    }
}
