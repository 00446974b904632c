using System.Text;

namespace Godwit.Terminal.Tests;

/// <summary>
/// What the fast paths do, compared with what the same octets do one at a time, which takes none of them: runs, sequences and characters
/// arrive in pieces then.
/// </summary>
public class FastPathTests
{
    private static readonly string[] Pieces =
    [
        "a", "plain text", "0123456789abcdef", "a line that is longer than the screen is wide, so that it wraps", "\r\n", "\n", "\r", "\b", "\t", "\u007f",
        "漢字", "漢", "한국어", "ｗｉｄｅ", "Привет", "─│┌", "\U0001F600", "\U0001F44D\U0001F3FD", "\u2764\uFE0F", "\U0001F468\u200D\U0001F469", "\U0001F1E9\U0001F1EA",
        "e\u0301", "\u0301", "\u1100\u1161", "\u0600", "\u0915\u094D\u0937", "\u200D", "\u00A0", "\u00AD", "\u0085",
        "\e[m", "\e[1;31m", "\e[38;5;200m", "\e[48;5;17m", "\e[38;2;1;2;3m", "\e[48;2;250;0;300m", "\e[38:2::9:8:7m", "\e[4:3m", "\e[38;5m", "\e[48;2;1m", "\e[7;38;5;300m",
        "\e[H", "\e[3;5H", "\e[0;0H", "\e[99999999999;2H", "\e[2;12H", "\e[K", "\e[1K", "\e[J", "\e[2J", "\e[3P", "\e[2@", "\e[L", "\e[2M", "\e[S", "\e[2T",
        "\e[2;4r", "\e[r", "\e[?6h", "\e[?6l", "\e[4h", "\e[4l", "\e[?7l", "\e[?7h", "\e[?69h\e[3;9s", "\e[?69l", "\e(0", "\e(B", "\e[?1049h", "\e[?1049l", "\eM", "\e[5b",
        "\e7", "\e8", "\e[?2027l", "\e[?2027h", "\e[ q", "\e[?25", "\e[1:", "\e[", "\e[;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;31m",
        "\e[1\u00e9m", "\e]0;t\a", "\ec",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Write_AnyPieces_SameAsOctetByOctet(int seed)
    {
        const int Rounds = 300;
        var random = new Random(seed);
        for (int round = 0; round < Rounds; round++)
        {
            int columns = random.Next(1, 20), rows = random.Next(1, 7);
            Emulator whole = new(columns, rows, EmulatorOptions.Server) { AmbiguousIsWide = round % 5 == 0 };
            Emulator single = new(columns, rows, EmulatorOptions.Server) { AmbiguousIsWide = round % 5 == 0 };
            Emulator cut = new(columns, rows, EmulatorOptions.Server) { AmbiguousIsWide = round % 5 == 0 };
            byte[] octets = MakeText(random);
            whole.Write(octets);
            for (int i = 0; i < octets.Length; i++)
            {
                single.Write(octets.AsSpan(i, 1));
            }

            for (int i = 0, length; i < octets.Length; i += length)
            {
                length = Math.Min(random.Next(1, 30), octets.Length - i);
                cut.Write(octets.AsSpan(i, length));
                _ = cut.Screen.Snapshot();
            }

            ScreenText.AssertSound(whole.Screen);
            string expected = Describe(single);
            Assert.Equal(expected, Describe(whole));
            Assert.Equal(expected, Describe(cut));
        }
    }

    [Fact]
    public void Length_AnyOctetAtAnyPlace_IsWherePrintableEnds()
    {
        byte[] text = new byte[70];
        for (int place = 0; place < text.Length; place++)
        {
            for (int octet = 0; octet < 256; octet++)
            {
                text.AsSpan().Fill((byte)(0x20 + ((place + octet) % 95)));
                text[place] = (byte)octet;
                Assert.Equal(octet is >= 0x20 and < 0x7F ? text.Length : place, PrintableRun.Length(text));
                Assert.Equal(octet is >= 0x20 and < 0x7F ? place + 1 : place, PrintableRun.Length(text.AsSpan(0, place + 1)));
            }
        }
    }

    [Fact]
    public void Blocks_EveryCharacter_IsAsWideAsTheyAndStandsAlone()
    {
        int count = 0;
        for (int codePoint = 0; codePoint < 0x110000; codePoint++)
        {
            bool isWide = CharacterCells.IsWideBlock(codePoint);
            if (isWide || CharacterCells.IsNarrowBlock(codePoint))
            {
                CharacterEntry entry = UnicodeTables.Of(codePoint);
                Assert.Equal(isWide ? 2 : 1, entry.Width(false));
                Assert.True(CharacterCells.StandsAlone(entry.Class), $"{codePoint:X}");
                count++;
            }
        }

        Assert.InRange(count, 40_000, 50_000);
    }

    /// <summary>Four at a time, those of each block, and all places of one that is of none of them.</summary>
    [Theory]
    [InlineData(0x3040, 0x3099)]
    [InlineData(0x309B, 0x321F)]
    [InlineData(0x3250, 0xA4D0)]
    [InlineData(0xAC00, 0xD7A4)]
    [InlineData(0x23F4, 0x25FD)]
    public void PrintRun_AroundABlock_SameAsOctetByOctet(int first, int end)
    {
        int[] edges = [first - 2, first - 1, first, first + 1, (first + end) / 2, end - 2, end - 1, end, end + 1, 0x4E00, 0x2500, 'a', 0x301, 0x1F600];
        var random = new Random(first);
        for (int run = 0; run < 2000; run++)
        {
            bool ambiguousIsWide = random.Next(4) == 0;
            int width = random.Next(1, 60);
            Emulator whole = new(width, 3, EmulatorOptions.Server) { AmbiguousIsWide = ambiguousIsWide };
            Emulator single = new(width, 3, EmulatorOptions.Server) { AmbiguousIsWide = ambiguousIsWide };
            var text = new StringBuilder();
            for (int length = random.Next(30); length > 0; length--)
            {
                int codePoint = random.Next(3) == 0 ? edges[random.Next(edges.Length)] : random.Next(first, end);
                text.Append(new Rune(Rune.IsValid(codePoint) ? codePoint : first));
            }

            byte[] utf8 = Encoding.UTF8.GetBytes(text.ToString());
            whole.Write(utf8);
            foreach (byte octet in utf8)
            {
                single.Write([octet]);
            }

            Assert.Equal(Describe(single), Describe(whole));
        }
    }

    [Fact]
    public void PrintRun_EveryScalarValue_SameAsOctetByOctet()
    {
        Emulator whole = new(40, 4, EmulatorOptions.Server), single = new(40, 4, EmulatorOptions.Server);
        Span<byte> utf8 = stackalloc byte[4];
        for (int codePoint = 0xA0; codePoint < 0x30000; codePoint++)
        {
            if (!Rune.IsValid(codePoint))
            {
                continue;
            }

            int length = new Rune(codePoint).EncodeToUtf8(utf8);
            whole.Write(utf8[..length]);
            for (int i = 0; i < length; i++)
            {
                single.Write(utf8.Slice(i, 1));
            }

            if (codePoint % 61 == 0)
            {
                Assert.Equal(Describe(single), Describe(whole));
            }
        }
    }

    [Fact]
    public void Snapshot_NothingWritten_IsTheSameObject()
    {
        TestTerminal terminal = new(10, 3);
        Screen first = terminal.Feed("one\r\ntwo").Screen.Snapshot();
        Assert.Same(first, terminal.Screen.Snapshot());
        Screen second = terminal.Feed("!").Screen.Snapshot();
        Assert.NotSame(first, second);
        Assert.NotSame(second, terminal.Feed("\e[31m").Screen.Snapshot());
        Assert.Contains("two", ScreenText.Of(first));
        Assert.DoesNotContain("!", ScreenText.Of(first));
    }

    [Fact]
    public void Scroll_WhatASnapshotHolds_StaysInIt()
    {
        Emulator emulator = new(10, 3, EmulatorOptions.Server);
        emulator.Write("a\r\nb\r\nc"u8);
        Screen kept = emulator.Screen.Snapshot();
        string before = ScreenText.Everything(kept);
        for (int i = 0; i < 20; i++)
        {
            emulator.Write("\r\nnew"u8);
        }

        Assert.Equal(before, ScreenText.Everything(kept));
        Assert.All(emulator.Screen.Rows.ToArray(), row => Assert.Equal('n', row.Cells[0].Glyph));
    }

    private static byte[] MakeText(Random random)
    {
        using MemoryStream text = new();
        int pieces = random.Next(1, 40);
        for (int i = 0; i < pieces; i++)
        {
            if (random.Next(20) == 0)
            {
                text.WriteByte((byte)random.Next(256));
            }
            else
            {
                text.Write(Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
            }
        }

        return text.ToArray();
    }

    /// <summary>Everything that shows, and by printing on, where the cursor and the pen are.</summary>
    private static string Describe(Emulator emulator)
    {
        Emulator probe = emulator.Fork();
        string before = ScreenText.Everything(probe.Screen);
        probe.Write("\u0301x\e[b\e[1K"u8);
        return before + ScreenText.Everything(probe.Screen);
    }
}
