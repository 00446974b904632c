namespace Godwit.Bench.Systems;

/// <summary>A folder of this run that only we may read; removed at the end.</summary>
internal sealed class PrivateFolder : IDisposable
{
    /// <summary>Makes it.</summary>
    public PrivateFolder()
    {
        Root = Directory.CreateTempSubdirectory("godwit-bench-").FullName; // 0700, as mkdtemp(3).
        Home = Directory.CreateDirectory(Path.Combine(Root, "home")).FullName;
    }

    public string Root { get; }

    /// <summary>An empty home directory for the programs under test: nothing of the user's.</summary>
    public string Home { get; }

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
