namespace Godwit.Interop.Screens;

/// <summary>The reader of captures is what every comparison rests on.</summary>
public sealed class CaptureParserTests
{
    [Fact]
    public void Parse_TwoOrdersOfTheSameCodes_AreEqual() =>
        Assert.Equal(Row("\e[1;3;38;5;9;48;5;4mx"), Row("\e[44m\e[91m\e[3m\e[1mx"));

    [Theory]
    [InlineData("\e[38;2;1;2;3mx", "\e[38:2::1:2:3mx")]
    [InlineData("\e[38;5;200;1mx", "\e[1;38:5:200mx")]
    [InlineData("\e[58;2;1;2;3;4mx", "\e[4;58:2:1:2:3mx")]
    [InlineData("\e[1;2;3;4;5;7;8;9mx\e[22;23;24;25;27;28;29my", "\e[9;8;7;5;4;3;2;1mx\e[my")]
    [InlineData("\e[97;107mx\e[39;49my", "\e[38;5;15;48;5;15mx\e[0my")]
    [InlineData("a\u00a0b", "a b")]
    [InlineData("a\e[1;31m b", "a \e[1;31mb")]
    [InlineData("text   \e[44m   ", "text")]
    public void Parse_WhatLooksTheSame_IsEqual(string one, string other) => Assert.Equal(Row(one), Row(other));

    [Theory]
    [InlineData("x", "\e[1mx")]
    [InlineData("\e[4mx", "\e[4:3mx")]
    [InlineData("\e[38;5;16mx", "\e[38;2;0;0;0mx")]
    [InlineData("\e[31m\e[7m y", "\e[7m \e[31my")]
    [InlineData("a b", "ab ")]
    [InlineData("a\e[44m b", "a \e[44mb")]
    [InlineData("漢", "漢漢")]
    public void Parse_WhatLooksDifferent_IsNotEqual(string one, string other) => Assert.NotEqual(Row(one), Row(other));

    [Fact]
    public void Parse_StyleAtTheEndOfALine_HoldsInTheNext() =>
        Assert.Equal(CaptureParser.Parse(["\e[31mred", "\e[31mred"])[1], CaptureParser.Parse(["\e[31mred", "red"])[1]);

    [Fact]
    public void Parse_LineDrawing_IsReadAsUnicode() => Assert.Equal(Row("┌─┐ box"), Row("\u000elqk\u000f box"));

    [Fact]
    public void Parse_UnknownSequence_Throws() => Assert.Throws<FormatException>(() => Row("\e[2J"));

    [Fact]
    public void Difference_OfOneCellOrTheCursor_IsNamed()
    {
        Screen screen = new(CaptureParser.Parse(["one", "two"]), Row: 1, Column: 0, CursorVisible: true, Title: "");
        Assert.Null(ScreenComparison.Difference(screen, screen with { Title = "other" }));
        Assert.Contains("row 1, glyph 2", ScreenComparison.Difference(screen, screen with { Rows = CaptureParser.Parse(["one", "twx"]) }), StringComparison.Ordinal);
        Assert.Contains("cursor", ScreenComparison.Difference(screen, screen with { Column = 1 }), StringComparison.Ordinal);
        Assert.Contains("cursor", ScreenComparison.Difference(screen, screen with { CursorVisible = false }), StringComparison.Ordinal);
    }

    private static IReadOnlyList<Glyph> Row(string line) => CaptureParser.Parse([line])[0];
}
