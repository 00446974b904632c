using System.Buffers;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>Ambiguous characters of two columns (<c>--ambiguous=wide</c>): at the client's copy, which judges them narrow, and at a terminal that agrees.</summary>
public sealed class AmbiguousWidthTests
{
    private static readonly string[] Pieces = ["─", "│", "α", "…", "“", "漢", "a", "é", " ", "e\u0301", "\r\n", "\e[3;5H", "\e[2C", "\e[K", "\e[44m", "\e[m", "\e[2@", "\e[P"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_AmbiguousIsWideAtTheServer_ReceiverShowsTheSame(bool toTerminal)
    {
        DisplayCapabilities caps = toTerminal ? DisplayCapabilities.ModernTerminal : DisplayCapabilities.GodwitPeer;
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var server = new Emulator(20, 5, EmulatorOptions.Server) { AmbiguousIsWide = true };
            var receiver = new Emulator(20, 5, toTerminal ? new EmulatorOptions() : EmulatorOptions.ClientCopy) { AmbiguousIsWide = toTerminal };
            var writer = new FrameWriter();
            Screen? shown = null;
            for (int frame = 0; frame < 10; frame++)
            {
                for (int pieces = random.Next(20); pieces >= 0; pieces--)
                {
                    server.Write(Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                }

                Screen wanted = server.Screen.Snapshot();
                var output = new ArrayBufferWriter<byte>();
                writer.Write(shown, wanted, caps, output);
                receiver.Write(output.WrittenSpan);
                shown = wanted;
                Assert.Equal(Picture(wanted), Picture(receiver.Screen));
            }
        }
    }

    private static string Picture(Screen screen)
    {
        var picture = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[ClusterTable.ClusterBytesMax];
        foreach (Row row in screen.Rows)
        {
            foreach (Cell cell in row.Cells)
            {
                picture.Append(Encoding.UTF8.GetString(utf8[..cell.WriteText(screen.Pool, utf8)])).Append(cell.IsWide ? "_" : "");
            }

            picture.Append('\n');
        }

        return picture.ToString();
    }
}
