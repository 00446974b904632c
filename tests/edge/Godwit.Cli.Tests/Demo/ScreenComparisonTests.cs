using System.Text;
using Godwit.Terminal;

namespace Godwit.Cli.Demo.Tests;

public sealed class ScreenComparisonTests
{
    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("a b", "a\u001b[1Cb")] // A typed blank looks like an empty cell.
    [InlineData("\u001b[31m \u001b[m.", " .")] // The text colour of a blank does not show.
    [InlineData("\u001b[1;31mx\u001b[m", "\u001b[31;1mx\u001b[0m")]
    [InlineData("日本", "日本")]
    public void AreSame_WhatLooksTheSame_IsSame(string expected, string shown) =>
        Assert.True(ScreenComparison.AreSame(Screen(expected), Screen(shown), out string difference), difference);

    [Theory]
    [InlineData("abc", "abd", "Row 1")]
    [InlineData("a\r\nb", "a\r\nc", "Row 2")]
    [InlineData("\u001b[31mx", "x", "colour")]
    [InlineData("\u001b[44m ", " ", "colour")]
    [InlineData("\u001b[4m ", " ", "colour")]
    [InlineData("x", "x\b", "cursor")]
    public void AreSame_WhatLooksDifferent_SaysWhere(string expected, string shown, string where)
    {
        Assert.False(ScreenComparison.AreSame(Screen(expected), Screen(shown), out string difference));
        Assert.Contains(where, difference, StringComparison.Ordinal);
    }

    private static Screen Screen(string output)
    {
        var emulator = new Emulator(20, 3, EmulatorOptions.Server);
        emulator.Write(Encoding.UTF8.GetBytes(output));
        return emulator.Screen;
    }
}
