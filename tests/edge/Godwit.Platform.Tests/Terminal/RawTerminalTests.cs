namespace Godwit.Platform.Tests.Terminal;

public class RawTerminalTests
{
    [Fact]
    public void EnterRawAndRestore_OnAPty_LeavesTheTerminalAsItWas()
    {
        var pty = Pty.Open(new(91, 17));
        _ = TerminalDevice.TryGetModes(pty.Descriptor, out var before);
        using var shell = new Shell(pty, pty.Spawn(Probe.Options("raw")));
        _ = shell.ReadUntil("91x17\n"); // Without CR: output is not processed.
        _ = TerminalDevice.TryGetModes(pty.Descriptor, out var raw);
        Assert.Equal(Native.Libc.InputUtf8, raw.InputFlags); // Spec 04 section 4.1 item 1.
        Assert.Equal(0u, raw.LocalFlags & 0x800B); // ISIG, ICANON, ECHO, IEXTEN
        Assert.Equal(0u, raw.OutputFlags & 1); // OPOST

        _ = pty.Write([0x03]);
        Assert.Contains("key 3 of 1", shell.ReadUntil("restored"), StringComparison.Ordinal);
        _ = TerminalDevice.TryGetModes(pty.Descriptor, out var after);
        Assert.Equal(before, after);
        _ = pty.Write("\n"u8);
        _ = shell.ReadToEnd();
        Assert.Equal(0, shell.Child.Wait().Code);
    }

    [Fact]
    public void Restore_FromUnhandledException_LeavesTheTerminalAsItWas()
    {
        var pty = Pty.Open(new(80, 24));
        _ = TerminalDevice.TryGetModes(pty.Descriptor, out var before);
        using var shell = new Shell(pty, pty.Spawn(Probe.Options("crash")));
        _ = shell.ReadUntil("raw");
        _ = pty.Write("x"u8);
        _ = shell.ReadUntil("emergency");
        _ = TerminalDevice.TryGetModes(pty.Descriptor, out var after);
        Assert.Equal(before, after);
        _ = shell.ReadToEnd();
        Assert.Equal(42, shell.Child.Wait().Code);
    }
}
