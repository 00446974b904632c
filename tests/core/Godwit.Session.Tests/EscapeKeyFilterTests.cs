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
    [InlineData("Q", "\rQq", "\rQ", ClientCommand.None)]
    [InlineData("q", "\rqQ", "\rqQ", ClientCommand.None)] // As stock: only a capital has a small one.
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
        var filter = new EscapeKeyFilter(EscapeKey.Parse(setting), EscapeMenu.Stock);
        Assert.Equal(command, filter.Filter(Encoding.Latin1.GetBytes(typed), output, out int consumed));
        Assert.Equal(typed.Length, consumed);
        Assert.Equal(sent, Encoding.Latin1.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Filter_CommandInTheMiddle_LeavesTheRest()
    {
        var output = new ArrayBufferWriter<byte>();
        var filter = new EscapeKeyFilter(EscapeKey.Default, EscapeMenu.Stock);
        Assert.Equal(ClientCommand.Suspend, filter.Filter("ab\x1E\x1A"u8.ToArray().Concat("cd"u8.ToArray()).ToArray(), output, out int consumed));
        Assert.Equal(4, consumed);
        Assert.Equal("ab"u8.ToArray(), output.WrittenSpan.ToArray());
    }

    [Fact]
    public void IsPending_OnlyBetweenEscapeKeyAndTheNext()
    {
        var output = new ArrayBufferWriter<byte>();
        var filter = new EscapeKeyFilter(EscapeKey.Default, EscapeMenu.Stock);
        filter.Filter("\x1E"u8, output, out _);
        Assert.True(filter.IsPending);
        filter.Filter("x"u8, output, out _);
        Assert.False(filter.IsPending);
    }

    [Theory]
    [InlineData("ctrl-^", 0x1E, "Ctrl-^")]
    [InlineData("Ctrl-6", 0x1E, "Ctrl-^")]
    [InlineData("ctrl-~", 0x1E, "Ctrl-^")]
    [InlineData("CTRL-]", 0x1D, "Ctrl-]")]
    [InlineData("C-b", 0x02, "Ctrl-B")]
    [InlineData("^]", 0x1D, "Ctrl-]")]
    [InlineData("~", '~', "~")]
    [InlineData("^", '^', "^")]
    [InlineData("none", 0, "")]
    public void TryParseOption_KeyAsPeopleWriteIt_IsThatKey(string text, int key, string name)
    {
        Assert.True(EscapeKey.TryParseOption(text, out EscapeKey parsed));
        Assert.Equal((byte)key, parsed.Key);
        Assert.Equal(name, parsed.IsEnabled ? parsed.Name : "");
        Assert.Equal(parsed.Key, EscapeKey.Parse(parsed.ForEnvironment).Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ctrl-c")]
    [InlineData("^D")]
    [InlineData("^M")]
    [InlineData("^[")]
    [InlineData("C-3")]
    [InlineData("C-2")]
    [InlineData("\x1E")]
    [InlineData("ab")]
    [InlineData("ctrl-")]
    [InlineData("\u00E9")]
    public void TryParseOption_NoKeyThatCanBeSpared_IsRefused(string text) => Assert.False(EscapeKey.TryParseOption(text, out _));

    [Theory]
    [InlineData("ctrl-^", "\x1Er", "", ClientCommand.Redraw)]
    [InlineData("ctrl-^", "\x1Es", "", ClientCommand.Status)]
    [InlineData("ctrl-^", "\x1E?", "", ClientCommand.Help)]
    [InlineData("ctrl-^", "\x1E" + "C", "", ClientCommand.CommandLine)]
    [InlineData("ctrl-^", "\x1E" + "c", "\x1E" + "c", ClientCommand.None)]
    // Not as part of a paste: that has no brackets where the program has not asked for them.
    [InlineData("ctrl-^", "\x1E" + "C-R 22:h:22\r", "\x1E" + "C-R 22:h:22\r", ClientCommand.None)]
    [InlineData("ctrl-^", "a\x1E" + "C", "a\x1E" + "C", ClientCommand.None)]
    [InlineData("~", "\r~C", "\r~C", ClientCommand.None)]
    [InlineData("~", "~C", "", ClientCommand.CommandLine)]
    [InlineData("ctrl-^", "\x1Ex", "\x1Ex", ClientCommand.None)]
    [InlineData("ctrl-^", "\x1E" + "f", "\x1E" + "f", ClientCommand.None)]
    // The pass key is the key itself, whatever else it may be.
    [InlineData("ctrl-s", "\x13s", "\x13", ClientCommand.None)]
    [InlineData("ctrl-s", "\x13r", "", ClientCommand.Redraw)]
    // As ssh: also before anything was typed, and not again within the line.
    [InlineData("~", "~.", "", ClientCommand.Quit)]
    [InlineData("~", "~~.", "~.", ClientCommand.None)]
    [InlineData("~", "a\r~s", "a\r", ClientCommand.Status)]
    [InlineData("~", "a~s", "a~s", ClientCommand.None)]
    public void Filter_OurMenu_KnowsMore(string option, string typed, string sent, ClientCommand command)
    {
        Assert.True(EscapeKey.TryParseOption(option, out EscapeKey key));
        Assert.Equal((sent, command), Filter(new EscapeKeyFilter(key, EscapeMenu.Godwit), typed));
    }

    /// <summary>The line is asked for by hand: each key in a read of its own, or the two in one. Whatever else is in it makes it a paste.</summary>
    [Theory]
    [InlineData("", ClientCommand.CommandLine, "a", "\x1E", "C")]
    [InlineData("", ClientCommand.CommandLine, "a", "\x1E" + "C")]
    [InlineData("", ClientCommand.CommandLine, "\e[94;5u", "\e[67;2u")]
    [InlineData("\x1E" + "C", ClientCommand.None, "a\x1E", "Cb")]
    [InlineData("\x1E" + "C", ClientCommand.None, "\f\x1E" + "C")]
    public void Filter_CommandLine_OnlyWhereItIsTyped(string sent, ClientCommand command, params string[] reads)
    {
        var filter = new EscapeKeyFilter(EscapeKey.Default, EscapeMenu.Godwit);
        var output = new ArrayBufferWriter<byte>();
        ClientCommand last = ClientCommand.None;
        foreach (string read in reads)
        {
            for (byte[] rest = Encoding.Latin1.GetBytes(read); rest.Length > 0;)
            {
                last = filter.Filter(rest, output, out int consumed);
                rest = rest[consumed..];
            }
        }

        Assert.Equal((sent, command), (Encoding.Latin1.GetString(output.WrittenSpan).Trim('a', 'b', '\f'), last));
    }

    [Theory]
    // Kitty's protocol: the key, its release, a modifier on its way, and the command as one octet or as a sequence.
    [InlineData("\e[94;5u.", "", ClientCommand.Quit)]
    [InlineData("\e[54;5u\e[46u", "", ClientCommand.Quit)]
    [InlineData("\e[54:94;6:1u\e[54;6:3u\e[57441;1:3u\e[46;1:1u", "", ClientCommand.Quit)]
    [InlineData("\e[94;5u\e[122;5u", "", ClientCommand.Suspend)]
    [InlineData("\e[94;69u\e[47:63;2u", "\e[94;69u\e[47:63;2u", ClientCommand.None)]
    // xterm's modifyOtherKeys.
    [InlineData("\e[27;5;94~.", "", ClientCommand.Quit)]
    // Sent in the form in which they were typed.
    [InlineData("\e[94;5ux", "\e[94;5ux", ClientCommand.None)]
    [InlineData("\e[94;5u^", "\e[94;5u", ClientCommand.None)]
    [InlineData("\e[97;5u\e[97;1:3u", "\e[97;5u\e[97;1:3u", ClientCommand.None)]
    [InlineData("\e[94;7u.", "\e[94;7u.", ClientCommand.None)]
    [InlineData("\e[A\e[3~\e[1;5C", "\e[A\e[3~\e[1;5C", ClientCommand.None)]
    [InlineData("\x1E\e[A", "\x1E\e[A", ClientCommand.None)]
    public void Filter_KeysInAnEncodedForm_AreTheSameKeys(string typed, string sent, ClientCommand command) =>
        Assert.Equal((sent, command), Filter(new EscapeKeyFilter(EscapeKey.Default, EscapeMenu.Godwit), typed));

    /// <summary>Whatever somebody copied, pasting it ends no session.</summary>
    [Theory]
    [InlineData("ctrl-^", "\e[200~a\x1E.\fb\e[201~")]
    [InlineData("~", "\e[200~a\r~.\r~\x1A\e[94;5u\e[201~")]
    [InlineData("~", "\e[200~\e[20\e[201\r~.\e[201~")]
    public void Filter_BracketedPaste_HoldsNoCommands(string option, string pasted)
    {
        Assert.True(EscapeKey.TryParseOption(option, out EscapeKey key));
        byte[] octets = Encoding.Latin1.GetBytes(pasted);
        for (int cut = 0; cut < octets.Length; cut++)
        {
            var filter = new EscapeKeyFilter(key, EscapeMenu.Godwit);
            var output = new ArrayBufferWriter<byte>();
            Assert.Equal(ClientCommand.None, filter.Filter(octets.AsSpan(0, cut), output, out int first));
            Assert.Equal(ClientCommand.None, filter.Filter(octets.AsSpan(cut), output, out int second));
            Assert.Equal(octets.Length, first + second);
            Assert.Equal(pasted, Encoding.Latin1.GetString(output.WrittenSpan));
            Assert.False(filter.IsPasting);
            Assert.Equal("", Filter(filter, option == "~" ? "\r~." : "\x1E.").Sent.Trim('\r'));
        }
    }

    [Fact]
    public void Line_WithOurMenu_FitsIntoARowAndNamesWhatCanBeReached()
    {
        string line = EscapeMenu.Godwit.Line(EscapeKey.Default);
        Assert.Equal(". quit, Ctrl-Z suspend, s status, C forward, ? help, ^ send Ctrl-^", line);
        Assert.InRange("godwit: ".Length + line.Length, 0, 79);
        Assert.Equal(". quit, Ctrl-Z suspend, ^ send Ctrl-^", EscapeMenu.Stock.Line(EscapeKey.Default));
        Assert.True(EscapeKey.TryParseOption("ctrl-s", out EscapeKey clash));
        Assert.DoesNotContain("status", EscapeMenu.Godwit.Line(clash), StringComparison.Ordinal);
    }

    private static (string Sent, ClientCommand Command) Filter(EscapeKeyFilter filter, string typed)
    {
        var output = new ArrayBufferWriter<byte>();
        ClientCommand command = filter.Filter(Encoding.Latin1.GetBytes(typed), output, out _);
        return (Encoding.Latin1.GetString(output.WrittenSpan), command);
    }
}
