using System.Globalization;

namespace Godwit.Platform;

/// <summary>UDP ports to try, in ascending order (spec 02 section 4.2). 0..0 lets the system choose.</summary>
/// <param name="Low">First port to try.</param>
/// <param name="High">Last port to try.</param>
public readonly record struct PortRange(ushort Low, ushort High)
{
    /// <summary>60001 to 60999: what a server uses if nothing is asked for (spec 02 section 13).</summary>
    public static PortRange Default { get; } = new(60001, 60999);

    /// <summary>The system chooses.</summary>
    public static PortRange Any { get; }

    /// <summary>Reads <c>N</c> or <c>LOW:HIGH</c>, decimal.</summary>
    /// <param name="text">The text, without blanks or signs.</param>
    /// <param name="range">The range; <see cref="Any"/> if the text is wrong.</param>
    /// <param name="reason">Empty, or why the text is wrong, for the message of the command line.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out PortRange range, out string reason)
    {
        range = default;
        var colon = text.IndexOf(':');
        if (!TryParsePort(colon < 0 ? text : text[..colon], out var low))
        {
            reason = "The first port is not a number from 0 to 65535.";
            return false;
        }

        var high = low;
        if (colon >= 0 && !TryParsePort(text[(colon + 1)..], out high))
        {
            reason = "The last port is not a number from 0 to 65535.";
            return false;
        }

        if (colon >= 0 && low == 0)
        {
            reason = "A range of ports cannot begin with 0.";
            return false;
        }

        if (low > high)
        {
            reason = "The first port of the range is larger than the last.";
            return false;
        }

        range = new(low, high);
        reason = "";
        return true;
    }

    private static bool TryParsePort(ReadOnlySpan<char> text, out ushort port) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);
}
