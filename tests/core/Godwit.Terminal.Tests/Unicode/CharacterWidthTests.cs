namespace Godwit.Terminal.Tests;

public sealed class CharacterWidthTests
{
    private const int LastCodePoint = 0x10FFFF;

    /// <summary>Spec 05 §4, and one of each kind. U+1FAE8 is younger than glibc 2.36 (spec 08, check 10).</summary>
    [Theory]
    [InlineData('A', 1)]
    [InlineData(0x20, 1)]
    [InlineData(0x7E, 1)]
    [InlineData(0xA0, 1)]
    [InlineData(0xAD, 1)]
    [InlineData(0xFF, 1)]
    [InlineData(0x2FF, 1)]
    [InlineData(0x0300, 0)]
    [InlineData(0x0301, 0)]
    [InlineData(0x0488, 0)]
    [InlineData(0x0600, 1)]
    [InlineData(0x061C, 0)]
    [InlineData(0x0903, 1)]
    [InlineData(0x1100, 2)]
    [InlineData(0x115F, 2)]
    [InlineData(0x1160, 0)]
    [InlineData(0x11FF, 0)]
    [InlineData(0x200B, 0)]
    [InlineData(0x200D, 0)]
    [InlineData(0x2028, 0)]
    [InlineData(0x2060, 0)]
    [InlineData(0x20E3, 0)]
    [InlineData(0x2500, 1)]
    [InlineData(0x231A, 2)]
    [InlineData(0x2764, 1)]
    [InlineData(0x3000, 2)]
    [InlineData(0x303F, 1)]
    [InlineData(0x3099, 0)]
    [InlineData(0x4E00, 2)]
    [InlineData(0xAC00, 2)]
    [InlineData(0xD7A3, 2)]
    [InlineData(0xD7B0, 0)]
    [InlineData(0xD7C6, 0)]
    [InlineData(0xD7CB, 0)]
    [InlineData(0xD7FB, 0)]
    [InlineData(0xE000, 1)]
    [InlineData(0xFE0E, 0)]
    [InlineData(0xFE0F, 0)]
    [InlineData(0xFEFF, 0)]
    [InlineData(0xFF01, 2)]
    [InlineData(0xFF71, 1)]
    [InlineData(0xFF9E, 1)]
    [InlineData(0xFFFD, 1)]
    [InlineData(0x1D11E, 1)]
    [InlineData(0x1F1E6, 1)]
    [InlineData(0x1F3FB, 2)]
    [InlineData(0x1F3FF, 2)]
    [InlineData(0x1F600, 2)]
    [InlineData(0x1FAE8, 2)]
    [InlineData(0x20000, 2)]
    [InlineData(0xE0041, 0)]
    [InlineData(0xE0100, 0)]
    [InlineData(0xF0000, 1)]
    [InlineData(0x10FFFD, 1)]
    public void Of_Known_IsThatWide(int codePoint, int columns) => Assert.Equal(columns, CharacterWidth.Of(codePoint));

    /// <summary>Spec 08, L32: what is not assigned yet is shown, and as wide as it will most likely be.</summary>
    [Theory]
    [InlineData(0x0378, 1)]
    [InlineData(0xD7C7, 1)]
    [InlineData(0xD7FF, 1)]
    [InlineData(0x2065, 0)]
    [InlineData(0xA48D, 2)]
    [InlineData(0x1F6D9, 2)]
    [InlineData(0x1FAFF, 2)]
    [InlineData(0x1F02C, 1)]
    [InlineData(0x2A6E0, 2)]
    [InlineData(0x3FFFD, 2)]
    [InlineData(0x50000, 1)]
    [InlineData(0xE0080, 0)]
    [InlineData(0xFFFE, 1)]
    public void Of_Unassigned_HasTheWidthOfItsBlock(int codePoint, int columns) =>
        Assert.Equal(columns, CharacterWidth.Of(codePoint));

    [Fact]
    public void Of_EveryCodePoint_IsAtMostTwoColumns()
    {
        for (int c = 0; c <= LastCodePoint; c++)
        {
            int narrow = CharacterWidth.Of(c), wide = CharacterWidth.Of(c, ambiguousIsWide: true);
            Assert.InRange(narrow, 0, 2);
            Assert.True(wide == narrow || (narrow == 1 && wide == 2), $"U+{c:X4}: {narrow}, {wide} if ambiguous is wide");
        }
    }

    [Fact]
    public void Of_ControlOrNoScalar_DoesNotThrow()
    {
        foreach (int c in (int[])[0, 0x1F, 0x7F, 0x80, 0x9F, -1, int.MinValue, int.MaxValue, LastCodePoint + 1])
        {
            Assert.Equal(0, CharacterWidth.Of(c));
            Assert.Equal(0, CharacterWidth.Of(c, ambiguousIsWide: true));
        }

        for (int c = 0xD800; c <= 0xDFFF; c++)
        {
            Assert.Equal(1, CharacterWidth.Of(c));
        }
    }

    [Theory]
    [InlineData(0xA1, 2)]
    [InlineData(0xB0, 2)]
    [InlineData(0x3B1, 2)]
    [InlineData(0x2460, 2)]
    [InlineData(0x2500, 2)]
    [InlineData(0xFFFD, 2)]
    [InlineData('A', 1)]
    [InlineData(0xAD, 1)]
    [InlineData(0xE000, 1)]
    [InlineData(0x0301, 0)]
    [InlineData(0xFE0F, 0)]
    [InlineData(0x4E00, 2)]
    public void Of_AmbiguousIsWide_WidensOnlyTheAmbiguous(int codePoint, int columns) =>
        Assert.Equal(columns, CharacterWidth.Of(codePoint, ambiguousIsWide: true));

    [Fact]
    public void Of_Cluster_JudgesEveryCodePointAlone()
    {
        Assert.Equal("2 0 2", string.Join(' ', "👩\u200D💻".EnumerateRunes().Select(r => CharacterWidth.Of(r.Value))));
        Assert.Equal("1 0 0", string.Join(' ', "1\uFE0F\u20E3".EnumerateRunes().Select(r => CharacterWidth.Of(r.Value))));
    }
}
