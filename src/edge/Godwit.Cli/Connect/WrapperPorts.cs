namespace Godwit.Cli;

/// <summary>The wrapper's <c>-p N[:M]</c>: stricter than the server's, so that a mistake is found before ssh asks for a password (spec 04 section 2).</summary>
internal static class WrapperPorts
{
    private const int LastPort = 65535;

    /// <summary>Checks a port or a range.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <returns>Empty, or why it is refused, without a full stop.</returns>
    public static string Check(string text)
    {
        var parts = text.Split(':');
        if (parts.Length > 2 || Array.Exists(parts, static part => part.Length == 0 || part.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0))
        {
            return $"the server's port or range ({text}) is not a number N or a range N:M";
        }

        _ = CNumber.TryParse(parts[0], out var low);
        _ = CNumber.TryParse(parts[^1], out var high);
        var isRange = parts.Length > 1;
        return low > LastPort ? $"the server's port {low} is not within 0 to {LastPort}"
            : isRange && high is < 1 or > LastPort ? $"the server's last port {high} is not within 1 to {LastPort}"
            : isRange && low == 0 ? $"a range of ports cannot begin with 0 ({text})"
            : low > high ? $"the first port of the range is above the last ({text})"
            : "";
    }
}
