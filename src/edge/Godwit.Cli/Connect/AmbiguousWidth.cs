namespace Godwit.Cli;

/// <summary>
/// <c>--ambiguous</c>: how many columns the user's terminal gives the characters that Unicode calls East Asian ambiguous (UAX #11), such as
/// line drawing and Greek. It has to be said where it is two: terminals do not tell.
/// </summary>
internal static class AmbiguousWidth
{
    /// <summary>The variable that stands for the option.</summary>
    public const string Variable = "GODWIT_AMBIGUOUS";

    /// <summary>The values, for messages.</summary>
    public const string Choices = "narrow or wide";

    /// <summary>The values, with blanks between.</summary>
    public const string Names = $"{Narrow} {Wide}";

    private const string Narrow = "narrow";
    private const string Wide = "wide";

    /// <summary>True for a value of the option.</summary>
    public static bool IsKnown(string value) => value is Narrow or Wide;

    /// <summary>The value for one or two columns.</summary>
    public static string NameOf(bool isWide) => isWide ? Wide : Narrow;

    /// <summary>True for two columns.</summary>
    public static bool IsWide(string? value) => value is Wide;
}
