namespace Godwit.Bench.Generators;

/// <summary>The folder with everything that sessions read: made before the first measurement, the same octets in every run, removed at the end.</summary>
internal sealed class Workdata : IDisposable
{
    private const int LogSize = 50_000_000;
    private const int ColourSize = 20_000_000;

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-bench-").FullName;

    /// <summary>Writes all files.</summary>
    public Workdata()
    {
        Home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        Log = Write("log.txt", LogText.Make(LogSize));
        Colour = Write("colour.txt", ColourText.Make(ColourSize));
        Source = Write("sample.c", SourceText.Make());
        Frames = Directory.CreateDirectory(Path.Combine(folder, "frames")).FullName;
        foreach (var (number, frame) in MonitorFrames.Make().Index())
        {
            Write($"frames/{number:D3}", frame);
        }
    }

    /// <summary>An empty home directory.</summary>
    public string Home { get; }

    /// <summary>50 MB of plain log lines.</summary>
    public string Log { get; }

    /// <summary>20 MB in which every one to three characters have another colour.</summary>
    public string Colour { get; }

    /// <summary>A file of C for an editor.</summary>
    public string Source { get; }

    /// <summary>A folder of what a system monitor writes, one file a second.</summary>
    public string Frames { get; }

    /// <summary>A path for a file that a session writes.</summary>
    public string NewFile() => Path.Combine(folder, Path.GetRandomFileName());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, byte[] octets)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, octets);
        return path;
    }
}
