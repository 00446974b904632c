using Godwit.Platform;

namespace Godwit.Server.Tests;

public sealed class HandoverTests
{
    [Fact]
    public void Read_WhatWriteWrote_IsTheSame()
    {
        var command = new SessionCommand("/bin/sh", ["-sh", "", "ä\n'x'"], IsLogin: true);
        var handover = new Handover("AAAAAAAAAAAAAAAAAAAAAA", 132, 43, 2, 604_800, ulong.MaxValue, command, "a notice\n", "/home/é", "/tmp/log of é");
        Pipe pipe = Pipe.Create();
        handover.Write(pipe.WriteEnd);
        FileDescriptor.Close(pipe.WriteEnd);

        Handover read = Handover.Read(pipe.ReadEnd);

        FileDescriptor.Close(pipe.ReadEnd);
        Assert.Equal(handover with { Command = command with { Arguments = [] } }, read with { Command = read.Command with { Arguments = [] } });
        Assert.Equal(command.Arguments, read.Command.Arguments);
    }

    [Fact]
    public void Read_NothingThere_IsOneClearSentence()
    {
        Pipe pipe = Pipe.Create();
        FileDescriptor.Close(pipe.WriteEnd);
        PlatformException failure = Assert.Throws<PlatformException>(() => Handover.Read(pipe.ReadEnd));
        FileDescriptor.Close(pipe.ReadEnd);
        Assert.Contains("godwit server", failure.Message, StringComparison.Ordinal);
    }
}
