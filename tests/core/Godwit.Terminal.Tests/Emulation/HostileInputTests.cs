using System.Text;

namespace Godwit.Terminal.Tests;

/// <summary>Nothing that a program prints throws, hangs, breaks the screen's rules, or grows the process (spec 05 check 21; wants 2.1).</summary>
[Collection(MemoryCollection.Name)]
public class HostileInputTests
{
    private const int Seed = 20260311;

    /// <summary>What a screen of 80×24 and everything around it may hold after any input: measured at a tenth of this.</summary>
    private const long HeldBytesMax = 64 * 1024 * 1024;

    /// <summary>Letters that carry four flags each in a cursor report (DECCIR).</summary>
    private static readonly byte[] Letters = Encoding.ASCII.GetBytes("@ABCDEFGHIJKLMNO");

    /// <summary>A user's terminal that tells all there is to tell.</summary>
    private static readonly TerminalFacts Everything = new()
    {
        Foreground = Color.Rgb(1, 2, 3),
        Background = Color.Rgb(4, 5, 6),
        Cursor = Color.Rgb(7, 8, 9),
        ColorScheme = ColorScheme.Dark,
        CellWidth = 9,
        CellHeight = 18,
        KittyKeyboard = true,
        ClipboardRead = true,
    };

    private static readonly string[] Fragments =
    [
        "\e[", "\e[?", "\e[>", "\e]", "\e]0;", "\e]8;;", "\e]52;c;", "\eP", "\eP$q", "\e_", "\e(0", "\e(B", "\e#8", "\e7", "\e8", "\ec",
        "\u000E", "\u000F", "\e\\", "\a", "\r\n", "\t", "\b", "\u009B", "\u009C", "\u0018", "\eM", "\eD", "\e6", "\e9",
        "\e[?69h\e[3;9s", "\e[?6h", "\e[2;5r", "\e[?1049h", "\e[?1049l", "\e[?47h", "\e[4h", "\e[?7l", "\e[?45h", "\e[!p", "\e[?5h",
        "\e[65535b", "\e[38;2;1;2;3m", "\e[48;5;200m", "\e[4:3m", "\e[0m", "\e[22t", "\e[23t", "\e[6n", "\e[>q", "漢字", "😀", "é",
        "\e[1\"q", "\e[0\"q", "\eV", "\eW", "\e[?J", "\e[?2J", "\e[1;2;4;9$z", "\e[2;2;3;8${", "\e[88;1;1;3;9$x", "\e[1;1;4;7;1;2;3;1$v",
        "\e[1;1;5;9;1;4;7$r", "\e[2;3;4;6;0$t", "\e[2*x", "\e[1;1;1;1;9;30*y", "\e[?1045h", "\e[?7;1049;2004s", "\e[?7;1049;2004r", "\e[?1046l", "\e[?1046h",
        "\e[>5u", "\e[=3;2u", "\e[<9u", "\e[?u", "\e[>4;2m", "\e[?4m", "\e[1$w", "\e[2$w", "\e[?2048h", "\e[?2031h", "\e[?996n", "\e[?62n", "\e[14t",
        "\e]4;1;red;2;?\a", "\e]10;#123;?\a", "\e]104\a", "\e]133;A\a", "\e]133;D;1\a", "\e]9;4;1;50\a", "\e]9;note\a", "\e]99;d=0;part\a", "\e]777;notify;a;b\a",
        "\e]7;file:///tmp\a", "\eP+q544e;436f\e\\", "e\u0301",
        "\u0301", "\u200D", "\uFE0F", "text", "0123456789", ";", ":", "?", " ", "$", "'", "1", "99999", "65535", "4294967296",
    ];

    [Fact]
    public void Write_RandomBytes_NeverThrowsAndKeepsTheRules()
    {
        Random random = new(Seed);
        Emulator emulator = new(20, 6, EmulatorOptions.Server with { AnswerChecksums = true });
        byte[] chunk = new byte[4096];
        for (int fed = 0; fed < 5_000_000; fed += chunk.Length)
        {
            random.NextBytes(chunk);
            emulator.Write(chunk);
            AfterChunk(emulator, random);
        }

        AssertBounded(emulator);
    }

    [Fact]
    public void Write_RandomSequences_NeverThrowsAndKeepsTheRules()
    {
        Random random = new(Seed);
        Emulator emulator = new(80, 24, EmulatorOptions.Server with { AnswerChecksums = true });
        for (int fed = 0; fed < 5_000_000;)
        {
            byte[] chunk = RandomSequences(random, 1000);
            fed += chunk.Length;
            emulator.Write(chunk);
            AfterChunk(emulator, random);
        }

        AssertBounded(emulator);
    }

    [Fact]
    public void Write_AnyCut_GivesTheSameScreen()
    {
        for (int round = 0; round < 20; round++)
        {
            Random random = new(Seed + round);
            byte[] bytes = RandomSequences(random, 40);
            string expected = Show(bytes);
            for (int cut = 0; cut <= bytes.Length; cut++)
            {
                Assert.Equal(expected, Show(bytes[..cut], bytes[cut..]));
            }

            Assert.Equal(expected, Show([.. bytes.Select(octet => new[] { octet })]));
        }
    }

    [Fact]
    public void Write_AnyCutWithForks_GivesTheSameScreen()
    {
        for (int round = 0; round < 50; round++)
        {
            Random random = new(Seed + round);
            byte[] bytes = RandomSequences(random, 200);
            Emulator forked = new(20, 6, EmulatorOptions.Server with { AnswerChecksums = true });
            List<(Screen Screen, string Text)> kept = [];
            for (int start = 0; start < bytes.Length;)
            {
                int length = Math.Min(random.Next(1, 40), bytes.Length - start);
                forked = forked.Fork();
                forked.Write(bytes.AsSpan(start, length));
                Screen snapshot = forked.Screen.Snapshot();
                kept.Add((snapshot, ScreenText.Everything(snapshot)));
                start += length;
            }

            Emulator whole = new(20, 6, EmulatorOptions.Server with { AnswerChecksums = true });
            whole.Write(bytes);
            Assert.Equal(ScreenText.Everything(whole.Screen), ScreenText.Everything(forked.Screen));
            Assert.All(kept, state => Assert.Equal(state.Text, ScreenText.Everything(state.Screen)));
        }
    }

    /// <summary>Rows of released snapshots are written to again: those that are kept never change, nor does what is printed depend on it.</summary>
    [Fact]
    public void Snapshot_OthersReleasedAtRandom_StaysAsItWas()
    {
        for (int round = 0; round < 100; round++)
        {
            Random random = new(Seed + round);
            byte[] bytes = RandomSequences(random, 200);
            Emulator plain = new(20, 6, EmulatorOptions.Server), recycled = new(20, 6, EmulatorOptions.Server);
            List<(Screen Screen, string Text)> kept = [];
            for (int start = 0; start < bytes.Length;)
            {
                int length = Math.Min(random.Next(1, 40), bytes.Length - start);
                plain.Write(bytes.AsSpan(start, length));
                recycled.Write(bytes.AsSpan(start, length));
                start += length;
                if (random.Next(20) == 0)
                {
                    (int columns, int rows) = (random.Next(1, 40), random.Next(1, 12));
                    plain.Resize(columns, rows);
                    recycled.Resize(columns, rows);
                }

                Emulator? fork = random.Next(20) == 0 ? recycled.Fork() : null;
                Screen snapshot = random.Next(4) == 0 && kept.Count > 0 ? kept[^1].Screen.Keep() : recycled.Screen.Snapshot();
                kept.Add((snapshot, ScreenText.Everything(snapshot)));
                fork?.Write(bytes.AsSpan(0, length));
                while (random.Next(8) < kept.Count)
                {
                    int which = random.Next(kept.Count);
                    kept[which].Screen.Release();
                    kept.RemoveAt(which);
                }

                Assert.All(kept, state => Assert.Equal(state.Text, ScreenText.Everything(state.Screen)));
                Assert.Equal(ScreenText.Everything(plain.Screen), ScreenText.Everything(recycled.Screen));
            }
        }
    }

    [Fact]
    public void Write_EveryCsiWithHugeParameters_TouchesNoMoreThanTheScreen()
    {
        string[] numbers = ["", "0", "1", "32768", "2147483647", "4294967296", new string('9', 40), string.Join(';', Enumerable.Repeat("65535", 1000))];
        string[] middles = ["", " ", "!", "\"", "$", "'", "*", "+"];
        Emulator emulator = new(80, 24, EmulatorOptions.Server with { AnswerChecksums = true });
        foreach (string number in numbers)
        {
            foreach (string middle in middles)
            {
                for (char final = '@'; final <= '~'; final++)
                {
                    emulator.Write(Encoding.ASCII.GetBytes($"漢x\e[{number}{middle}{final}\e[?{number}{middle}{final}\e[>{number}{middle}{final}\e[={number}{middle}{final}\e[<{number}{middle}{final}"));
                    emulator.ClearReplies();
                }
            }
        }

        ScreenText.AssertSound(emulator.Screen);
    }

    [Theory]
    [InlineData("\e[65535b")]
    [InlineData("\e[1;1;65535;65535;1;2;2;1$v")]
    [InlineData("\e[42;1;1;65535;65535$x")]
    [InlineData("\e[1;1;65535;65535$z")]
    [InlineData("\e[1\"q\e[1;1;65535;65535${")]
    [InlineData("\e[1;1;65535;65535;1;4;5;7;8$r\e[1;1;65535;65535;0$t")]
    [InlineData("\e[?7;1045h\e[65535D")]
    [InlineData("\e[65535;1;1;1;65535;65535*y")]
    [InlineData("\e[65535S\e[65535T\e[65535'}\e[65535'~\e[65535L\e[65535I\e[65535Z")]
    [InlineData("\e[2$w\eP+q544e;544e;544e\e\\")]
    public void Write_OneSequenceOverAndOver_CostsNoMoreThanTheScreenEach(string sequence)
    {
        Emulator emulator = new(80, 24, EmulatorOptions.Server with { AnswerChecksums = true });
        byte[] bytes = Encoding.ASCII.GetBytes("\e[Hx" + sequence);
        long started = System.Diagnostics.Stopwatch.GetTimestamp();
        for (int i = 0; i < 2000; i++)
        {
            emulator.Write(bytes);
            emulator.ClearReplies();
        }

        // 1920 cells each: a hundredth of this on the slowest machine seen. Work that followed the numbers would take hours.
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 60);
        AssertBounded(emulator);
    }

    [Fact]
    public void Write_EndlessMarksLinksStylesAndStrings_StayBounded()
    {
        Random random = new(Seed);
        Emulator emulator = new(80, 24, EmulatorOptions.Server with { AnswerChecksums = true });
        emulator.Write("\e]2;never ends"u8);
        emulator.Write(Encoding.ASCII.GetBytes(new string('x', 3_000_000)));
        emulator.Write("\u009C\eP"u8);
        emulator.Write(Encoding.ASCII.GetBytes("q" + new string('x', 3_000_000) + "\e\\e"));
        emulator.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\u0301", 1_000_000))));
        for (int i = 0; i < 30_000; i++)
        {
            emulator.Write(Encoding.UTF8.GetBytes(
                $"\e]8;id={i};http://{i}/{new string('y', 1000)}\a\e[38;2;{i & 255};{i >> 8};{random.Next(256)}mx{char.ConvertFromUtf32(0x300 + random.Next(100))}{char.ConvertFromUtf32(0x300 + random.Next(100))}"));
        }

        AssertBounded(emulator);
    }

    [Fact]
    public void Replies_ToHostileOutput_HoldOnlyOurAlphabet()
    {
        Random random = new(Seed);
        HashSet<byte> alphabet = [.. Encoding.ASCII.GetBytes("\e[]\\\aP>|!?0123456789;:$ \"ncRrmqstypux+Godwit=*/@{}~ABCDEFSrgbabcdef"), .. Letters];
        for (int round = 0; round < 2000; round++)
        {
            Emulator emulator = new(20, 6, EmulatorOptions.Server with { AnswerChecksums = true });
            emulator.SetFacts(Everything);
            emulator.Write(Encoding.UTF8.GetBytes("\e]0;#EVIL#\a\e]52;c;#EVIL#\a\e]7;file://#EVIL#/\a\e]99;i=#EVIL#:p=?;#EVIL#\a\e]4;#EVIL#;?\a"));
            emulator.Write(RandomSequences(random, 50));
            emulator.Write("\eP$q#EVIL#\e\\\eP+q234556494C23;524742\e\\\e[20t\e[21t\e]52;c;?\a\e]10;?;?;?\e\\\e]4;1;?;#EVIL#;?\a\e[c"u8);
            Assert.Subset(alphabet, new HashSet<byte>(emulator.Replies.ToArray()));
            Assert.DoesNotContain("\r", Encoding.Latin1.GetString(emulator.Replies), StringComparison.Ordinal);
        }
    }

    private static byte[] RandomSequences(Random random, int count)
    {
        using MemoryStream bytes = new();
        for (int i = 0; i < count; i++)
        {
            switch (random.Next(8))
            {
                case 0:
                    bytes.WriteByte((byte)random.Next(256));
                    break;
                case 1 or 2:
                    bytes.Write(Encoding.ASCII.GetBytes($"\e[{random.Next(30)};{random.Next(90)}{(char)random.Next('@', 0x7F)}"));
                    break;
                case 3:
                    bytes.Write(Encoding.ASCII.GetBytes($"\e[?{random.Next(70)}{(random.Next(2) == 0 ? 'h' : 'l')}\e[{random.Next(110)}m"));
                    break;
                default:
                    bytes.Write(Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
            }
        }

        return bytes.ToArray();
    }

    private static string Show(params byte[][] parts)
    {
        Emulator emulator = new(20, 6, EmulatorOptions.Server with { AnswerChecksums = true });
        foreach (byte[] part in parts)
        {
            emulator.Write(part);
        }

        return ScreenText.Everything(emulator.Screen) + Encoding.Latin1.GetString(emulator.Replies);
    }

    private static void AfterChunk(Emulator emulator, Random random)
    {
        emulator.ClearReplies();
        ScreenText.AssertSound(emulator.Screen);
        if (random.Next(20) == 0)
        {
            emulator.Resize(random.Next(1, 120), random.Next(1, 40));
            ScreenText.AssertSound(emulator.Screen);
        }
    }

    private static void AssertBounded(Emulator emulator)
    {
        ScreenText.AssertSound(emulator.Screen);
        int limit = Math.Max(InternPool.CrowdedMin, InternPool.CrowdedFactor * 2 * emulator.Screen.Width * emulator.Screen.Height) + 2;
        Assert.InRange(emulator.Pool.Styles.Count, 1, limit);
        Assert.InRange(emulator.Pool.Clusters.Count, 0, limit);
        Assert.InRange(emulator.Pool.Links.Count, 1, limit);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, HeldBytesMax);
        GC.KeepAlive(emulator);
    }
}
