using System.Runtime.InteropServices;

namespace Godwit.Platform.Tests.Process;

public class LoginRecordTests
{
    [Fact]
    public void AddAndRemove_WithOrWithoutTheLibrary_NeverThrow()
    {
        var present = NativeLibrary.TryLoad("libutempter.so.0", out _);
        using var pty = Pty.Open(new(80, 24));
        var added = LoginRecord.Add(pty, $"mosh [{ProcessEnvironment.ProcessId}]");
        var removed = LoginRecord.Remove(pty);
        Assert.True(present || (!added && !removed)); // With it: its helper may still have no list to write to.
        Assert.Equal(IoStatus.WouldBlock, pty.Read(new byte[1]).Status); // The helper left the pty alone.
    }
}
