using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Godwit.Interop.Harness;

/// <summary>
/// The folder of one test, and with it the mark by which its processes are known: everything the test starts, also behind sshd, carries
/// the folder's name in its environment. Disposing it kills what still carries the mark and removes the folder.
/// </summary>
internal sealed class TestFolder : IAsyncDisposable
{
    public const string MarkName = "GODWIT_INTEROP";

    // Short, because the path of a unix socket has about 100 characters.
    private const string Prefix = "gwi-";

    private static readonly ConcurrentDictionary<TestFolder, bool> Live = new();

    // A test run that is ended from outside (a time limit, say) must not leave sessions behind either. The signal still ends it.
    private static readonly PosixSignalRegistration OnTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => DisposeAll());

    private readonly byte[] mark;

    public TestFolder()
    {
        Root = Directory.CreateTempSubdirectory(Prefix).FullName;
        Home = Path.Combine(Root, "home");
        Directory.CreateDirectory(Home);
        mark = Encoding.UTF8.GetBytes($"{MarkName}={Root}\0");
        Live[this] = true;
    }

    public string Root { get; }

    /// <summary>HOME of every program of the test, on both sides.</summary>
    public string Home { get; }

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>The complete environment of the programs that run at the user's end.</summary>
    public Dictionary<string, string> Environment => new()
    {
        [MarkName] = Root,
        ["HOME"] = Home,
        ["USER"] = System.Environment.UserName,
        ["LOGNAME"] = System.Environment.UserName,
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
        ["SHELL"] = "/bin/bash",
        ["LC_ALL"] = "C.UTF-8",
    };

    /// <summary>Writes a file of the test and returns its path.</summary>
    public string Write(string name, string text)
    {
        string path = this[name];
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        return path;
    }

    /// <summary>The last lines of every log in the folder, for the message of a failed test.</summary>
    public string LogTails()
    {
        const int LinesMax = 15;
        var text = new StringBuilder();
        foreach (string log in Directory.EnumerateFiles(Root, "*.log").Order(StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"--- {Path.GetFileName(log)}\n");
            foreach (string line in File.ReadLines(log).TakeLast(LinesMax))
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The processes of this test that still run, with their command lines.</summary>
    public List<(int Pid, string Command)> Processes()
    {
        var found = new List<(int, string)>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && ReadOrEmpty(Path.Combine(folder, "environ")).AsSpan().IndexOf(mark) >= 0)
            {
                found.Add((pid, Encoding.UTF8.GetString(ReadOrEmpty(Path.Combine(folder, "cmdline"))).Replace('\0', ' ').Trim()));
            }
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Live.TryRemove(this, out _))
        {
            return;
        }

        // A killed process may have started another one just before.
        const int RoundsMax = 10;
        for (int round = 0; round < RoundsMax && Processes() is { Count: > 0 } left; round++)
        {
            await Signals.SendAsync("KILL", [.. left.Select(process => process.Pid)]);
        }

        Directory.Delete(Root, recursive: true);
    }

    private static void DisposeAll() => Task.WhenAll(Live.Keys.Select(folder => folder.DisposeAsync().AsTask())).Wait();

    private static byte[] ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
