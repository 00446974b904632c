using Godwit.Bench.Forwarding;

namespace Godwit.Bench.Tests.Forwarding;

public sealed class ResumeTableTests
{
    [Theory]
    [InlineData(210, true)]
    [InlineData(210.1, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void IsBarMet_TheWorstChange_Decides(double worst, bool isMet) =>
        Assert.Equal(isMet, new ResumeTable([Row(BulkDirection.Download, 90, 95), Row(BulkDirection.Upload, 70, worst, 80)]).IsBarMet);

    [Fact]
    public void IsBarMet_OneDirectionAlone_IsFalse() => Assert.False(new ResumeTable([Row(BulkDirection.Upload, 70)]).IsBarMet);

    [Fact]
    public void IsBarMet_NoChange_IsFalse() => Assert.False(new ResumeTable([Row(BulkDirection.Download), Row(BulkDirection.Upload, 70)]).IsBarMet);

    [Fact]
    public void Markdown_Row_TellsMedianAndWorst() =>
        Assert.Equal("| Upload | 3 | 80.0 | 220.0 | 9.0 | ≤ 60 + 150 ms | FAIL |", new ResumeTable([Row(BulkDirection.Upload, 70, 220, 80)]).Markdown().Last());

    private static ResumeRow Row(BulkDirection direction, params double[] milliseconds) => new(direction, milliseconds, [9]);
}
