using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

/// <summary>What is sent for a cluster: to a Godwit peer, to a stock one, to a real terminal.</summary>
public class ClusterFrameTests
{
    private const string Family = "👨\u200D👩\u200D👧\u200D👦";

    [Theory]
    [InlineData("e\u0301x", "e\u0301x")]
    [InlineData("漢x", "漢x")]
    [InlineData("😀x", "😀x")]
    [InlineData("❤x", "❤x")]
    [InlineData("❤\uFE0Fx", "\e]66;w=2;❤\uFE0F\ax")]
    [InlineData("⌚\uFE0Ex", "\e]66;w=1;⌚\uFE0E\ax")]
    [InlineData("🇩🇪x", "\e]66;w=2;🇩🇪\ax")]
    [InlineData(Family + "x", "\e]66;w=2;" + Family + "\ax")]
    [InlineData("काx", "\e]66;w=2;का\ax")]
    [InlineData("\u1112\u1161\u11ABx", "\u1112\u1161\u11ABx")]
    [InlineData("🇩\e[m🇪x", "🇩🇪x")]
    public void Write_ToGodwitPeer_BareTextOrSized(string program, string frame) =>
        Assert.Equal(frame, Frame(program, DisplayCapabilities.GodwitPeer));

    [Fact]
    public void Write_AmbiguousAsWideToGodwitPeer_IsSized()
    {
        var emulator = new Emulator(20, 1, EmulatorOptions.Server) { AmbiguousIsWide = true };
        Assert.Equal("\e]66;w=2;α\ax", Frame(emulator, "αx", DisplayCapabilities.GodwitPeer));
    }

    /// <summary>The tables differ: only what everyone agrees on is bare.</summary>
    [Fact]
    public void Write_ToPeerWithOtherTables_AllElseIsSized() =>
        Assert.Equal("a漢\e]66;w=2;😀\ae\u0301", Frame("a漢😀e\u0301", DisplayCapabilities.GodwitPeer with { SharedWidths = false }));

    [Theory]
    [InlineData(Family + "x", "👨\e[3Gx")]
    [InlineData("👩\u200D\e[m🚀x", "👩\u200D\e[3G\e[2X🚀\e[5Gx")]
    [InlineData("❤\uFE0Fx", "❤\uFE0F\e[3Gx")]
    [InlineData("🇩🇪x", "\r🇩🇪\e[3Gx")]
    [InlineData("⌚\uFE0Ex", "\uFFFD\e[2Gx")]
    [InlineData("क्षिx", "क्ष\e[3Gx")]
    public void Write_ToStockPeer_WhatFitsAndAnAbsoluteMove(string program, string frame) =>
        Assert.Equal(frame, Frame(program, DisplayCapabilities.StockPeer));

    [Fact]
    public void Write_NarrowBaseInWideCellToStockPeer_BlankBehindIt()
    {
        var emulator = new Emulator(20, 1, EmulatorOptions.Server);
        emulator.Write("abcdef"u8);
        Screen shown = emulator.Screen.Snapshot();
        emulator.Write("\r❤\uFE0F"u8);
        Assert.StartsWith("\r\e[2X❤\uFE0F\e[3Gc", Frames.Between(shown, emulator.Screen, DisplayCapabilities.StockPeer), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ToTerminalWithClusters_WholeAndAnAbsoluteMove() =>
        Assert.Equal(Family + "\e[3Gx", Frame(Family + "x", DisplayCapabilities.ModernTerminal with { GraphemeClusters = true }));

    /// <summary>Two halves of flags that are two cells must not become one flag there.</summary>
    [Fact]
    public void Write_HalvesOfFlagsToTerminal_AreKeptApart() =>
        Assert.Equal("\r🇩\e[2G\e[X🇪\e[3Gx", Frame("🇩\e[m🇪x", DisplayCapabilities.ModernTerminal with { GraphemeClusters = true }));

    private static string Frame(string program, DisplayCapabilities caps) => Frame(new Emulator(20, 1, EmulatorOptions.Server), program, caps);

    private static string Frame(Emulator emulator, string program, DisplayCapabilities caps)
    {
        Screen shown = emulator.Screen.Snapshot();
        emulator.Write(Encoding.UTF8.GetBytes(program));
        return Frames.Between(shown, emulator.Screen, caps);
    }
}
