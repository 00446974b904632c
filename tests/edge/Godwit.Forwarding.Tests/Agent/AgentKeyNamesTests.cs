using System.Text;

namespace Godwit.Forwarding.Tests;

/// <summary>What the user is told of a key: his own words for it, as far as they can be shown, and its fingerprint.</summary>
public sealed class AgentKeyNamesTests
{
    // SHA-256 of "abc" (FIPS 180-2, appendix B.1), in ssh's form.
    private const string Fingerprint = "SHA256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0";

    private readonly AgentKeyNames names = new();

    [Fact]
    public void Of_KeyThatWasNotListed_IsItsFingerprint() => Assert.Equal(Fingerprint, names.Of("abc"u8));

    [Theory]
    [InlineData("me@laptop", "me@laptop (" + Fingerprint + ")")]
    [InlineData("", Fingerprint)]
    [InlineData("\e[2J\r\nyes\a", "[2Jyes (" + Fingerprint + ")")]
    [InlineData("a\u202Eb\u2028c\u0085", "abc (" + Fingerprint + ")")]
    [InlineData("0123456789012345678901234567890123456789-and-more", "0123456789012345678901234567890123456789 (" + Fingerprint + ")")]
    [InlineData("ключ 鍵", "ключ 鍵 (" + Fingerprint + ")")]
    public void Of_KeyWithAComment_IsWhatOfItCanBeShown(string comment, string name)
    {
        names.Learn(AgentTalk.List(("other"u8.ToArray(), "another"), ("abc"u8.ToArray(), comment)));
        Assert.Equal(name, names.Of("abc"u8));
    }

    [Fact]
    public void Learn_AnythingButTheList_IsLeftAlone()
    {
        names.Learn(AgentTalk.List(("abc"u8.ToArray(), "mine")));
        names.Learn([0, 0, 0, 1, 5]);
        names.Learn([0, 0, 0, 1, AgentRequest.IdentitiesAnswer]);
        Assert.StartsWith("mine", names.Of("abc"u8), StringComparison.Ordinal);
    }

    [Fact]
    public void Learn_CommentThatIsNoText_IsShownAsFarAsItIs()
    {
        byte[] message = AgentTalk.Message(AgentRequest.IdentitiesAnswer, [0, 0, 0, 1, .. AgentTalk.Text("abc"u8), .. AgentTalk.Text([0xFF, (byte)'k', 0xC3])]);
        names.Learn(message);
        Assert.Contains("k", names.Of("abc"u8), StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(names.Of("abc"u8)) < 200);
    }
}
