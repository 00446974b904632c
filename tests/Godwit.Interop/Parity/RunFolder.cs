using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>The folder of one run inside the folder of all: many runs are short, and to look for what they left behind takes long.</summary>
internal sealed class RunFolder
{
    private static int count;

    public RunFolder(TestFolder whole)
    {
        Root = whole[$"{Interlocked.Increment(ref count)}"];
        Directory.CreateDirectory(Path.Combine(Root, "home"));
        Environment = new Dictionary<string, string>(whole.Environment) { ["HOME"] = Path.Combine(Root, "home"), ["XDG_RUNTIME_DIR"] = Root, ["RECORDS"] = Root };
    }

    public string Root { get; }

    /// <summary>The usual variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>What a file holds; empty if it is not there.</summary>
    public string Read(string name) => File.Exists(this[name]) ? File.ReadAllText(this[name]) : "";
}
