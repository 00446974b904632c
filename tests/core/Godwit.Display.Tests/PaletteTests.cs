using Godwit.Terminal;

namespace Godwit.Display.Tests;

public sealed class PaletteTests
{
    [Theory]
    [InlineData(0x000000, 16)]
    [InlineData(0xFFFFFF, 231)]
    [InlineData(0x5F87AF, 67)]
    [InlineData(0x808080, 244)]
    [InlineData(0x121212, 233)]
    [InlineData(0xE4E4E4, 254)]
    [InlineData(0xFF0000, 196)]
    public void Of_TrueColorOn256_NearestOfCubeAndRamp(int rgb, int index) =>
        Assert.Equal(Color.Indexed((byte)index), Palette.Of(Rgb(rgb), ColorDepth.Indexed256));

    [Fact]
    public void Of_AnyGrayOn256_IsGrayAndNear()
    {
        for (int level = 0; level < 256; level++)
        {
            int index = Palette.Of(Color.Rgb((byte)level, (byte)level, (byte)level), ColorDepth.Indexed256).Index;
            int shown = index >= 232 ? 8 + ((index - 232) * 10)
                : index is 16 or 59 or 102 or 145 or 188 or 231 ? new[] { 0, 95, 135, 175, 215, 255 }[(index - 16) / 43]
                : -1000;
            Assert.InRange(shown - level, -9, 9);
        }
    }

    /// <summary>Nobody calls a dark blue black, or a pale yellow white: a distance in RGB says so.</summary>
    [Theory]
    [InlineData(0x000080, 4)]
    [InlineData(0x0000FF, 4)]
    [InlineData(0x800000, 1)]
    [InlineData(0xFF0000, 9)]
    [InlineData(0x00FF00, 10)]
    [InlineData(0xFFFF00, 11)]
    [InlineData(0x808080, 8)]
    [InlineData(0xFFFFFF, 15)]
    [InlineData(0x000000, 0)]
    public void Of_TrueColorOn16_LooksNearest(int rgb, int index) => Assert.Equal(Color.Indexed((byte)index), Palette.Of(Rgb(rgb), ColorDepth.Ansi16));

    [Fact]
    public void Of_IndexedOn16_FirstSixteenStay()
    {
        for (int index = 0; index < 16; index++)
        {
            Assert.Equal(Color.Indexed((byte)index), Palette.Of(Color.Indexed((byte)index), ColorDepth.Ansi16));
        }

        Assert.Equal(Color.Indexed(9), Palette.Of(Color.Indexed(196), ColorDepth.Ansi16));
    }

    [Fact]
    public void Of_BrightOn8_IsPlainAndBold()
    {
        Assert.Equal((Color.Indexed(1), Color.Default, true), Palette.Of(Color.Indexed(9), default, ColorDepth.Ansi8));
        Assert.Equal((Color.Indexed(1), Color.Indexed(4), false), Palette.Of(Color.Indexed(1), Color.Indexed(12), ColorDepth.Ansi8));
    }

    [Theory]
    [InlineData(0x202020, 0x101010, 7)]
    [InlineData(0xF0F0F0, 0xFAFAFA, 0)]
    public void Of_TextAndGroundBecomeTheSame_TextDoesNotVanish(int text, int ground, int index)
    {
        foreach (ColorDepth depth in (ColorDepth[])[ColorDepth.Ansi8, ColorDepth.Ansi16])
        {
            (Color shown, Color behind, _) = Palette.Of(Rgb(text), Rgb(ground), depth);
            Assert.NotEqual(shown, behind);
            if (depth == ColorDepth.Ansi8)
            {
                Assert.Equal(Color.Indexed((byte)index), shown);
            }
        }
    }

    [Fact]
    public void Of_DarkGrayOn8WithoutGround_IsTheOrdinaryColor() =>
        Assert.Equal((Color.Default, Color.Default, false), Palette.Of(Rgb(0x303030), default, ColorDepth.Ansi8));

    [Fact]
    public void Of_Monochrome_NoColors() =>
        Assert.Equal((Color.Default, Color.Default, false), Palette.Of(Color.Indexed(9), Rgb(0x102030), ColorDepth.Monochrome));

    private static Color Rgb(int rgb) => Color.Rgb((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
}
