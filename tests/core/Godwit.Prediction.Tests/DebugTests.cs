namespace Godwit.Prediction.Tests;

public sealed class DebugTests(ITestOutputHelper log)
{
    [Theory]
    [InlineData(200, true, 302)]
    [InlineData(1000, true, 210)]
    [InlineData(50, false, 75)]
    [InlineData(200, false, 16)]
    [InlineData(1000, false, 8)]
    public void Secret(int rtt, bool tells, int seed)
    {
        SecretTests.Trace(rtt, tells, seed, log.WriteLine);
    }

    [Theory]
    [InlineData(50, 1)]
    [InlineData(200, 18)]
    [InlineData(500, 23)]
    public void Editing(int rtt, int seed) => EditingLawTests.Trace(rtt, seed, log.WriteLine);
}
