using System.Text;

namespace Godwit.Platform.Tests;

public class FileDescriptorTests
{
    [Fact]
    public void WriteAll_NonBlockingPipeWithSlowReader_WritesEverything()
    {
        var pipe = Pipe.Create();
        FileDescriptor.SetNonBlocking(pipe.WriteEnd);
        var sent = new byte[1_000_000];
        new Random(7).NextBytes(sent);
        var received = new MemoryStream();
        var reader = new Thread(() =>
        {
            var buffer = new byte[10_000];
            IoResult result;
            while ((result = FileDescriptor.Read(pipe.ReadEnd, buffer)).IsDone)
            {
                received.Write(buffer, 0, result.Count);
            }
        });
        reader.Start();

        Assert.Equal(new IoResult(IoStatus.Done, sent.Length, 0), FileDescriptor.WriteAll(pipe.WriteEnd, sent));
        FileDescriptor.Close(pipe.WriteEnd);
        reader.Join();
        Assert.Equal(sent, received.ToArray());
        FileDescriptor.Close(pipe.ReadEnd);
    }

    [Fact]
    public void Read_NonBlockingEmptyPipe_WouldBlockThenClosed()
    {
        var pipe = Pipe.Create();
        FileDescriptor.SetNonBlocking(pipe.ReadEnd);
        Assert.Equal(IoStatus.WouldBlock, FileDescriptor.Read(pipe.ReadEnd, new byte[1]).Status);
        FileDescriptor.Close(pipe.WriteEnd);
        WaitForTheOtherEndToClose(pipe.ReadEnd);
        Assert.Equal(IoStatus.Closed, FileDescriptor.Read(pipe.ReadEnd, new byte[1]).Status);
        FileDescriptor.Close(pipe.ReadEnd);
    }

    [Fact]
    public void Write_NoReader_FailsWithTextAndDoesNotEndTheProcess()
    {
        var pipe = Pipe.Create();
        FileDescriptor.Close(pipe.ReadEnd);
        WaitForTheOtherEndToClose(pipe.WriteEnd);
        var result = FileDescriptor.Write(pipe.WriteEnd, [1]);
        Assert.Equal(IoStatus.Failed, result.Status);
        Assert.Equal("Broken pipe", result.ErrorText);
        FileDescriptor.Close(pipe.WriteEnd);
    }

    [Fact]
    public void IsTerminal_PipeAndPty_TellsThemApart()
    {
        using var pty = Pty.Open(new(80, 24));
        var pipe = Pipe.Create();
        Assert.True(FileDescriptor.IsTerminal(pty.Descriptor));
        Assert.False(FileDescriptor.IsTerminal(pipe.ReadEnd));
        FileDescriptor.Close(pipe.ReadEnd);
        FileDescriptor.Close(pipe.WriteEnd);
    }

    [Fact]
    public void TryRead_LinesInPieces_ComeWhole()
    {
        Assert.Equal(["one", "two\r", "", "rest"], Lines("one\ntw", "o\r\n\nre", "st"));
    }

    [Fact]
    public void TryRead_EndlessLine_ComesInPiecesInsteadOfGrowing()
    {
        var lines = Lines(new string('x', 20_000), new string('x', 20_000) + "\nend\n");
        Assert.Equal("end", lines[^1]);
        Assert.Equal(40_000, lines[..^1].Sum(line => line.Length));
        Assert.True(lines.Count > 2);
    }

    /// <summary>
    /// Another test may just start a program: until that executes, the new process holds a copy of every descriptor of this one.
    /// </summary>
    private static void WaitForTheOtherEndToClose(int descriptor)
    {
        var poller = new Poller();
        _ = poller.Add(descriptor, PollEvents.None); // A hang-up is reported without being asked for.
        var deadline = MonotonicClock.Milliseconds + 10_000;
        while (poller.Wait(100) == 0) // A signal interrupts the wait, too.
        {
            Assert.True(MonotonicClock.Milliseconds < deadline, "The other end is still open.");
        }
    }

    private static List<string> Lines(params string[] pieces)
    {
        var pipe = Pipe.Create();
        var writer = new Thread(() =>
        {
            foreach (var piece in pieces)
            {
                _ = FileDescriptor.WriteText(pipe.WriteEnd, piece);
            }

            FileDescriptor.Close(pipe.WriteEnd);
        });
        writer.Start();
        var reader = new LineReader(pipe.ReadEnd);
        var lines = new List<string>();
        while (reader.TryRead(out var line))
        {
            lines.Add(Encoding.UTF8.GetString(line));
        }

        writer.Join();
        FileDescriptor.Close(pipe.ReadEnd);
        return lines;
    }
}
