using Godwit.Transport;

namespace Godwit.Session;

/// <summary>What two Godwits can do beyond stock (spec 03 section 7); the bits of <see cref="PeerFeatures"/>.</summary>
public static class Features
{
    /// <summary>The server tells how the command ended.</summary>
    public const ulong ExitStatus = 1 << 0;

    /// <summary>Frames may use all that a Godwit's emulator knows, not only what stock's does.</summary>
    public const ulong ExtendedScreen = 1 << 1;

    /// <summary>What this version announces.</summary>
    public static PeerFeatures Ours => new(Level: 1, ExitStatus | ExtendedScreen);

    /// <summary>True if both ends have a feature.</summary>
    public static bool Has(this PeerFeatures? agreed, ulong feature) => agreed is { } features && (features.Bits & feature) != 0;
}
