namespace Godwit.Platform.Tests;

public class SecureRandomTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(1_000_000)]
    public void Fill_AnyLength_FillsToTheEnd(int length)
    {
        var buffer = new byte[length];
        SecureRandom.Fill(buffer);
        for (var start = 0; start + 16 <= length; start += 16)
        {
            Assert.True(buffer.AsSpan(start, 16).ContainsAnyExcept((byte)0)); // 2^-128 each.
        }
    }

    [Fact]
    public void Fill_Twice_Differs()
    {
        var a = new byte[16];
        var b = new byte[16];
        SecureRandom.Fill(a);
        SecureRandom.Fill(b);
        Assert.NotEqual(a, b);
    }
}
