using System.Text.Json;
using Godwit.Session;
using Godwit.Transport;

namespace Godwit.Client.Tests;

public sealed class StatsFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gws-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Write_Twice_ReplacesTheFileWhichIsItsOwnersAlone()
    {
        string path = Path.Combine(folder, "stats.json");
        var file = new StatsFile(path);
        file.Write(Report(1));
        file.Write(Report(2));
        Assert.Null(file.Complaint);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement root = json.RootElement;
        Assert.Equal(2, root.GetProperty("age_ms").GetInt64());
        Assert.Equal(0.25, root.GetProperty("loss").GetDouble());
        Assert.Equal("stock", root.GetProperty("peer").GetString());
        Assert.Equal(7, root.GetProperty("wrong_visible_ms").GetInt64());
        Assert.Equal([0L, 3L], root.GetProperty("time_to_confirm").GetProperty("counts").EnumerateArray().Select(count => count.GetInt64()));
        JsonElement forward = Assert.Single(root.GetProperty("forwardings").EnumerateArray());
        Assert.Equal(("-D 1080", 5L), (forward.GetProperty("name").GetString(), forward.GetProperty("octets_from_host").GetInt64()));
        Assert.False(forward.TryGetProperty("problem", out _));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void Write_WhereThereIsNoFolder_ComplainsAndGoesOn()
    {
        var file = new StatsFile(Path.Combine(folder, "none", "stats.json"));
        file.Write(Report(1));
        Assert.Contains("cannot be written to", file.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void IsDue_FollowedByTheLoop_IsTrueEveryTenSecondsAtMost()
    {
        var file = new StatsFile(Path.Combine(folder, "stats.json"));
        List<int> due = [.. Enumerable.Range(0, 35).Where(second => file.IsDue(new Instant(1000L * second)))];
        Assert.Equal([10, 20, 30], due);
    }

    private static SessionReport Report(long age) => new()
    {
        Server = "192.0.2.1 UDP port 60001",
        Path = "192.0.2.1:60001",
        AgeMs = age,
        PeerIsKnown = true,
        Peer = null,
        Missing = [],
        RoundTripMs = 48.26,
        Loss = 0.25,
        OctetsSent = 1,
        OctetsReceived = 2,
        Forwards = [new("-D 1080", 1, 2, 4, 5)],
        DatagramsSent = 3,
        DatagramsReceived = 4,
        TimeToConfirm = new DurationFigures(3, 150, new int[] { 10 }, new long[] { 0, 3 }),
        Echo = new EchoFigures { Hits = 1, WrongVisibleMs = 7 },
    };
}
