using System.Text;

namespace Godwit.Session.Tests;

public sealed class KeyBoundaryTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("", 0)]
    [InlineData("ab\e", 2)]
    [InlineData("ab\eO", 2)]
    [InlineData("ab\eOA", 5)]
    [InlineData("ab\e[", 2)]
    [InlineData("ab\e[1;5", 2)]
    [InlineData("ab\e[1;5C", 8)]
    [InlineData("ab\e[201~", 8)]
    [InlineData("ab\e[201~c", 9)]
    [InlineData("ab\ex", 4)]
    [InlineData("ab\e\e[", 2)]
    [InlineData("\e[A\e", 3)]
    [InlineData("\e", 0)]
    public void Before_AnyEnd_IsNotInsideOfAKey(string typed, int expected) =>
        Assert.Equal(expected, KeyBoundary.Before(Encoding.ASCII.GetBytes(typed)));

    [Fact]
    public void Before_SequenceThatIsTooLongForAKey_DoesNotHoldUpTheRest()
    {
        byte[] octets = [(byte)'a', 0x1B, (byte)'[', .. Enumerable.Repeat((byte)'1', 64)];
        Assert.Equal(octets.Length, KeyBoundary.Before(octets));
    }
}
