using System.Text;
using Godwit.Terminal;

namespace Godwit.Conformance.Hostile;

/// <summary>Every character, every way to break UTF-8, and marks without end.</summary>
[Collection(HostileCollection.Name)]
public class HostileTextTests
{
    [Fact]
    public void Write_EveryScalarValue_TakesItsColumns()
    {
        Emulator emulator = new(12, 2, EmulatorOptions.Server);
        byte[] line = new byte[16];
        for (int value = 0xA0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value))
            {
                continue;
            }

            "\r\e[Ka"u8.CopyTo(line);
            int length = 5 + new Rune(value).EncodeToUtf8(line.AsSpan(5));
            line[length++] = (byte)'z';
            emulator.Write(line.AsSpan(0, length));
            Screen screen = emulator.Screen;
            int columns = screen.CursorColumn;
            string text = CellText.Row(screen, screen.CursorRow);

            // A character may take no column of its own, or (a prefix) draw the z into its cell, but it swallows nothing.
            bool isWhole = columns is >= 1 and <= 4 && text[0] == 'a' && text[^1] == 'z';
            Assert.True(isWhole && Soundness.Fault(screen) is null, $"U+{value:X4}: \"{text}\", cursor in column {columns}, {Soundness.Fault(screen)}");
        }
    }

    [Fact]
    public void Write_BrokenUtf8_IsReplacedAsUnicodeSays()
    {
        var emulator = new Emulator(40, 1, EmulatorOptions.Server);
        foreach (byte[] broken in Broken())
        {
            string expected = Encoding.UTF8.GetString(broken);
            emulator.Write("\e[m\r\e[K"u8);
            emulator.Write(broken);
            emulator.Write("x"u8);
            Assert.True($"{expected}x" == CellText.Row(emulator.Screen, 0), $"{Convert.ToHexString(broken)}: {CellText.Row(emulator.Screen, 0)}");
            emulator.Write("\r\e[K"u8);
            foreach (byte octet in broken)
            {
                emulator.Write([octet]);
            }

            emulator.Write("x"u8);
            Assert.True($"{expected}x" == CellText.Row(emulator.Screen, 0), $"{Convert.ToHexString(broken)} one by one: {CellText.Row(emulator.Screen, 0)}");
        }
    }

    [Fact]
    public void Write_EveryPairAndTripleOfHighOctets_NeverThrows()
    {
        var emulator = new Emulator(12, 3, EmulatorOptions.Server);
        for (int first = 0x80; first <= 0xFF; first++)
        {
            for (int second = 0; second <= 0xFF; second++)
            {
                for (int third = second is 0x1B or 0x9B ? 0x20 : 0x7C; third <= 0xC2; third += 3)
                {
                    emulator.Write([(byte)first, (byte)second, (byte)third]);
                }

                emulator.Write("\u0018\e\\"u8);
                Assert.Null(Soundness.Fault(emulator.Screen));
            }
        }
    }

    [Theory]
    [InlineData("\u0301")]
    [InlineData("\u200D")]
    [InlineData("\uFE0F")]
    [InlineData("\u1100")]
    [InlineData("\U0001F1E6")]
    [InlineData("\u094D\u0915")]
    public void Write_MarksWithoutEnd_HoldNothing(string mark)
    {
        byte[] piece = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(mark, 16 * 1024)));
        Budget.Held(() =>
        {
            Emulator emulator = new(80, 24, EmulatorOptions.Server);
            emulator.Write("a"u8);

            // The 1 GiB is for U+0301; the others show that no other kind of mark is worse.
            Budget.Feed(emulator, piece, Budget.Amount(mark == "\u0301" ? 1L << 30 : 1L << 27), 8L << 20);
            return emulator;
        });
    }

    /// <summary>Truncations at each boundary, overlong forms, surrogates, what is above 10FFFF, lonely continuations; none holds a control character.</summary>
    private static IEnumerable<byte[]> Broken()
    {
        foreach (int value in (int[])[0xA1, 0x7FF, 0x800, 0x2500, 0x6F22, 0xFFFD, 0x10000, 0x1F600, 0x10FFFD])
        {
            byte[] whole = Encoding.UTF8.GetBytes(char.ConvertFromUtf32(value));
            for (int length = 1; length < whole.Length; length++)
            {
                yield return whole[..length];
                yield return [.. whole[..length], .. "a"u8];
                yield return [.. whole[..length], 0xE6, 0xBC, 0xA2];
                yield return [.. whole[..length], .. whole[..length]];
            }
        }

        for (byte lead = 0xC0; lead <= 0xC1; lead++)
        {
            yield return [lead, 0xA1];
        }

        yield return [0xE0, 0x80, 0xA1];
        yield return [0xE0, 0x9F, 0xBF];
        yield return [0xF0, 0x80, 0x80, 0xA1];
        yield return [0xF0, 0x8F, 0xBF, 0xBF];
        for (int surrogate = 0xD800; surrogate <= 0xDFFF; surrogate++)
        {
            yield return [0xED, (byte)(0x80 | ((surrogate >> 6) & 0x3F)), (byte)(0x80 | (surrogate & 0x3F))];
        }

        for (int second = 0x90; second <= 0xBF; second++)
        {
            yield return [0xF4, (byte)second, 0x80, 0x80];
        }

        for (int lead = 0xF5; lead <= 0xFF; lead++)
        {
            yield return [(byte)lead, 0x80, 0x80, 0x80];
            yield return [(byte)lead];
        }

        for (int lonely = 0x80; lonely <= 0xBF; lonely++)
        {
            yield return [(byte)lonely];
            yield return [(byte)'a', (byte)lonely, (byte)lonely];
        }
    }
}
