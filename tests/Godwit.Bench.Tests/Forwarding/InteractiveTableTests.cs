using Godwit.Bench.Forwarding;

namespace Godwit.Bench.Tests.Forwarding;

public sealed class InteractiveTableTests
{
    private const double Full = 9.4;

    [Theory]
    [InlineData(75, Full, true)]
    [InlineData(75.1, Full, false)]
    [InlineData(60, 7.9, false)] // Nobody is in the way of a transfer that hardly runs.
    public void IsBarMet_OneDirection_Decides(double slowest, double megabits, bool isMet)
    {
        var other = Row("godwit", BulkDirection.Download, 62, Full);
        Assert.Equal(isMet, new InteractiveTable([other, Row("godwit", BulkDirection.Upload, slowest, megabits)]).IsBarMet);
    }

    [Fact]
    public void IsBarMet_OneDirectionAlone_IsFalse() =>
        Assert.False(new InteractiveTable([Row("godwit", BulkDirection.Download, 60, Full), Row("ssh", BulkDirection.Upload, 60, Full)]).IsBarMet);

    [Fact]
    public void IsBarMet_AKeyWasNeverShown_IsFalse()
    {
        var row = Row("godwit", BulkDirection.Upload, 60, Full);
        var table = new InteractiveTable([Row("godwit", BulkDirection.Download, 60, Full), row with { Loaded = [.. row.Loaded, row.Loaded[0] with { WasSeen = false }] }]);
        Assert.False(table.IsBarMet);
        Assert.Contains(table.Markdown(), line => line.EndsWith("| FAIL: keys never shown |", StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_Rows_TellTheRiseAndJudgeOursAlone() =>
        Assert.Equal(
            [
                "| godwit | Download | 1 | 60.0 | 60.0 | 60.0 | 70.0 | 70.0 | 70.0 | 10.0 | 9.4 | ≤ 15 ms, ≥ 8 Mbit/s | pass |",
                "| ssh | Download | 1 | 60.0 | 60.0 | 60.0 | 900.0 | 900.0 | 900.0 | 840.0 | 9.6 | |  |",
            ],
            new InteractiveTable([Row("godwit", BulkDirection.Download, 70, Full), Row("ssh", BulkDirection.Download, 900, 9.6)]).Markdown().Skip(2));

    private static InteractiveRow Row(string system, BulkDirection direction, double beside, double megabits) =>
        new(system, direction, [new(60, true, 0, 30, 30)], [new(beside, true, 0, 30, 30)], megabits);
}
