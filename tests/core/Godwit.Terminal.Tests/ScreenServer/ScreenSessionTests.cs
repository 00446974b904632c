using System.Text;
using Godwit.ScreenServer;

namespace Godwit.Terminal.Tests;

public class ScreenSessionTests
{
    [Fact]
    public void Answer_WholeSession_SpeaksTheProtocol()
    {
        ScreenSession session = new();
        Assert.Equal("""{"ok":true}""", Ask(session, """{"op":"new","cols":3,"rows":2}"""));
        Assert.Equal("""{"ok":true,"replies":"G1sxOzNS"}""", Ask(session, Write("\e[1;31mA\e[38;2;1;2;3;44m漢\e[6n")));
        Assert.Equal(
            """{"rows":[[["A",1,null,"b"],["\u6F22","#010203",4,"b"],null],[["",null,null,""],["",null,null,""],["",null,null,""]]],"cursor":[0,2],"cursor_visible":true}""",
            Ask(session, """{"op":"screen"}"""));
        Assert.Equal("""{"ok":true}""", Ask(session, """{"op":"resize","cols":4,"rows":1}"""));
        Assert.Equal("""{"rows":[[["A",1,null,"b"],["\u6F22","#010203",4,"b"],null,["",null,null,""]]],"cursor":[0,3],"cursor_visible":true}""", Ask(session, """{"op":"screen"}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"op":"dance"}""")]
    [InlineData("""{"op":"write"}""")]
    [InlineData("""{"op":"write","data":"***"}""")]
    public void Answer_Nonsense_SaysSoAndGoesOn(string line)
    {
        ScreenSession session = new();
        Assert.StartsWith("""{"error":""", Ask(session, line), StringComparison.Ordinal);
        Assert.Equal("""{"ok":true}""", Ask(session, """{"op":"new","cols":3,"rows":2}"""));
    }

    [Theory]
    [InlineData("\e[?u", "\e[?0u")]
    [InlineData("\e[>5u\e[?u", "\e[?5u")]
    [InlineData("\e]10;?\a\e]11;?\e\\", "\e]10;rgb:ffff/ffff/ffff\a\e]11;rgb:0000/0000/0000\e\\")]
    [InlineData("\e]12;?\a", "\e]12;rgb:ffff/ffff/ffff\a")]
    [InlineData("\e[14t\e[16t\e[18t", "\e[4;480;800t\e[6;20;10t\e[8;24;80t")]
    [InlineData("\e[?996n", "\e[?997;1n")]
    public void Answer_Query_IsThatOfAKnownTerminal(string query, string reply)
    {
        ScreenSession session = new();
        Assert.Equal("{\"ok\":true}", Ask(session, """{"op":"new","cols":80,"rows":24}"""));
        string base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(reply));
        Assert.Equal($$"""{"ok":true,"replies":"{{base64}}"}""", Ask(session, Write(query)));
    }

    private static string Write(string text) => $$"""{"op":"write","data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}"}""";

    private static string Ask(ScreenSession session, string line) => Encoding.UTF8.GetString(session.Answer(line));
}
