namespace Godwit.Bench.Experiments;

/// <summary>What has to be copied to a machine.</summary>
internal sealed class BinaryExperiment : IExperiment
{
    private const double Megabyte = 1e6;

    public IReadOnlyList<string> Rows { get; } = ["binary"];

    public void Run(BenchContext bench)
    {
        foreach (var system in bench.Interleaved(1))
        {
            // Links to one file count once.
            var files = new[] { system.Server, system.Client }.Select(RealPath).Distinct();
            bench.Samples.Add("binary", system, files.Sum(file => new FileInfo(file).Length) / Megabyte);
        }
    }

    private static string RealPath(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
}
