using System.Text;
using Godwit.Session;

namespace Godwit.Server.Tests;

public class SessionFactsTests
{
    private static readonly SessionFacts Some = new()
    {
        Port = 60001,
        Age = 3 * 86400,
        Contact = SessionContact.Lost,
        Silence = 7200,
        Client = "[2001:db8::7]:4711",
        Columns = 200,
        Rows = 50,
        Command = "vim",
        Peer = "godwit 1",
        Missing = "path changes, loss reports",
        TimeToLive = 604_800,
    };

    [Fact]
    public void Parse_WhatFormatWrote_IsTheSame() => Assert.Equal(Some, SessionFacts.Parse(Octets(Some)));

    [Fact]
    public void Parse_Forwardings_AreTheSame()
    {
        ForwardFigures[] forwards = [new("-R [::1]:8080", 1, 3, 12_345_678_901, 0), new("to a host:80", 0, 0, 0, long.MaxValue), new("agent", 2, 2, 1, 2)];
        SessionFacts parsed = SessionFacts.Parse(Octets(Some with { Forwards = forwards }))!;
        Assert.Equal(forwards, parsed.Forwards);
        Assert.Equal(Some, parsed with { Forwards = [] });
    }

    [Fact]
    public void Format_ForwardingsWithoutEnd_AreSummedAndFitTheLimit()
    {
        ForwardFigures one = new(new string('\u5BBD', 300), long.MaxValue / 1000, long.MaxValue / 1000, long.MaxValue / 1000, long.MaxValue / 1000);
        byte[] octets = Octets(Some with { Forwards = [.. Enumerable.Repeat(one, 500)] });
        Assert.InRange(octets.Length, 1024, SessionFacts.LengthMax - 1024);
        SessionFacts parsed = SessionFacts.Parse(octets)!;
        Assert.Equal(SessionFacts.ForwardsMax, parsed.Forwards.Count);
        Assert.StartsWith("\u5BBD", parsed.Forwards[0].Name, StringComparison.Ordinal);
        Assert.Equal(("469 others", 469 * one.Made), (parsed.Forwards[^1].Name, parsed.Forwards[^1].ToHost));
    }

    /// <summary>A client names targets as it likes.</summary>
    [Fact]
    public void Parse_LineEndInATarget_AddsNoLine()
    {
        SessionFacts parsed = SessionFacts.Parse(Octets(Some with { Forwards = [new("to a\nport 1\u2028client b\r:80", 0, 0, 0, 0)] }))!;
        Assert.Equal("to a port 1 client b :80", Assert.Single(parsed.Forwards).Name);
        Assert.Equal(Some, parsed with { Forwards = [] });
    }

    [Theory]
    [InlineData("forward 1 2 3")]
    [InlineData("forward ")]
    public void Parse_ForwardingWithoutItsFields_IsSkipped(string line) =>
        Assert.Equal(Some, SessionFacts.Parse([.. Octets(Some), .. Encoding.UTF8.GetBytes(line + "\n")]));

    [Fact]
    public void Format_LongestOfAll_FitsTheLimit()
    {
        var longest = Some with { Age = long.MaxValue, Silence = long.MaxValue, Client = new string('f', 64), Command = new string('c', 64), Missing = string.Join(", ", Session.Features.Missing(Session.Features.Ours, null)), TimeToLive = int.MaxValue };
        Assert.True(Octets(longest).Length < 1024);
    }

    /// <summary>A program chooses its name; it must not be able to claim another session's facts.</summary>
    [Fact]
    public void Parse_LineEndInTheCommand_AddsNoLine()
    {
        var hostile = Some with { Command = "a\nport 1\nclient nobody" };
        Assert.Equal(Some with { Command = "a port 1 client nobody" }, SessionFacts.Parse(Octets(hostile)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("godwit-session 2\nport 60001\n")]
    [InlineData("godwit-session 1\n")]
    [InlineData("godwit-session 1\nport -5\n")]
    [InlineData("godwit-session 1\nport 99999999999999999999\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    public void Parse_SomethingElse_IsNothing(string text) => Assert.Null(SessionFacts.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Parse_NamesOfANewerServer_AreSkipped() =>
        Assert.Equal(Some, SessionFacts.Parse([.. Octets(Some), .. "colour blue\nempty\nsize 1x2x3\n"u8]));

    private static byte[] Octets(SessionFacts facts) => Encoding.UTF8.GetBytes(facts.Format());
}
