using System.Text;
using Godwit.Terminal;

namespace Godwit.Conformance.Hostile;

/// <summary>Every control sequence with unlikely numbers, and every rendition.</summary>
[Collection(HostileCollection.Name)]
public class HostileSequenceTests
{
    // Replies, rows that a scroll makes anew, one more pool: far below this. Work that grew with a number would exceed it.
    private const long AllocatedPerSequenceMax = 1 << 20;

    private static readonly string[] Numbers =
        ["", "0", "1", "32768", "2147483647", "1" + new string('0', 40), string.Join(';', Enumerable.Repeat("7", 1000)), string.Join(':', Enumerable.Repeat("7", 1000)), ";;;", "1;1;3;3;1;2;2;1"];

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData(">")]
    [InlineData("=")]
    [InlineData("<")]
    public void Write_EveryCsi_IsBounded(string marker)
    {
        Emulator emulator = new(80, 24, EmulatorOptions.Server with { AnswerChecksums = true });
        foreach (string number in Numbers)
        {
            for (char middle = '\u001F'; middle <= '/'; middle++)
            {
                string intermediate = middle < ' ' ? "" : middle.ToString();
                for (char final = '@'; final <= '~'; final++)
                {
                    byte[] bytes = Encoding.UTF8.GetBytes($"漢x\e[{marker}{number}{intermediate}{final}");
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    emulator.Write(bytes);
                    Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedPerSequenceMax);
                    Assert.Null(ReplyGrammar.Fault(emulator.Replies));
                    emulator.ClearReplies();
                    Budget.Drain(emulator);
                }

                Assert.Null(Soundness.Fault(emulator.Screen));
            }
        }
    }

    [Fact]
    public void Write_EveryEscape_IsBounded()
    {
        Emulator emulator = new(80, 24, EmulatorOptions.Server with { AnswerChecksums = true });
        for (char first = '\u001F'; first <= '/'; first++)
        {
            for (char second = '\u001F'; second <= '/'; second++)
            {
                for (char final = '0'; final <= '~'; final++)
                {
                    string middle = $"{(first < ' ' ? "" : first)}{(second < ' ' ? "" : second)}";
                    emulator.Write(Encoding.UTF8.GetBytes($"漢x\e{middle}{final}q\e\\"));
                    Assert.Null(ReplyGrammar.Fault(emulator.Replies));
                    emulator.ClearReplies();
                }

                Assert.Null(Soundness.Fault(emulator.Screen));
            }
        }
    }

    [Fact]
    public void Write_EveryRendition_KnownOnesOnly()
    {
        Emulator emulator = new(20, 3, EmulatorOptions.Server with { AnswerChecksums = true });
        for (int number = 0; number <= 65535; number++)
        {
            emulator.Write(Encoding.ASCII.GetBytes($"\e[m\e[{number}m"));
            Style style = emulator.Screen.Pool.Styles[emulator.Screen.Pen];
            Assert.True(IsKnown(number) || style == default, $"SGR {number} gives {style}");
            emulator.Write(Encoding.ASCII.GetBytes($"\e[1;{number};3mx\e[m\e[{number}:{number}m\e[1:{number}:3mx\e[4:{number}m\e[38:5:{number}mx\e[48;5;{number}m\e[38:2:{number}:1:2mx\e[58:2::1:{number}:3m\e[58;5;{number}mx"));
            Assert.Null(Soundness.Fault(emulator.Screen));
        }
    }

    [Fact]
    public void Write_EveryMode_IsBounded()
    {
        Emulator emulator = new(40, 10, EmulatorOptions.Server with { AnswerChecksums = true });
        Budget.Held(() =>
        {
            for (int mode = 0; mode <= 65535; mode++)
            {
                emulator.Write(Encoding.UTF8.GetBytes($"漢\e[?{mode}s\e[?{mode}h\e[{mode}h漢x\e[?{mode}$p\e[{mode}$p\e[{mode}l\e[?{mode}l\e[?{mode}r"));
                Assert.Null(ReplyGrammar.Fault(emulator.Replies));
                emulator.ClearReplies();
            }

            return emulator;
        });
        Assert.Null(Soundness.Fault(emulator.Screen));
    }

    private static bool IsKnown(int number) => number is (>= 1 and <= 9) or 21 or (>= 22 and <= 29) or (>= 30 and <= 49) or 53 or 55 or 58 or 59 or (>= 90 and <= 97) or (>= 100 and <= 107);
}
