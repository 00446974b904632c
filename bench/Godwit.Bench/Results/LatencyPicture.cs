using System.Globalization;
using System.Net;
using System.Text;
using Godwit.Bench.Workloads;

namespace Godwit.Bench.Results;

/// <summary>
/// How the latencies of typing are distributed, as SVG: a panel for each workload and link, a curve for each system that says which share of the keys was
/// seen within a time (logarithmic).
/// </summary>
internal sealed class LatencyPicture(Measurements measurements, IReadOnlyList<string> systems)
{
    private const int Across = 3;
    private const int PanelWidth = 360;
    private const int PanelHeight = 250;
    private const int PlotLeft = 44;
    private const int PlotTop = 30;
    private const int PlotWidth = PanelWidth - PlotLeft - 14;
    private const int PlotHeight = PanelHeight - PlotTop - 40;
    private const int HeadHeight = 64;
    private const double LeastMilliseconds = 1;
    private const double MostMilliseconds = 20_000;

    // Told apart also by people who do not see all colours (Okabe and Ito).
    private static readonly string[] Colours = ["#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999999"];
    private static readonly string[] Dashes = ["", "", "", "6 3", "2 3", "8 3 2 3", "1 2", "4 2"];

    /// <summary>The picture; with no panel if no typing was measured.</summary>
    /// <param name="heading">What the numbers depend on; the first lines are told.</param>
    public string Draw(IReadOnlyList<string> heading)
    {
        (string Workload, string Link)[] panels =
        [
            .. measurements.Keys.Where(key => key.Quantity == Quantities.Latency && WorkloadCatalog.Find(key.Workload) is ScriptWorkload)
                .Select(key => (key.Workload, key.Link)).Distinct(),
        ];
        var down = (panels.Length + Across - 1) / Across;
        var (width, height) = (Across * PanelWidth, HeadHeight + (down * PanelHeight) + 10);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">
            <rect width="{width}" height="{height}" fill="#ffffff"/>
            <text x="12" y="20" font-size="15" font-weight="bold">Share of keys that the user saw within a time</text>
            <text x="12" y="36" fill="#555555">{Escape(string.Join(" · ", heading.Take(2)))}</text>

            """);
        Legend(svg);
        foreach (var (index, panel) in panels.Index())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({index % Across * PanelWidth},{HeadHeight + (index / Across * PanelHeight)})\">\n");
            Panel(svg, panel.Workload, panel.Link);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static double X(double milliseconds) =>
        PlotLeft + (PlotWidth * Math.Log(Math.Clamp(milliseconds, LeastMilliseconds, MostMilliseconds) / LeastMilliseconds) / Math.Log(MostMilliseconds / LeastMilliseconds));

    private static double Y(double share) => PlotTop + (PlotHeight * (1 - share));

    private static void Axes(StringBuilder svg)
    {
        foreach (var share in (double[])[0, 0.25, 0.5, 0.75, 1])
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{PlotLeft}\" x2=\"{PlotLeft + PlotWidth}\" y1=\"{Y(share):0.0}\" y2=\"{Y(share):0.0}\" stroke=\"#dddddd\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{PlotLeft - 5}\" y=\"{Y(share) + 4:0.0}\" text-anchor=\"end\">{share * 100:0} %</text>\n");
        }

        foreach (var (milliseconds, text) in ((double, string)[])[(1, "1 ms"), (10, "10"), (100, "100"), (1000, "1 s"), (10_000, "10 s")])
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(milliseconds):0.0}\" x2=\"{X(milliseconds):0.0}\" y1=\"{PlotTop}\" y2=\"{PlotTop + PlotHeight}\" stroke=\"#dddddd\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{X(milliseconds):0.0}\" y=\"{PlotTop + PlotHeight + 16}\" text-anchor=\"middle\">{text}</text>\n");
        }
    }

    private void Legend(StringBuilder svg)
    {
        const int EntryWidth = 130;
        foreach (var (index, system) in systems.Index())
        {
            var x = 12 + (index * EntryWidth);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x}\" x2=\"{x + 26}\" y1=\"51\" y2=\"51\" {Pen(index)}/><text x=\"{x + 32}\" y=\"55\">{Escape(system)}</text>\n");
        }
    }

    private void Panel(StringBuilder svg, string workload, string link)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{PlotLeft}\" y=\"20\" font-weight=\"bold\">{Escape($"{workload}, {link}")}</text>\n");
        Axes(svg);
        foreach (var (index, system) in systems.Index())
        {
            var samples = measurements.Of(new(workload, link, system, Quantities.Latency)).SelectMany(session => session).Order().ToArray();
            if (samples.Length > 0)
            {
                svg.Append("<path fill=\"none\" ").Append(Pen(index)).Append(" d=\"").Append(Curve(samples)).Append("\"/>\n");
            }
        }
    }

    // A staircase: up by one sample at each.
    private static string Curve(double[] sorted)
    {
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{X(LeastMilliseconds):0.0} {Y(0):0.0}");
        foreach (var (index, sample) in sorted.Index())
        {
            path.Append(CultureInfo.InvariantCulture, $"H{X(sample):0.0}V{Y((index + 1.0) / sorted.Length):0.0}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"H{X(MostMilliseconds):0.0}").ToString();
    }

    private static string Pen(int index)
    {
        var dash = Dashes[index % Dashes.Length];
        var width = index < 2 ? "2" : "1.5"; // The two that are compared first.
        return $"stroke=\"{Colours[index % Colours.Length]}\" stroke-width=\"{width}\"{(dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "")}";
    }
}
