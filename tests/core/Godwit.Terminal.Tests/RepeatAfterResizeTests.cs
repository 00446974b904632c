using System.Text;

namespace Godwit.Terminal.Tests;

public sealed class RepeatAfterResizeTests
{
    [Theory]
    [InlineData("\e[1;50Hx", 10, 24, "\e[?7l\e[1;10H漢\e[b")]
    [InlineData("\e[20;5Hx\e[1;1H", 80, 10, "\e[?7l\e[1;80H漢\e[b")]
    [InlineData("\e[1;50Hx", 1, 24, "漢\e[b")]
    public void Write_RepOfWhatDidNotFitAfterAResize_DoesNothing(string before, int columns, int rows, string after)
    {
        var emulator = new Emulator(80, 24, EmulatorOptions.Server);
        emulator.Write(Encoding.UTF8.GetBytes(before));
        emulator.Resize(columns, rows);
        emulator.Write(Encoding.UTF8.GetBytes(after));
        Assert.Equal((columns, rows), (emulator.Screen.Width, emulator.Screen.Height));
    }

    [Fact]
    public void Write_RandomOutputWithResizes_NeverThrows()
    {
        string[] pieces = ["漢", "x", "\e[b", "\e[9b", "é", "\u0301", "\e[?7l", "\e[?7h", "\r\n", "\e[A", "\e[99C", "\e[H", "\e[20;70H", "\e[?1049h", "\e[?1049l", "\e7", "\e8", "\e[2;5r", "\e[r", "\e[L", "\e[M", "\e[@", "\e[P"];
        var random = new Random(17);
        for (int run = 0; run < 3000; run++)
        {
            var emulator = new Emulator(random.Next(1, 90), random.Next(1, 30), EmulatorOptions.Server);
            for (int step = 0; step < 25; step++)
            {
                if (random.Next(5) == 0)
                {
                    emulator.Resize(random.Next(1, 90), random.Next(1, 30));
                }

                emulator.Write(Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
            }
        }
    }
}
