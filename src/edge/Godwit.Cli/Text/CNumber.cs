namespace Godwit.Cli;

/// <summary>Decimal numbers as strtol(3) reads them, which is what stock's options accept.</summary>
internal static class CNumber
{
    /// <summary>Reads a whole text: blanks, a sign, digits. An empty text is 0; numbers too large for the type are cut to its limits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number.</param>
    /// <returns>False if anything else is in the text.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        var rest = text.TrimStart(" \t\n\v\f\r");
        var isNegative = rest.StartsWith("-");
        rest = isNegative || rest.StartsWith("+") ? rest[1..] : rest;
        if (rest.IsEmpty)
        {
            return false;
        }

        foreach (var digit in rest)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = number > (long.MaxValue - 9) / 10 ? long.MaxValue : (number * 10) + (digit - '0');
        }

        number = isNegative ? -number : number;
        return true;
    }
}
