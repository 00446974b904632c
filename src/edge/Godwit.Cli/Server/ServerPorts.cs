namespace Godwit.Cli;

/// <summary>The server's <c>-p PORT[:PORT2]</c> (spec 02 section 4.2).</summary>
internal static class ServerPorts
{
    private const int LastPort = 65535;

    /// <summary>Reads a port or a range of ports.</summary>
    /// <param name="text">What the user wrote; stock reads an empty one as 0.</param>
    /// <param name="low">First port to try; 0 lets the system choose.</param>
    /// <param name="high">Last port to try.</param>
    /// <returns>Empty, or why the text is refused.</returns>
    public static string Parse(string text, out int low, out int high)
    {
        high = 0;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var reason = ParseOne(colon < 0 ? text : text[..colon], colon < 0 ? "" : "low ", out low);
        if (reason.Length > 0)
        {
            return reason;
        }

        if (colon < 0)
        {
            high = low;
            return "";
        }

        reason = ParseOne(text[(colon + 1)..], "high ", out high);
        if (reason.Length > 0)
        {
            return reason;
        }

        return low == 0 ? "A range of ports cannot begin with 0"
            : low > high ? $"The low port {low} is above the high port {high}"
            : "";
    }

    private static string ParseOne(string text, string which, out int port)
    {
        port = 0;
        if (!CNumber.TryParse(text, out var number))
        {
            return $"The {which}port is not a number ({text})";
        }

        if (number is < 0 or > LastPort)
        {
            return $"The {which}port {number} is not within 0 to {LastPort}";
        }

        port = (int)number;
        return "";
    }
}
