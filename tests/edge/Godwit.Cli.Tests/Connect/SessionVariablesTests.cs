namespace Godwit.Cli.Tests;

public sealed class SessionVariablesTests
{
    [Theory]
    [InlineData(true, "", "COLORTERM=truecolor")]
    [InlineData(false, "", "COLORTERM-")]
    [InlineData(false, "COLORTERM=truecolor", "COLORTERM-")]
    [InlineData(true, "TERM_PROGRAM=WezTerm,TERM_PROGRAM_VERSION=2024", "COLORTERM=truecolor TERM_PROGRAM=WezTerm TERM_PROGRAM_VERSION=2024")]
    [InlineData(true, "TERM_PROGRAM=tmux,TERM_PROGRAM_VERSION=3.3a", "COLORTERM=truecolor")]
    [InlineData(true, "TERM_PROGRAM_VERSION=3.3a", "COLORTERM=truecolor")]
    [InlineData(true, "EDITOR=vim,OTHER=x", "COLORTERM=truecolor EDITOR=vim")]
    [InlineData(true, "EDITOR=v\nim", "COLORTERM=truecolor")]
    public void Of_Environment_WhatTheTerminalIs(bool hasTrueColor, string environment, string expected)
    {
        Dictionary<string, string> variables = environment.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')).ToDictionary(one => one[0], one => one[1]);
        var sent = SessionVariables.Of(hasTrueColor, ["EDITOR", "NOT_SET"], name => variables.GetValueOrDefault(name));
        Assert.Equal(expected, string.Join(' ', sent.Select(one => one.Value is null ? $"{one.Key}-" : $"{one.Key}={one.Value}")));
    }

    [Theory]
    [InlineData("EDITOR", true)]
    [InlineData("_x1", true)]
    [InlineData("", false)]
    [InlineData("1x", false)]
    [InlineData("A-B", false)]
    [InlineData("A;reboot", false)]
    [InlineData("TERM", false)]
    [InlineData("COLORTERM", false)]
    [InlineData("MOSH_KEY", false)]
    public void IsName_Word_OnlyWhatAShellCanSet(string name, bool expected) => Assert.Equal(expected, SessionVariables.IsName(name));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(8, 8)]
    [InlineData(256, 256)]
    [InlineData(0x1000000, 256)]
    public void ColorsFor_Terminfo_ManyAre256(int colors, int expected) => Assert.Equal(expected, ServerArguments.ColorsFor(colors));

    [Fact]
    public void Parse_SendEnvAndClipboard_AreTaken()
    {
        var options = ConnectCommandLine.Parse(["--send-env=EDITOR,PAGER", "--send-env=X", "--clipboard-read", "host"], isStock: false, _ => null).Settings!;
        Assert.Equal(["EDITOR", "PAGER", "X"], options.SentVariables);
        Assert.True(options.MayReadClipboard);
        Assert.Null(ConnectCommandLine.Parse(["host"], isStock: false, _ => null).Settings!.MayReadClipboard);
        Assert.Equal("/bin/c", ConnectCommandLine.Parse(["--cl=/bin/c", "host"], isStock: true, _ => null).Settings!.Client);
        Assert.Null(ConnectCommandLine.Parse(["--send-env=TERM", "host"], isStock: false, _ => null).Settings);
    }

    [Theory]
    [InlineData(null, "host")] // The environment decides.
    [InlineData(false, "--ambiguous=narrow", "host")]
    [InlineData(true, "--ambiguous=wide", "host")]
    [InlineData(true, "--ambiguous", "wide", "host")]
    public void Parse_Ambiguous_NarrowOrWide(bool? expected, params string[] arguments) =>
        Assert.Equal(expected, ConnectCommandLine.Parse(arguments, isStock: false, _ => null).Settings!.AmbiguousIsWide);

    [Fact]
    public void Parse_AmbiguousOfNoKnownWidth_IsRefused() =>
        Assert.Equal(
            "godwit: --ambiguous=broad is not known: narrow or wide.\n\"godwit --help\" lists the options.\n",
            ConnectCommandLine.Parse(["--ambiguous=broad", "host"], isStock: false, _ => null).Error);
}
