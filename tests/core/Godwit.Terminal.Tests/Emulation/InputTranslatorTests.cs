using System.Buffers;
using System.Text;

namespace Godwit.Terminal.Tests;

public class InputTranslatorTests
{
    [Theory]
    [InlineData("\eOA", false, "\e[A")]
    [InlineData("\eOA", true, "\eOA")]
    [InlineData("\eOD\eOB", false, "\e[D\e[B")]
    [InlineData("\eOP", false, "\eOP")]
    [InlineData("\e\eOA", false, "\e\eOA")]
    [InlineData("\e[A", false, "\e[A")]
    [InlineData("OA", false, "OA")]
    [InlineData("ls\r", false, "ls\r")]
    [InlineData("\eOO", false, "\eOO")]
    public void Translate_UnderBothRuleSets_ArrowsFollowTheMode_Check19(string keys, bool application, string expected)
    {
        Assert.Equal(expected, Run(new InputTranslator(), application, keys));
        Assert.Equal(expected, Run(new InputTranslator(stockRules: true), application, keys));
        string[] single = [.. keys.Select(key => key.ToString())];
        Assert.Equal(expected, Run(new InputTranslator(stockRules: true), application, single));
    }

    [Theory]
    [InlineData(false, "\eOH\eOF", "\e[H\e[F")]
    [InlineData(true, "\eOH\eOF", "\eOH\eOF")]
    public void Translate_HomeAndEnd_AreTranslatedOnlyUnderOurRules(bool stockRules, string keys, string expected) =>
        Assert.Equal(expected, Run(new InputTranslator(stockRules), false, keys));

    [Theory]
    [InlineData(false, "a\u007F\b\eOA", "a\u007F\b\e[A")]
    [InlineData(true, "a\u007F\b\eOA", "a\b\b\e[A")]
    [InlineData(true, "\e\u007F", "\e\b")]
    public void Translate_Backarrow_FollowsTheMode(bool backspace, string keys, string expected)
    {
        ArrayBufferWriter<byte> output = new();
        new InputTranslator().Translate(Encoding.ASCII.GetBytes(keys), false, output, backspace);
        Assert.Equal(expected, Encoding.ASCII.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("\e[A")]
    [InlineData("\e[1;5A")]
    [InlineData("\e[97;5u")]
    [InlineData("\e[57441;2:3u")]
    [InlineData("\e[27;5;13~")]
    public void Translate_KittyAndModifyOtherKeysForms_PassUnchanged(string keys)
    {
        Assert.Equal(keys, Run(new InputTranslator(), false, keys));
        Assert.Equal(keys, Run(new InputTranslator(), true, keys));
    }

    [Fact]
    public void EndBatch_AfterEscapeO_LetsTheOGo()
    {
        Assert.Equal("\eO", Run(new InputTranslator(), false, "\eO"));
        Assert.Equal("\eOA", Run(new InputTranslator(), false, "\eO", "A"));
        Assert.Equal("\e[A", Run(new InputTranslator(), false, "\e", "OA"));
    }

    [Fact]
    public void EndBatch_UnderStockRules_HoldsTheO()
    {
        Assert.Equal("\e", Run(new InputTranslator(stockRules: true), false, "\eO"));
        Assert.Equal("\e[A", Run(new InputTranslator(stockRules: true), false, "\eO", "A"));
    }

    private static string Run(InputTranslator translator, bool application, params string[] batches)
    {
        ArrayBufferWriter<byte> output = new();
        foreach (string batch in batches)
        {
            translator.Translate(Encoding.ASCII.GetBytes(batch), application, output);
            translator.EndBatch(output);
        }

        return Encoding.ASCII.GetString(output.WrittenSpan);
    }
}
