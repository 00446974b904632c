using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Godwit.Bench.Links;
using Godwit.Bench.Results;
using Godwit.Bench.Systems;

namespace Godwit.Bench.Tests.Results;

public sealed class LatencyPictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly SystemEnd End = new(SystemKind.Mosh, [], [], [], null, new Dictionary<string, string>());

    [Fact]
    public void Draw_TwoLinksAndStrangeNames_IsWellFormed()
    {
        var measurements = new Measurements();
        foreach (string link in new[] { "lan", "rtt70" })
        {
            measurements.Add("typing", Lane(link, "stock"), "latency", 3, 1, 2, 0.1, 1e9);
            measurements.Add("typing", Lane(link, "<&\">"), "latency", 5);
        }

        measurements.Add("idle", Lane("lan", "stock"), "octets", 5);
        XElement root = XDocument.Parse(new LatencyPicture(measurements, ["stock", "<&\">", "absent"]).Draw(["<b> & co", "second"])).Root!;
        Assert.Equal(Svg + "svg", root.Name);
        Assert.Equal(2, root.Elements(Svg + "g").Count());
        Assert.Equal(4, root.Descendants(Svg + "path").Count());
        Assert.Contains(root.Descendants(Svg + "text"), text => text.Value == "<&\">");
        Assert.Contains(root.Descendants(Svg + "text"), text => text.Value == "typing, rtt70");
    }

    [Fact]
    public void Draw_Curve_RisesToTheTopWithinThePanel()
    {
        var measurements = new Measurements();
        measurements.Add("typing", Lane("lan", "stock"), "latency", 30, 10, 20, 0.001, 1e9);
        XElement path = XDocument.Parse(new LatencyPicture(measurements, ["stock"]).Draw([])).Descendants(Svg + "path").Single();
        string data = path.Attribute("d")!.Value;
        double[] across = Numbers(data, "H");
        double[] down = Numbers(data, "V");
        Assert.Equal(across.Order(), across);
        Assert.Equal(down.OrderDescending(), down);
        Assert.Equal(5, down.Length);
        Assert.Equal(30, down[^1]); // The line of 100 %.
        Assert.All(across, x => Assert.InRange(x, 0, 360));
    }

    [Fact]
    public void Draw_NothingMeasured_IsStillAPicture() =>
        Assert.Empty(XDocument.Parse(new LatencyPicture(new Measurements(), ["stock"]).Draw([])).Descendants(Svg + "path"));

    private static double[] Numbers(string path, string command) =>
        [.. Regex.Matches(path, command + @"([\d.]+)").Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    private static Lane Lane(string link, string system) => new(NamedLinks.Find(link), new Contender(system, End, End));
}
