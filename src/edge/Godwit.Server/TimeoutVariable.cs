using System.Globalization;
using Godwit.Platform;

namespace Godwit.Server;

/// <summary>Stock's variables that end a server whose client is not heard of (spec 02 section 11): seconds, as strtol(3) reads them.</summary>
internal static class TimeoutVariable
{
    /// <summary>Ends the server after so long without its client.</summary>
    public const string Network = "MOSH_SERVER_NETWORK_TMOUT";

    /// <summary>SIGUSR1 ends the server after so long without its client, and is ignored before.</summary>
    public const string Signal = "MOSH_SERVER_SIGNAL_TMOUT";

    // Thirty years: what a variable may ask for and milliseconds still hold with room to spare.
    private const int SecondsMax = 1_000_000_000;

    /// <summary>Reads a value.</summary>
    /// <param name="text">Null or empty for none.</param>
    /// <param name="seconds">0 for none.</param>
    /// <returns>False, and no timeout, for what is no number of seconds.</returns>
    public static bool TryParse(string? text, out int seconds)
    {
        seconds = 0;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        ReadOnlySpan<char> digits = text.AsSpan().TrimStart(" \t\n\v\f\r");
        digits = digits.StartsWith("+") ? digits[1..] : digits;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        seconds = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Min(number, SecondsMax) : SecondsMax;
        return true;
    }

    /// <summary>The seconds that the environment says; 0 for none.</summary>
    /// <param name="name">One of the two.</param>
    public static int Seconds(string name) => TryParse(ProcessEnvironment.Get(name), out int seconds) ? seconds : 0;

    /// <summary>What to say of values that do not count, a line each; empty if there is none.</summary>
    /// <param name="environment">Looks a variable up.</param>
    public static string Warnings(Func<string, string?> environment) => Warning(Network, environment(Network)) + Warning(Signal, environment(Signal));

    private static string Warning(string name, string? value) =>
        TryParse(value, out _) ? "" : $"Warning: {name}={value} is no number of seconds; it does not count.\n";
}
