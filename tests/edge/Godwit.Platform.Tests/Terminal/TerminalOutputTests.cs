namespace Godwit.Platform.Tests.Terminal;

public class TerminalOutputTests
{
    [Fact]
    public void Write_NobodyReads_ReturnsAndIsWrittenLater()
    {
        var pty = Pty.Open(new(80, 24));
        var pipe = Pipe.Create();
        using var shell = new Shell(pty, pty.Spawn(Probe.Options("output", descriptors: [new(FileDescriptor.StandardError, pipe.WriteEnd)])));
        FileDescriptor.Close(pipe.WriteEnd);
        Assert.True(FileDescriptor.Read(pipe.ReadEnd, new byte[16]).IsDone);
        FileDescriptor.Close(pipe.ReadEnd);
        _ = pty.Write("k"u8);
        var written = shell.ReadToEnd();
        Assert.Equal(7, shell.Child.Wait().Code);
        Assert.Equal(200_000, written.Count(letter => letter == 'x'));
        Assert.EndsWith("end", written, StringComparison.Ordinal);
    }
}
