using System.Globalization;

namespace Godwit.Session;

/// <summary>A report in a few lines for the user's screen.</summary>
internal static class StatusPanel
{
    // A panel that hides the whole screen says no more; all of them are in what --stats writes.
    private const int ForwardsMax = 8;

    public static string[] Lines(string program, SessionReport report)
    {
        string peer = !report.PeerIsKnown ? "not known yet"
            : report.Peer is not { } godwit ? "stock Mosh: no extensions"
            : report.Missing.Count == 0 ? Text($"Godwit, level {godwit.Level}")
            : Text($"Godwit, level {godwit.Level}, without {string.Join(", ", report.Missing)}");
        List<string> lines =
        [
            Text($"{program}: {report.Server}, up {Age(report.AgeMs / 1000)}"),
            Text($"  path       {report.Path}, round trip {(report.RoundTripMs is { } trip ? Text($"{trip:0} ms") : "unknown")}, loss {report.Loss * 100:0.#} %"),
            Text($"  sent       {ForwardFigures.Octets(report.OctetsSent)} in {report.DatagramsSent} packets, received {ForwardFigures.Octets(report.OctetsReceived)} in {report.DatagramsReceived}"),
            $"  server     {peer}",
        ];
        if (report.TimeToConfirm is { Count: > 0 } times)
        {
            lines.Add(Text($"  answers    {times.Count}, half of them within {times.MedianMs} ms, mean {times.SumMs / times.Count} ms"));
        }

        if (report.Echo is { } echo)
        {
            lines.Add(Text($"  local echo {echo.Hits} right, {echo.Misses} wrong (visible {echo.WrongVisibleMs} ms in all), {echo.NotShown} not shown"));
        }

        string label = "forwards";
        foreach (ForwardFigures forward in ForwardFigures.Shorten(report.Forwards, ForwardsMax))
        {
            lines.Add($"  {label,-10} {forward.Name}: {forward.Words}");
            label = "";
        }

        return [.. lines];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Age(long seconds) => seconds < 3600
        ? Text($"{seconds / 60}:{seconds % 60:00}")
        : Text($"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
}
