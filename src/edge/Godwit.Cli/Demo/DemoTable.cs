using System.Globalization;
using System.Text;
using Godwit.Link;

namespace Godwit.Cli.Demo;

/// <summary>How results are shown.</summary>
internal static class DemoTable
{
    /// <summary>The table of a scripted session, one fact a line.</summary>
    public static string Format(DemoOptions options, DemoResult result)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"godwit demo: {Describe(options.Link)}, seed {options.Seed}\n\n"));
        Row("keystrokes", $"{result.Keystrokes}");
        Row("latency median", $"{result.LatencyMilliseconds(0.5):0} ms");
        Row("latency p95", $"{result.LatencyMilliseconds(0.95):0} ms");
        Row("packets", $"{result.Up.Offered} up, {result.Down.Offered} down");
        Row("bytes", $"{result.Up.OfferedBytes} up, {result.Down.OfferedBytes} down");
        Row("loss suffered", DescribeLoss(result.Up, result.Down));
        Row("roaming event survived", $"{(result.HasSurvivedRoaming ? "yes" : "no")}");
        Row("final screen correct", $"{(result.IsScreenRight ? "yes" : "no")}");
        if (result.Failure is not null)
        {
            text.Append('\n').Append(result.Failure).Append('\n');
        }

        return text.ToString();

        void Row(string name, FormattableString value) =>
            text.Append("  ").Append(name.PadRight(24)).Append(Invariant(value)).Append('\n');
    }

    /// <summary>The one line after an interactive session.</summary>
    public static string FormatLine(DemoOptions options, LinkCounters up, LinkCounters down) =>
        Invariant($"godwit demo: {Describe(options.Link)}: {up.Offered} packets up, {down.Offered} down, ")
        + Invariant($"{up.OfferedBytes + down.OfferedBytes} bytes, loss suffered ")
        + Invariant(DescribeLoss(up, down)) + "\n";

    /// <summary>A link in a few words: <c>link lossy29 (100 ms round trip, 29 % loss each way)</c>.</summary>
    public static string Describe(LinkProfile link)
    {
        double roundTrip = Mean(link.Up) + Mean(link.Down);
        string loss = link.Up.Loss == 0 ? "no loss" : Invariant($"{link.Up.Loss * 100:0.#} % loss each way");
        string rate = link.Down.RateBitsPerSecond == 0 ? "" : Invariant($", {link.Down.RateBitsPerSecond / 1000} kbit/s down, {link.Up.RateBitsPerSecond / 1000} kbit/s up");
        return Invariant($"link {link.Name} ({roundTrip:0.#} ms round trip, {loss}{rate})");

        static double Mean(LinkDirection direction) => direction.DelayMilliseconds + (direction.JitterMilliseconds / 2);
    }

    private static FormattableString DescribeLoss(LinkCounters up, LinkCounters down)
    {
        long offered = up.Offered + down.Offered;
        long missing = offered - up.Delivered - down.Delivered;
        double percent = offered == 0 ? 0 : 100.0 * missing / offered;
        return $"{missing} of {offered} packets ({percent:0.0} %)";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
