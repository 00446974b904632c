using Godwit.Terminal;

namespace Godwit.Display.Tests;

public class DegradationTests
{
    /// <summary>DECSCA says nothing about looks: a peer that knows nothing of it must get the same bytes, and cells that are the same.</summary>
    [Fact]
    public void Protection_OfAStyle_IsForNoReceiver()
    {
        var guarded = new Style { Attributes = StyleAttributes.Bold | StyleAttributes.Protected, Foreground = Color.Indexed(3) };
        foreach (DisplayCapabilities caps in (DisplayCapabilities[])[DisplayCapabilities.StockPeer, DisplayCapabilities.GodwitPeer, DisplayCapabilities.ModernTerminal])
        {
            Assert.Equal(guarded with { Attributes = StyleAttributes.Bold }, Degradation.Of(guarded, caps));
        }
    }
}
