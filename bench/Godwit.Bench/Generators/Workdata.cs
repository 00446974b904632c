namespace Godwit.Bench.Generators;

/// <summary>The folder with everything that sessions read: the same octets in every run, removed at the end.</summary>
internal sealed class Workdata : IDisposable
{
    private const int MessagesSize = 40_000;

    private readonly string folder = Directory.CreateTempSubdirectory("godwit-bench-").FullName;

    private readonly Dictionary<string, string> floods = [];

    /// <summary>Writes all small files.</summary>
    public Workdata()
    {
        Home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        Source = Write("sample.c", SourceText.Make());
        Messages = Write("messages.log", LogText.Make(MessagesSize));
        Frames = Directory.CreateDirectory(Path.Combine(folder, "frames")).FullName;
        foreach (var (number, frame) in MonitorFrames.Make().Index())
        {
            Write($"frames/{number:D3}", frame);
        }
    }

    /// <summary>An empty home directory.</summary>
    public string Home { get; }

    /// <summary>A file of C for an editor.</summary>
    public string Source { get; }

    /// <summary>A file of log lines, for a pane.</summary>
    public string Messages { get; }

    /// <summary>A folder of what a system monitor writes, one file a second.</summary>
    public string Frames { get; }

    /// <summary>A large file, made when it is first asked for, which is before a session is measured.</summary>
    /// <param name="name">One of <see cref="Floods.Names"/>.</param>
    public string Flood(string name)
    {
        if (!floods.TryGetValue(name, out var path))
        {
            floods[name] = path = Write($"{name}.txt", Floods.Make(name, Floods.Size(name)));
        }

        return path;
    }

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
