namespace Godwit.Crypto.Tests;

public sealed class SessionKeyTests
{
    [Fact]
    public void Format_RandomKeys_RoundTripAsConventionalBase64()
    {
        var random = new Random(22);
        var octets = new byte[16];
        var text = new char[22];
        for (var i = 0; i < 1000; i++)
        {
            random.NextBytes(octets);
            using var key = SessionKey.FromBytes(octets);
            key.Format(text);
            Assert.Equal(Convert.ToBase64String(octets)[..22], new string(text));
            Assert.Contains(text[^1], "AQgw");
            Assert.Equal(SessionKeyStatus.Valid, SessionKey.TryParse(text, out var back));
            using (back)
            {
                Assert.Equal(octets, back!.Secret.ToArray());
            }
        }
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA", SessionKeyStatus.Valid)]
    [InlineData("/Ao1QMjXl/51fEw9+lNu9w", SessionKeyStatus.Valid)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAB", SessionKeyStatus.UnusedBitsSet)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAP", SessionKeyStatus.UnusedBitsSet)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA", SessionKeyStatus.WrongLength)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAA", SessionKeyStatus.WrongLength)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==", SessionKeyStatus.WrongLength)]
    [InlineData("", SessionKeyStatus.WrongLength)]
    [InlineData("AAAAAAAAAA-AAAAAAAAAAA", SessionKeyStatus.BadCharacter)]
    [InlineData("AAAAAAAAAA_AAAAAAAAAAA", SessionKeyStatus.BadCharacter)]
    [InlineData("AAAAAAAAAAAAAAAAAAAA==", SessionKeyStatus.BadCharacter)]
    [InlineData("AAAAAAAAAA AAAAAAAAAAA", SessionKeyStatus.BadCharacter)]
    [InlineData("AAAAAAAAAA\u0141AAAAAAAAAAA", SessionKeyStatus.BadCharacter)]
    public void TryParse_Text_IsAcceptedOrRefused(string text, SessionKeyStatus expected)
    {
        Assert.Equal(expected, SessionKey.TryParse(text, out var key));
        Assert.Equal(expected == SessionKeyStatus.Valid, key is not null);
        key?.Dispose();
    }

    [Fact]
    public void Dispose_Key_WipesAndRefusesUse()
    {
        var key = SessionKey.FromBytes("0123456789abcdef"u8);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Format(new char[22]));
    }

    [Fact]
    public void ToString_Key_DoesNotShowIt()
    {
        using var key = SessionKey.FromBytes("0123456789abcdef"u8);
        Assert.Equal("SessionKey", key.ToString());
    }
}
