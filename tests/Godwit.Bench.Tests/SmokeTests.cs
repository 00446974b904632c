using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Godwit.Bench.Meters;
using Godwit.Bench.Routes;
using Godwit.Bench.Sessions;
using Godwit.Bench.Tests.Support;
using Godwit.Platform;

namespace Godwit.Bench.Tests;

/// <summary>The whole program with the real systems.</summary>
public sealed class SmokeTests : IDisposable
{
    private const double PollMilliseconds = 20;
    private static readonly string[] Modes = ["predict", "interactive", "resume"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string? Binaries = Environment.GetEnvironmentVariable("GODWIT_BIN");

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-smoke-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Quick_GodwitAndStockOnLan_TellsPlausibleNumbers()
    {
        RequireSystems();
        var (json, picture) = (Path.Combine(folder, "r.json"), Path.Combine(folder, "r.svg"));
        using var bench = Start("--quick", "--systems", "stock,godwit", "--links", "lan", "--workloads", "typing,login", "--json", json, "--svg", picture);
        Assert.True(bench.Wait(Patience), bench.Output);
        // Whether bars are met is another question: other tests run beside this one.
        Assert.True(bench.Status is 0 or 1, bench.Output);
        Assert.Contains("| typing | lan | key to screen, median | ms |", bench.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not measured", bench.Output, StringComparison.Ordinal);

        using var document = JsonDocument.Parse(File.ReadAllText(json));
        foreach (var line in document.RootElement.GetProperty("lines").EnumerateArray().Where(line => line.GetProperty("quantity").GetString() == "latency"))
        {
            foreach (var number in line.GetProperty("numbers").EnumerateArray().Where(_ => line.GetProperty("statistic").GetString() == "Median"))
            {
                Assert.InRange(number.GetProperty("value").GetDouble(), 0.5, 3000);
            }
        }

        Assert.All(document.RootElement.GetProperty("samples").EnumerateArray().Where(samples => samples.GetProperty("quantity").GetString() == "unseen"), samples =>
            Assert.Equal(0, samples.GetProperty("sessions")[0][0].GetDouble()));
        Assert.Equal(2, XDocument.Load(picture).Descendants("{http://www.w3.org/2000/svg}path").Count());
        Assert.Empty(Leftovers());
    }

    [Fact]
    public void Predict_StockInBashAndAModel_TellsPlausibleNumbers()
    {
        RequireSystems();
        var json = Path.Combine(folder, "r.json");
        using var bench = Start("predict", "--systems", "stock", "--only", "bash,ghost-same", "--json", json);
        Assert.True(bench.Wait(Patience), bench.Output);
        Assert.True(bench.Status is 0 or 1, bench.Output);
        Assert.Contains("| bash: bash, three commands | rtt200 | 0 |", bench.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not right", bench.Output, StringComparison.Ordinal);

        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var instant = document.RootElement.GetProperty("samples").EnumerateArray().Where(samples => samples.GetProperty("quantity").GetString() == "instant")
            .ToDictionary(samples => samples.GetProperty("workload").GetString()!, samples => samples.GetProperty("sessions")[0].EnumerateArray().Select(sample => sample.GetDouble()).ToArray());
        Assert.Equal((38, 16), (instant["bash"].Length, instant["ghost-same"].Length));

        // Stock loses two round trips at each Enter, and never trusts an echo that was there before.
        Assert.InRange(instant["bash"].Average(), 0, 60);
        Assert.Equal(0, instant["ghost-same"].Average());
        Assert.Empty(Leftovers());
    }

    // Whether bars are met is another question: other tests run beside this one.
    [Theory]
    [InlineData("interactive", "| godwit | Download | ", "| godwit | Upload | ")]
    [InlineData("resume", "| Download | 2 | ", "| Upload | 2 | ")]
    public void Forwarding_Quick_MeasuresBothDirections(string command, params string[] rows)
    {
        RequireSystems();
        RequireNamespaces();
        using var bench = Start([command, "--quick", .. command == "interactive" ? new[] { "--systems", "godwit" } : []]);
        Assert.True(bench.Wait(Patience), bench.Output);
        Assert.True(bench.Status is 0 or 1, bench.Output);
        Assert.All(rows, row => Assert.Contains(row, bench.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("not measured", bench.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("–", bench.Output, StringComparison.Ordinal);
        Assert.Empty(Leftovers());
        Assert.Empty(Directory.GetDirectories(folder));
    }

    [Fact]
    public void Interrupt_InTheMiddle_LeavesNothingBehind()
    {
        RequireSystems();
        using var bench = Start("--systems", "stock,godwit", "--links", "rtt100", "--workloads", "typing", "--relay");
        var end = DateTime.UtcNow + Patience;
        var loop = new EventLoop();
        while (Leftovers().Count(process => ProcessMeter.Name(process).StartsWith("mosh-client", StringComparison.Ordinal)) < 2)
        {
            Assert.True(DateTime.UtcNow < end && !bench.HasEnded, $"the clients do not come up\n{bench.Output}");
            loop.RunFor(PollMilliseconds);
        }

        bench.Interrupt();
        Assert.True(bench.Wait(Patience), bench.Output);
        Assert.Equal(130, bench.Status);
        Assert.Empty(Leftovers());
        Assert.Empty(Directory.GetDirectories(folder));
    }

    [Fact]
    public void UnknownSystem_IsToldAndFails()
    {
        using var bench = Start("--systems", "nobody");
        Assert.True(bench.Wait(Patience), bench.Output);
        Assert.Equal(2, bench.Status);
        Assert.Contains("there is no system nobody", bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Namespaces_PacketsPassAndClientMoves()
    {
        RequireNamespaces();
        var loop = new EventLoop();
        using var route = new NamespaceRoute(loop);
        route.Link.Become(new("test", new() { DelayMilliseconds = 5 }, new() { DelayMilliseconds = 5 }), 1);
        using var server = route.OnServer(() => UdpSocket.Bind(AddressOf("10.9.0.2"), PortRange.Any));
        using var client = route.OnClient(() => UdpSocket.Bind(UdpAddress.AnyIPv4(0), PortRange.Any));
        Assert.Equal("10.9.0.1", Hear());
        Assert.Equal((1, 33), (route.Link.UpPackets, route.Link.UpOctets)); // 20 + 8 + 5
        route.MoveClient();
        Assert.Equal("10.9.0.3", Hear());
        route.Link.IsCut = true;
        Assert.Equal("nothing", Hear());

        string Hear()
        {
            var buffer = new byte[100];
            var heard = "nothing";
            Assert.True(client.SendTo(AddressOf("10.9.0.2").WithPort(server.LocalAddress.Port), "hello"u8).IsDone);
            loop.RunUntil(
                () =>
                {
                    if (server.Receive(buffer, out var from, out _, out _).IsDone)
                    {
                        heard = from.ToString();
                    }

                    return heard != "nothing";
                },
                300);
            loop.RunFor(20);
            return server.Receive(buffer, out var sender, out _, out _).IsDone ? sender.ToString() : heard;
        }
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void LoseAll_WhatIsUnderWay_NeverArrives(bool isLost, bool arrives)
    {
        RequireNamespaces();
        var loop = new EventLoop();
        using var route = new NamespaceRoute(loop);
        route.Link.Become(new("test", new() { DelayMilliseconds = 50 }, new() { DelayMilliseconds = 50 }), 1);
        using var server = route.OnServer(() => UdpSocket.Bind(AddressOf("10.9.0.2"), PortRange.Any));
        using var client = route.OnClient(() => UdpSocket.Bind(UdpAddress.AnyIPv4(0), PortRange.Any));
        Assert.True(client.SendTo(AddressOf("10.9.0.2").WithPort(server.LocalAddress.Port), "hello"u8).IsDone);
        Assert.True(loop.RunUntil(() => route.Link.UpPackets == 1, 300));
        if (isLost)
        {
            route.Link.LoseAll();
        }

        loop.RunFor(80);
        Assert.Equal(arrives, server.Receive(new byte[100], out _, out _, out _).IsDone);
        Assert.InRange(route.Link.UpTakes, 50, 50.1);
    }

    [Fact]
    public void MoveClient_WhatTheOldAddressHasSent_GoesNowhere()
    {
        RequireNamespaces();
        var loop = new EventLoop();
        using var route = new NamespaceRoute(loop);
        using var server = route.OnServer(() => UdpSocket.Bind(AddressOf("10.9.0.2"), PortRange.Any));
        using var client = route.OnClient(() => UdpSocket.Bind(UdpAddress.AnyIPv4(0), PortRange.Any));
        Assert.True(client.SendTo(AddressOf("10.9.0.2").WithPort(server.LocalAddress.Port), "old"u8).IsDone);
        route.MoveClient(); // The loop has not turned: the packet is still in the client's host.
        Assert.True(client.SendTo(AddressOf("10.9.0.2").WithPort(server.LocalAddress.Port), "new!"u8).IsDone);
        Assert.True(loop.RunUntil(() => route.Link.UpPackets > 0, 300));
        var received = server.Receive(new byte[100], out var sender, out _, out _);
        Assert.Equal((4, "10.9.0.3"), (received.Count, sender.ToString()));
        Assert.Equal(1, route.Link.UpPackets);
    }

    private static UdpAddress AddressOf(string text) => UdpAddress.TryParse(text, 0, out var address) ? address : throw new ArgumentException(text);

    private static void RequireNamespaces() => Assert.SkipUnless(NetworkHost.IsPossible(), "needs root and TUN devices");

    private static void RequireSystems()
    {
        if (Binaries is null)
        {
            Assert.Skip("GODWIT_BIN does not say where the native binary is (./test sets it)");
        }

        if (Capture.Run("mosh-server", "--version").Length == 0)
        {
            Assert.Skip("stock Mosh is not installed");
        }
    }

    // Processes whose files are in our folder: they have it in their HOME.
    private List<int> Leftovers() =>
    [
        .. Directory.GetDirectories("/proc")
            .Select(process => int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0 && ProcessMeter.IsAlive(number) && EnvironmentOf(number).Contains($"HOME={folder}/", StringComparison.Ordinal)),
    ];

    private static string EnvironmentOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private BenchProcess Start(params string[] arguments)
    {
        var hasMode = Modes.Contains(arguments[0]);
        return new(folder, [.. arguments.Skip(hasMode ? 1 : 0), .. Binaries is { } binaries ? new[] { "--binaries", binaries } : []], hasMode ? arguments[0] : "table");
    }
}
