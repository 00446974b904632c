using System.Buffers;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Sync.Tests;

public sealed class ScreenStateTests
{
    private readonly Emulator emulator = new(20, 5, new EmulatorOptions { AnswerQueries = true });
    private readonly ScreenState server;

    public ScreenStateTests() => server = ScreenState.ForServer(emulator, new FrameDiffer(), new EventOutbox());

    [Fact]
    public void TryApply_DiffOfProgramOutput_ShowsTheSameScreen()
    {
        ScreenState client = NewClient(20, 5);
        ScreenState before = server.Fork();
        Write("hello \x1b[31mred\x1b[m\r\nnext");

        Assert.True(client.TryApply(Diff(before)));
        Assert.Equal("hello red", RowText(client.Screen, 0));
        Assert.Equal((1, 4), (client.Screen.CursorRow, client.Screen.CursorColumn));
    }

    [Fact]
    public void WriteDiff_EchoAckAndScreen_TravelTogetherEchoAckFirst()
    {
        ScreenState before = server.Fork();
        Write("x");
        server.EchoAck = 3;

        Assert.Equal("0a043a024003" + "0a0512032201" + "78", Convert.ToHexStringLower(Diff(before)));
    }

    [Fact]
    public void WriteDiff_SizeDiffers_ResizeComesBeforeBytes()
    {
        ScreenState before = server.Fork();
        emulator.Resize(30, 6);
        byte[] diff = Diff(before);

        Assert.Equal("0a061a04281e3006", Convert.ToHexStringLower(diff[..8]));
        ScreenState client = NewClient(20, 5);
        Assert.True(client.TryApply(diff));
        Assert.Equal((30, 6), (client.Screen.Width, client.Screen.Height));
    }

    [Fact]
    public void Fork_OneChangedCellAFrameAndOldStatesReleased_AllocatesNothing()
    {
        var large = new Emulator(200, 60, EmulatorOptions.Server);
        ScreenState live = ScreenState.ForServer(large, new FrameDiffer(), new EventOutbox());
        var output = new ArrayBufferWriter<byte>(4096);
        Queue<ScreenState> sent = new(16);
        ScreenState last = live.Fork();
        sent.Enqueue(last);
        long before = 0, written = 0;
        for (int frame = 0; frame < 300; frame++)
        {
            before = frame == 200 ? GC.GetAllocatedBytesForCurrentThread() : before;
            large.Write((frame & 1) == 0 ? "x\b"u8 : "y\b"u8);
            output.ResetWrittenCount();
            live.WriteDiff(last, output);
            written += output.WrittenCount;
            last = live.Fork();
            sent.Enqueue(last);
            if (sent.Count > 4)
            {
                sent.Dequeue().Release();
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(written, 300, 300 * 20);
    }

    [Fact]
    public void WriteDiff_Nothing_IsEmpty()
    {
        ScreenState before = server.Fork();
        Assert.Empty(Diff(before));
        Assert.True(server.ContentEquals(before));
    }

    [Fact]
    public void TryApply_InstructionWithBytesAndResize_OnlyTheBytesAct()
    {
        ScreenState client = NewClient(20, 5);
        Assert.True(client.TryApply(Convert.FromHexString("0a0b" + "12032201" + "78" + "1a04280a3003")));
        Assert.Equal("x", RowText(client.Screen, 0));
        Assert.Equal(20, client.Screen.Width);
    }

    [Theory]
    [InlineData("0a061a0428003018")]
    [InlineData("0a041a022850")]
    [InlineData("0a0f1a0d28ffffffffffffffffff013018")]
    public void TryApply_ImpossibleSize_IsIgnored(string hex)
    {
        ScreenState client = NewClient(20, 5);
        client.TryApply(Convert.FromHexString(hex));
        Assert.Equal((20, 5), (client.Screen.Width, client.Screen.Height));
    }

    [Fact]
    public void TryApply_EnormousSize_IsClamped()
    {
        ScreenState client = NewClient(20, 5);
        Assert.True(client.TryApply(Convert.FromHexString("0a0e1a0c28ffffffff0730ffffffff07")));
        Assert.Equal((Screen.WidthMax, Screen.HeightMax), (client.Screen.Width, client.Screen.Height));
    }

    [Fact]
    public void TryApply_LowerEchoAck_DoesNotGoBack()
    {
        ScreenState client = NewClient(20, 5);
        client.TryApply(Convert.FromHexString("0a043a024007"));
        client.TryApply(Convert.FromHexString("0a043a024003"));
        Assert.Equal(7UL, client.EchoAck);
    }

    [Fact]
    public void TryApply_Query_GivesNoReply()
    {
        ScreenState client = NewClient(20, 5);
        Assert.True(client.TryApply(Convert.FromHexString("0a0e120c220a" + "61" + "1b5b63" + "1b5b366e" + "6262")));
        Assert.Equal("abb", RowText(client.Screen, 0));
    }

    [Fact]
    public void ExitStatus_BetweenGodwits_ArrivesOnce()
    {
        ScreenState before = server.Fork();
        server.ExitStatus = 42;
        ScreenState client = NewClient(20, 5);
        Assert.Equal("0a05c23e02082a", Convert.ToHexStringLower(Diff(before)));
        Assert.True(client.TryApply(Diff(before)));
        Assert.Equal(42, client.ExitStatus);
    }

    [Fact]
    public void TryApply_RandomOctets_NeverThrows()
    {
        var random = new Random(5);
        for (int run = 0; run < 20_000; run++)
        {
            var noise = new byte[random.Next(40)];
            random.NextBytes(noise);
            NewClient(8, 3).TryApply(noise);
        }
    }

    [Fact]
    public void Fork_AfterLaterOutput_StaysAsItWas()
    {
        Write("before");
        ScreenState fork = server.Fork();
        Write("\rafter!");
        Assert.Equal("before", RowText(fork.Screen, 0));
    }

    private static ScreenState NewClient(int columns, int rows) =>
        ScreenState.ForClient(new Emulator(columns, rows, new EmulatorOptions { HostBytes = true }), new EventInbox());

    private static string RowText(Screen screen, int row)
    {
        var text = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[ClusterTable.ClusterBytesMax];
        foreach (Cell cell in screen[row].Cells)
        {
            text.Append(Encoding.UTF8.GetString(utf8[..cell.WriteText(screen.Pool, utf8)]));
        }

        return text.ToString().TrimEnd();
    }

    private void Write(string text) => emulator.Write(Encoding.UTF8.GetBytes(text));

    private byte[] Diff(ScreenState from)
    {
        var output = new ArrayBufferWriter<byte>();
        server.WriteDiff(from, output);
        return output.WrittenSpan.ToArray();
    }
}
