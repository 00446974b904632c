using System.Buffers;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>The law: the frame from one screen to another, drawn on a terminal that shows the one, shows the other.</summary>
public class FrameWriterLawTests
{
    private const int FramesPerChain = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Write_RandomScreensToStockPeer_PeerShowsThem(int seed) => RunChains(seed, 2600, DisplayCapabilities.StockPeer, SmallSize);

    [Fact]
    public void Write_LargeScreensToStockPeer_PeerShowsThem() => RunChains(5, 60, DisplayCapabilities.StockPeer, _ => (80, 24));

    [Fact]
    public void Write_RandomScreensToGodwitPeer_PeerShowsThem() => RunChains(6, 2000, DisplayCapabilities.GodwitPeer, SmallSize);

    [Fact]
    public void Write_RandomScreensToModernTerminal_ItShowsThem() =>
        RunChains(7, 2000, DisplayCapabilities.ModernTerminal with { SynchronizedOutput = true, UnderlineKinds = true, ClipboardLengthMax = 0 }, SmallSize);

    [Fact]
    public void Write_RandomScreensToPlainTerminal_ItShowsThem() =>
        RunChains(8, 2000, new DisplayCapabilities { Title = true, Colors = ColorDepth.Rgb, Italic = true, DrawsImmediately = true }, SmallSize);

    /// <summary>No attribute ends alone there, nothing is inserted, deleted or hidden, and there are no colours.</summary>
    [Fact]
    public void Write_RandomScreensToVt100_ItShowsThem() =>
        RunChains(9, 2000, new DisplayCapabilities { ScrollRegion = true, DrawsImmediately = true }, SmallSize);

    private static (int Width, int Height) SmallSize(Random random) => (1 + random.Next(12), 1 + random.Next(7));

    private static void RunChains(int seed, int chains, DisplayCapabilities caps, Func<Random, (int Width, int Height)> size)
    {
        var writer = new FrameWriter();
        for (int chain = 0; chain < chains; chain++)
        {
            var generator = new ScreenGenerator((seed * 1_000_000) + chain) { HostState = true };
            RunChain(writer, generator, caps, size, $"seed {seed}, chain {chain}");
        }
    }

    private static void RunChain(FrameWriter writer, ScreenGenerator generator, DisplayCapabilities caps, Func<Random, (int Width, int Height)> size, string name)
    {
        Random random = generator.Random;
        (int width, int height) = size(random);
        Screen shown = generator.Next(width, height, new InternPool());
        StrictTerminal terminal = Showing.Start(shown, caps, random);
        terminal.BackspaceOnlyEndsPending = random.Next(2) == 0;
        terminal.CursorScrollsAlong = random.Next(2) == 0;
        terminal.LineFeedKeepsPending = random.Next(2) == 0;
        for (int frame = 0; frame < FramesPerChain; frame++)
        {
            Screen wanted = NextScreen(generator, shown, size);
            bool repaint = random.Next(50) == 0;
            terminal.Pending &= random.Next(2) == 0;
            if ((wanted.Width, wanted.Height) != (shown.Width, shown.Height))
            {
                terminal.Resize(wanted.Width, wanted.Height);
            }

            (int bells, int clips) = (terminal.Bells, terminal.Clipboard.Count);
            var output = new ArrayBufferWriter<byte>();
            writer.Write(repaint ? null : shown, wanted, caps, output);
            try
            {
                terminal.Feed(output.WrittenSpan);
                Showing.Check(terminal, wanted, caps);
                Assert.Equal(!repaint && shown.BellCount != wanted.BellCount ? 1 : 0, terminal.Bells - bells);
                Assert.Equal(!repaint && caps.ClipboardLengthMax > 0 && shown.ClipboardCount != wanted.ClipboardCount ? 1 : 0, terminal.Clipboard.Count - clips);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                string bytes = System.Text.Encoding.UTF8.GetString(output.WrittenSpan).Replace("\e", "␛", StringComparison.Ordinal);
                throw new InvalidOperationException($"{name}, frame {frame}, {wanted.Width}x{wanted.Height}: {e.Message}\n{bytes}", e);
            }

            shown = wanted;
        }
    }

    private static Screen NextScreen(ScreenGenerator generator, Screen shown, Func<Random, (int Width, int Height)> size)
    {
        Random random = generator.Random;
        Screen next = generator.Successor(shown);
        switch (random.Next(12))
        {
            case 0:
                (int width, int height) = size(random);
                Screen other = generator.Next(width, height, shown.Pool);
                (other.Title, other.IconName, other.TitleWasSet) = (shown.Title, shown.IconName, shown.TitleWasSet);
                return other;
            case 1:
                return ScreenGenerator.Moved(next);
            default:
                return next;
        }
    }
}
