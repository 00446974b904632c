using Godwit.Conformance.Replay;
using Godwit.Display;

namespace Godwit.Conformance.Laws;

/// <summary>The differential law over whole recordings.</summary>
public class DifferentialLawTests
{
    private const int SessionsPerRecording = 6;

    [Theory]
    [MemberData(nameof(RecordingTests.Names), MemberType = typeof(RecordingTests))]
    public void Diff_RecordingToStockPeer_CopyShowsIt(string name) => Run(name, DisplayCapabilities.StockPeer);

    [Theory]
    [MemberData(nameof(RecordingTests.Names), MemberType = typeof(RecordingTests))]
    public void Diff_RecordingToGodwitPeer_CopyShowsIt(string name) => Run(name, DisplayCapabilities.GodwitPeer);

    private static void Run(string name, DisplayCapabilities caps)
    {
        byte[] bytes = Recording.All.Single(recording => recording.Name == name).Bytes;
        for (int seed = 0; seed < SessionsPerRecording; seed++)
        {
            string? fault = DifferentialLaw.Fault(bytes, seed, caps);
            Assert.True(fault is null, $"{name}, seed {seed}: {fault}");
        }
    }
}
