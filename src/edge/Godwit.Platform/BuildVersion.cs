namespace Godwit.Platform;

/// <summary>Which Godwit this is.</summary>
public static class BuildVersion
{
    /// <summary>Our version, from the build.</summary>
    public const string Number = "0.1.0";
}
