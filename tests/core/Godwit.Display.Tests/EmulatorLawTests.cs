using System.Buffers;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>Sessions: a program writes to the server's emulator, frames go to a client's copy, which must show the same.</summary>
public class EmulatorLawTests
{
    private const int FramesPerSession = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Write_ProgramOutputToGodwitPeer_CopyShowsIt(int seed) => RunSessions(seed, 700, DisplayCapabilities.GodwitPeer);

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Write_ProgramOutputToStockPeer_CopyAndStrictEmulatorShowIt(int seed) => RunSessions(seed, 700, DisplayCapabilities.StockPeer);

    private static void RunSessions(int seed, int sessions, DisplayCapabilities caps)
    {
        var writer = new FrameWriter();
        for (int session = 0; session < sessions; session++)
        {
            RunSession(writer, new Random((seed * 1_000_000) + session), caps, $"seed {seed}, session {session}");
        }
    }

    private static void RunSession(FrameWriter writer, Random random, DisplayCapabilities caps, string name)
    {
        (int width, int height) = random.Next(20) == 0 ? (80, 24) : (1 + random.Next(14), 1 + random.Next(8));
        var server = new Emulator(width, height, EmulatorOptions.Server);
        var client = new Emulator(width, height, EmulatorOptions.ClientCopy);
        StrictTerminal? strict = caps.SizedText ? null : new StrictTerminal(width, height) { WidthOf = CharacterWidth.Of };
        Screen shown = server.Screen.Snapshot();
        var stream = new HostStream(random);
        for (int frame = 0; frame < FramesPerSession; frame++)
        {
            var bytes = new StringBuilder();
            for (int i = random.Next(12); i >= 0; i--)
            {
                stream.Append(bytes, width, height);
            }

            if (random.Next(30) == 0)
            {
                (width, height) = (1 + random.Next(14), 1 + random.Next(8));
                server.Resize(width, height);
                client.Resize(width, height);
                strict?.Resize(width, height);
            }

            server.Write(Encoding.UTF8.GetBytes(bytes.ToString()));
            server.ClearReplies();
            Screen wanted = server.Screen.Snapshot();
            var output = new ArrayBufferWriter<byte>();
            writer.Write(shown, wanted, caps, output);
            try
            {
                client.Write(output.WrittenSpan);
                strict?.Feed(output.WrittenSpan);
                Showing.CheckScreen(client.Screen, wanted, caps);
                if (strict is not null)
                {
                    Showing.Check(strict, wanted, caps);
                }

                Assert.True(client.Replies.IsEmpty);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                string text = $"{Encoding.UTF8.GetString(output.WrittenSpan)}\nafter {bytes}".Replace("\e", "␛", StringComparison.Ordinal).Replace("\r", "␍", StringComparison.Ordinal).Replace("\n", "␊", StringComparison.Ordinal);
                throw new InvalidOperationException($"{name}, frame {frame}, {width}x{height}: {e.Message}\n{text}", e);
            }

            shown = wanted;
        }
    }
}
