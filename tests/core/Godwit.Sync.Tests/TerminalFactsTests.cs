using System.Buffers;
using Godwit.Terminal;

namespace Godwit.Sync.Tests;

public sealed class TerminalFactsTests
{
    private static readonly TerminalFacts All = new()
    {
        Foreground = Color.Rgb(0xFF, 0xFE, 0xFD),
        Background = Color.Rgb(0, 0, 0),
        Cursor = Color.Rgb(1, 2, 3),
        ColorScheme = ColorScheme.Light,
        CellWidth = 9,
        CellHeight = 18,
        KittyKeyboard = true,
        ClipboardRead = true,
        AmbiguousIsWide = true,
    };

    [Fact]
    public void Facts_BetweenKeys_ArriveInOrderAndOnce()
    {
        var sender = new UserInputState();
        sender.Append("ab"u8);
        sender.AppendFacts(All);
        sender.Append("c"u8);
        var receiver = new UserInputState();
        byte[] diff = Diff(new UserInputState(), sender);
        Assert.Contains("ca3e", Convert.ToHexStringLower(diff), StringComparison.Ordinal);
        Assert.True(receiver.TryApply(diff));
        Assert.True(receiver.ContentEquals(sender));

        long position = 0;
        Assert.True(receiver.TryRead(ref position, out UserEvent typed));
        Assert.Equal("ab"u8, typed.Octets);
        Assert.True(receiver.TryRead(ref position, out UserEvent facts));
        Assert.Equal((UserEventKind.Facts, All), (facts.Kind, facts.Facts));
        Assert.True(receiver.TryRead(ref position, out typed));
        Assert.Equal("c"u8, typed.Octets);
    }

    [Fact]
    public void Facts_TheExampleOfTheDocument_HasItsOctets()
    {
        var sender = new UserInputState();
        sender.AppendFacts(new TerminalFacts { Background = Color.Rgb(0, 0, 0), ColorScheme = ColorScheme.Dark, KittyKeyboard = true });
        Assert.Equal("0a0c" + "ca3e09" + "0801" + "1880808008" + "2801", Convert.ToHexStringLower(Diff(new UserInputState(), sender)));
    }

    [Theory]
    [InlineData("0a04ca3e0100")]
    [InlineData("0a05ca3e0208")]
    public void Facts_Malformed_AreRefused(string hex)
    {
        var receiver = new UserInputState();
        Assert.False(receiver.TryApply(Convert.FromHexString(hex)));
        Assert.Equal(0, receiver.End);
    }

    [Fact]
    public void Facts_OutOfRange_AreNotKnown()
    {
        // Colours without their mark and beyond it, scheme 3, a cell of 4097 pixels and one of 2^63.
        var receiver = new UserInputState();
        Assert.True(receiver.TryApply(Convert.FromHexString("0a1f" + "ca3e1c" + "10ffffff07" + "1880808018" + "2003" + "2803" + "308120" + "38ffffffffffffffffff01")));
        long position = 0;
        Assert.True(receiver.TryRead(ref position, out UserEvent facts));
        Assert.Equal(TerminalFacts.Unknown, facts.Facts);
    }

    [Fact]
    public void Facts_OtherThanReceivedBefore_AreRefused()
    {
        var start = new UserInputState();
        UserInputState first = start.Fork(), second = start.Fork();
        var one = new UserInputState();
        one.AppendFacts(All);
        var other = new UserInputState();
        other.AppendFacts(All with { CellWidth = 10 });
        Assert.True(first.TryApply(Diff(new UserInputState(), one)));
        Assert.False(second.TryApply(Diff(new UserInputState(), other)));
    }

    private static byte[] Diff(UserInputState from, UserInputState to)
    {
        var output = new ArrayBufferWriter<byte>();
        to.WriteDiff(from, output);
        return output.WrittenSpan.ToArray();
    }
}
