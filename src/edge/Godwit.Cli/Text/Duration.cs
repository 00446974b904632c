namespace Godwit.Cli;

/// <summary>A length of time as OpenSSH's files have it (sshd_config(5), TIME FORMATS): <c>7d</c>, <c>1h30m</c>, <c>90</c> (seconds), or <c>none</c>.</summary>
internal static class Duration
{
    /// <summary>Thirty years: longer is a slip, or <c>none</c> is meant.</summary>
    public const int MaxSeconds = 30 * 365 * 86_400;

    /// <summary>What can be said, for messages and help.</summary>
    public const string Choices = "for example 7d, 12h, 1h30m, 90s, or none";

    /// <summary>Reads one.</summary>
    /// <param name="text">Case does not matter.</param>
    /// <param name="seconds">0 for <c>none</c>, and for nothing else than that and a number that is 0.</param>
    public static bool TryParse(string text, out int seconds)
    {
        seconds = 0;
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        long sum = 0;
        long number = -1;
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
            {
                number = (Math.Max(0, number) * 10) + (letter - '0');
            }
            else if (number >= 0 && Unit(letter) is > 0 and var unit)
            {
                sum += number * unit;
                number = -1;
            }
            else
            {
                return false;
            }

            if (number > MaxSeconds || sum > MaxSeconds)
            {
                return false;
            }
        }

        sum += Math.Max(0, number);
        seconds = (int)Math.Min(sum, MaxSeconds);
        return text.Length > 0 && sum <= MaxSeconds;
    }

    private static int Unit(char letter) => char.ToLowerInvariant(letter) switch
    {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        'w' => 7 * 86_400,
        _ => 0,
    };
}
