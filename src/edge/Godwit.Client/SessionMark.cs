using System.Globalization;
using Godwit.Platform;

namespace Godwit.Client;

/// <summary>
/// A file that says: a session is open on this terminal, and so it is to be left. Written when a client takes the terminal over, removed when it
/// gives it back; one whose process is gone tells the next that there is something to repair. In <c>$XDG_RUNTIME_DIR/godwit</c>, for its owner
/// only; without that variable there are no marks.
/// </summary>
internal sealed class SessionMark
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Modes and a closing string are a few hundred octets; the rest is margin.
    private const int LengthMax = 16 * 1024;

    private readonly string folder;
    private readonly string path;

    private SessionMark(string folder, string terminal)
    {
        this.folder = folder;
        path = Path.Combine(folder, "tty" + terminal.Replace('/', '-'));
    }

    /// <summary>The process that wrote it; 0 if it cannot be read.</summary>
    public int ProcessId { get; private init; }

    /// <summary>The terminal's modes as that process had found them.</summary>
    public byte[] Modes { get; private init; } = [];

    /// <summary>What is to be written to the terminal.</summary>
    public byte[] Close { get; private init; } = [];

    /// <summary>True if the process that wrote it still runs.</summary>
    public bool IsAlive { get; private init; }

    /// <summary>The place for a mark of the terminal on standard input; null where there can be none.</summary>
    public static SessionMark? OfThisTerminal() =>
        ProcessEnvironment.Get("XDG_RUNTIME_DIR") is ['/', ..] runtime && RawTerminal.DeviceName is { } terminal ? new(Path.Combine(runtime, "godwit"), terminal) : null;

    /// <summary>The mark that somebody left for the terminal on standard input; null if there is none that can be read.</summary>
    public static SessionMark? Find()
    {
        if (OfThisTerminal() is not { } place || !File.Exists(place.path))
        {
            return null;
        }

        try
        {
            if (new FileInfo(place.path).Length > LengthMax || File.ReadAllText(place.path).Split('\n') is not [var process, var started, var modes, var close, ..])
            {
                return null;
            }

            int id = int.Parse(process, NumberStyles.None, CultureInfo.InvariantCulture);
            return new SessionMark(place.folder, RawTerminal.DeviceName!)
            {
                ProcessId = id,
                Modes = Convert.FromHexString(modes),
                Close = Convert.FromHexString(close),

                // /proc may hide a client that protects its memory (hidepid): then its number must do.
                IsAlive = StartOf(id) is { Length: > 0 } start ? start == started : ChildProcess.IsRunning(id),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Writes the mark of this process. Where that fails, a repair is not to be had; a session is.</summary>
    public void Write(byte[] modes, byte[] close)
    {
        int id = Environment.ProcessId;
        string fresh = $"{path}.{id}";
        try
        {
            Directory.CreateDirectory(folder, FolderMode);
            File.SetUnixFileMode(folder, FolderMode);
            File.Delete(fresh);
            using (var stream = new FileStream(fresh, new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = FileMode }))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes($"{id}\n{StartOf(id)}\n{Convert.ToHexString(modes)}\n{Convert.ToHexString(close)}\n"));
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // As the summary says.
        }
    }

    /// <summary>Removes the mark.</summary>
    public void Remove()
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The folder is gone, and the mark with it.
        }
    }

    /// <summary>When a process was started, as the kernel counts: numbers of processes come again. Empty if there is no such process.</summary>
    private static string StartOf(int process)
    {
        const int FieldsBehindName = 19; // starttime is the 22nd field of proc_pid_stat(5), the name in brackets the second.
        try
        {
            string status = File.ReadAllText($"/proc/{process}/stat");
            return status[(status.LastIndexOf(')') + 2)..].Split(' ')[FieldsBehindName];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
