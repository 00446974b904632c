namespace Godwit.Platform.Tests.Process;

public class ProcessEnvironmentTests
{
    [Fact]
    public void GetAccount_Self_AgreesWithGetent()
    {
        var account = ProcessEnvironment.GetAccount();
        var line = ChildProcessTests.Capture(Shell.Script($"getent passwd {ProcessEnvironment.UserId}")).TrimEnd('\n').Split(':');
        Assert.Equal(new UserAccount(line[0], line[5], line[6]), account);
    }

    [Fact]
    public void ProcessIdAndHostName_Self_AgreeWithTheRuntime()
    {
        Assert.Equal(Environment.ProcessId, ProcessEnvironment.ProcessId);
        Assert.Equal(Environment.MachineName, ProcessEnvironment.HostName);
    }

    [Fact]
    public void Take_Secret_IsGoneFromEveryPlaceOthersCanSee() =>
        Assert.Equal("True swordfish nothing False nothing\n", ChildProcessTests.Capture(Probe.Options("secret")));

    [Fact]
    public void ProtectMemory_OfAProcess_HoldsForItAndNotForWhatItStarts() =>
        Assert.Equal("False True\nFalse\n", ChildProcessTests.Capture(Probe.Options("protect")));

    [Fact]
    public void Get_UnsetAndSet_NullAndValue()
    {
        const string Name = "GODWIT_TEST_VARIABLE";
        Assert.Null(ProcessEnvironment.Get(Name));
        ProcessEnvironment.Set(Name, "grün");
        Assert.Equal("grün", ProcessEnvironment.Get(Name));
        Assert.Equal("grün", EnvironmentBlock.Inherit().Get(Name));
        ProcessEnvironment.Set(Name, null);
        Assert.Null(ProcessEnvironment.Get(Name));
    }

    [Fact]
    public void ChangeDirectory_NotThere_ReturnsErrno() => Assert.Equal(2, ProcessEnvironment.ChangeDirectory("/no/such"));

    [Fact]
    public void Exists_FileAndNothing_TellsThemApart()
    {
        Assert.True(ProcessEnvironment.Exists("/etc/passwd"));
        Assert.False(ProcessEnvironment.Exists("/no/such"));
    }

    [Fact]
    public void EnvironmentBlock_SetReplaceRemove_KeepsOthers()
    {
        var block = new EnvironmentBlock();
        block.Set("TERM", "xterm");
        block.Set("TERMINAL", "other");
        block.Set("TERM", "xterm-256color");
        Assert.Equal("xterm-256color", block.Get("TERM"));
        Assert.Equal("other", block.Get("TERMINAL"));
        block.Remove("TERM");
        block.Remove("TERM");
        Assert.Null(block.Get("TERM"));
        Assert.Null(block.Get("TER"));
        Assert.Equal("other", block.Get("TERMINAL"));
        _ = Assert.Throws<ArgumentException>(() => block.Set("A", "b\0c"));
    }

    [Fact]
    public void EnvironmentBlock_ForeignEncoding_IsPassedOnUnchanged()
    {
        SetLatin();
        Assert.Equal("GODWIT_LATIN=g374\\n\n", ChildProcessTests.Capture(new() { Path = "sh", Arguments = ["sh", "-c", "env | grep -a ^GODWIT_LATIN | od -An -c | tr -d ' '"] }));
        ProcessEnvironment.Set("GODWIT_LATIN", null);
    }

    private static unsafe void SetLatin()
    {
        byte[] latin = [(byte)'g', 0xFC, 0]; // Not UTF-8.
        fixed (byte* name = "GODWIT_LATIN\0"u8, text = latin)
        {
            _ = Native.Libc.SetEnv(name, text, 1);
        }
    }
}
