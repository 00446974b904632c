namespace Godwit.Platform.Tests;

/// <summary>A directory that is removed at the end of the test.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("godwit-test-").FullName;

    public void AddFile(string name, string content, UnixFileMode mode)
    {
        var file = System.IO.Path.Combine(Path, name);
        File.WriteAllText(file, content);
        File.SetUnixFileMode(file, mode);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
