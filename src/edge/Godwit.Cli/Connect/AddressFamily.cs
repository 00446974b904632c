using Godwit.Platform;

namespace Godwit.Cli;

/// <summary>The words of <c>--family</c>.</summary>
internal static class AddressFamily
{
    /// <summary>IPv4 only.</summary>
    public const string Inet = "inet";

    /// <summary>IPv6 only.</summary>
    public const string Inet6 = "inet6";

    /// <summary>Both, IPv4 first. The default.</summary>
    public const string PreferInet = "prefer-inet";

    /// <summary>All words, with blanks between.</summary>
    public const string Names = $"{Inet} {Inet6} auto {All} {PreferInet} {PreferInet6}";

    private const string PreferInet6 = "prefer-inet6";
    private const string All = "all";

    /// <summary>What a word means to the resolver; an unknown one is <c>auto</c> (spec 04 section 2.3).</summary>
    /// <param name="family">What the user wrote.</param>
    public static FamilyPolicy ToPolicy(string family) => family switch
    {
        Inet => FamilyPolicy.Inet,
        Inet6 => FamilyPolicy.Inet6,
        PreferInet => FamilyPolicy.PreferInet,
        PreferInet6 => FamilyPolicy.PreferInet6,
        All => FamilyPolicy.All,
        _ => FamilyPolicy.Auto,
    };

    /// <summary>ssh's option for a family, or null.</summary>
    /// <param name="family">What the user wrote.</param>
    public static string? ToSshOption(string family) => family switch
    {
        Inet => "-4",
        Inet6 => "-6",
        _ => null,
    };
}
