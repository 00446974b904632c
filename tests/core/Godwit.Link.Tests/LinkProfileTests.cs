namespace Godwit.Link.Tests;

public sealed class LinkProfileTests
{
    [Fact]
    public void Names_OfThePresets_AreThoseOfTheCommandLine() =>
        Assert.Equal("lan, 3g, lte, singapore, lossy29", LinkProfile.Names);

    [Fact]
    public void TryFind_EveryPreset_IsFoundByItsName()
    {
        foreach (LinkProfile preset in LinkProfile.Presets)
        {
            Assert.True(LinkProfile.TryFind(preset.Name, out LinkProfile found));
            Assert.Same(preset, found);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("LAN")]
    [InlineData("lan ")]
    [InlineData("5g")]
    public void TryFind_UnknownName_ReturnsFalse(string name) => Assert.False(LinkProfile.TryFind(name, out _));

    [Theory]
    [InlineData("lan", 0.5)]
    [InlineData("3g", 500)]
    [InlineData("lte", 60)]
    [InlineData("singapore", 273)]
    [InlineData("lossy29", 100)]
    public void Presets_MeanRoundTrip_IsTheDocumentedOne(string name, double expectedMilliseconds)
    {
        Assert.True(LinkProfile.TryFind(name, out LinkProfile profile));
        Assert.Equal(expectedMilliseconds, MeanDelay(profile.Up) + MeanDelay(profile.Down));
    }

    private static double MeanDelay(LinkDirection direction) => direction.DelayMilliseconds + (direction.JitterMilliseconds / 2);
}
