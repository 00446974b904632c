using System.Text;

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
    public void Format_LongestOfAll_FitsTheLimit()
    {
        var longest = Some with { Age = long.MaxValue, Silence = long.MaxValue, Client = new string('f', 64), Command = new string('c', 64), Missing = string.Join(", ", Session.Features.Missing(Session.Features.Ours, null)), TimeToLive = int.MaxValue };
        Assert.True(Octets(longest).Length < SessionFacts.LengthMax);
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
