using System.Buffers;
using System.Text;

namespace Godwit.Session.Tests;

public sealed class EscapeKeyFilterTests
{
    [Theory]
    [InlineData(null, 0x1E)]
    [InlineData("", 0)]
    [InlineData("~", '~')]
    [InlineData("\x02", 0x02)]
    [InlineData("\x03", 0x1E)]
    [InlineData("\x04", 0x1E)]
    [InlineData("\n", 0x1E)]
    [InlineData("\f", 0x1E)]
    [InlineData("\r", 0x1E)]
    [InlineData("ab", 0x1E)]
    [InlineData("é", 0x1E)]
    public void Parse_EnvironmentValue_GivesTheKeyOfStock(string? text, int key) => Assert.Equal((byte)key, EscapeKey.Parse(text).Key);

    [Theory]
    // Default Ctrl-^: quit, suspend, literal by ^, unknown command passes both.
    [InlineData(null, "a\x1E.", "a", ClientCommand.Quit)]
    [InlineData(null, "\x1E\x1A", "", ClientCommand.Suspend)]
    [InlineData(null, "\x1E^b", "\x1E" + "b", ClientCommand.None)]
    [InlineData(null, "\x1Ex", "\x1Ex", ClientCommand.None)]
    [InlineData(null, "\x1E\x1E", "\x1E\x1E", ClientCommand.None)]
    [InlineData(null, "\x1E", "", ClientCommand.None)]
    // Ctrl-B: the pass key is B in either case.
    [InlineData("\x02", "\x02" + "B", "\x02", ClientCommand.None)]
    [InlineData("\x02", "\x02" + "b", "\x02", ClientCommand.None)]
    [InlineData("\x02", "\x02.", "", ClientCommand.Quit)]
    // A printable key counts only after a newline typed in this session.
    [InlineData("~", "~.", "~.", ClientCommand.None)]
    [InlineData("~", "\r~.", "\r", ClientCommand.Quit)]
    [InlineData("~", "\n~.", "\n", ClientCommand.Quit)]
    [InlineData("~", "\r~~", "\r~", ClientCommand.None)]
    [InlineData("~", "\r~x", "\r~x", ClientCommand.None)]
    [InlineData("~", "\ra~.", "\ra~.", ClientCommand.None)]
    [InlineData("~", "\r~~~.", "\r~~.", ClientCommand.None)]
    // No escape key.
    [InlineData("", "\x1E.", "\x1E.", ClientCommand.None)]
    // Ctrl-L goes to the server and repaints.
    [InlineData(null, "\f", "\f", ClientCommand.Redraw)]
    public void Filter_TypedKeys_SendsWhatStockSends(string? setting, string typed, string sent, ClientCommand command)
    {
        var output = new ArrayBufferWriter<byte>();
        var filter = new EscapeKeyFilter(EscapeKey.Parse(setting));
        Assert.Equal(command, filter.Filter(Encoding.Latin1.GetBytes(typed), output, out int consumed));
        Assert.Equal(typed.Length, consumed);
        Assert.Equal(sent, Encoding.Latin1.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Filter_CommandInTheMiddle_LeavesTheRest()
    {
        var output = new ArrayBufferWriter<byte>();
        var filter = new EscapeKeyFilter(EscapeKey.Default);
        Assert.Equal(ClientCommand.Suspend, filter.Filter("ab\x1E\x1A"u8.ToArray().Concat("cd"u8.ToArray()).ToArray(), output, out int consumed));
        Assert.Equal(4, consumed);
        Assert.Equal("ab"u8.ToArray(), output.WrittenSpan.ToArray());
    }

    [Fact]
    public void IsPending_OnlyBetweenEscapeKeyAndTheNext()
    {
        var output = new ArrayBufferWriter<byte>();
        var filter = new EscapeKeyFilter(EscapeKey.Default);
        filter.Filter("\x1E"u8, output, out _);
        Assert.True(filter.IsPending);
        filter.Filter("x"u8, output, out _);
        Assert.False(filter.IsPending);
    }
}
