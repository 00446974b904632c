using System.Diagnostics;
using System.Globalization;
using System.Text;
using Godwit.Interop.Screens;

namespace Godwit.Conformance.Replay;

/// <summary>A tmux pane that shows what is written to a pipe: the independent terminal that judges recordings when they are made.</summary>
internal sealed class TmuxPane : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("godwit-judge-");
    private readonly FileStream pipe;
    private int fences;

    /// <summary>Starts tmux with one pane of this size.</summary>
    public TmuxPane(int columns, int rows)
    {
        string fifo = Path.Combine(folder.FullName, "pipe");
        Run("mkfifo", fifo);
        Tmux(
            "-f", "/dev/null", "new-session", "-d", "-s", "keeper", "sleep infinity", ";", "set-option", "-g", "status", "off", ";", "set-option", "-g", "default-terminal", "xterm-256color", ";",
            "set-option", "-g", "remain-on-exit", "on", ";",
            "new-session", "-d", "-s", "shown", "-x", Number(columns), "-y", Number(rows), $"stty raw -echo; exec cat {fifo}");
        pipe = new FileStream(fifo, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    }

    /// <summary>Gives the pane another size.</summary>
    public void Resize(int columns, int rows)
    {
        Settle();
        Tmux("resize-window", "-t", "shown", "-x", Number(columns), "-y", Number(rows));
    }

    /// <summary>Prints.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        pipe.Write(bytes);
        pipe.Flush();
    }

    /// <summary>What the pane shows: rows of glyphs, and the cursor.</summary>
    public (List<IReadOnlyList<Glyph>> Rows, int CursorRow, int CursorColumn, bool CursorVisible) Capture()
    {
        Settle();
        string[] facts = Tmux("display-message", "-p", "-t", "shown", "#{cursor_x} #{cursor_y} #{cursor_flag} #{pane_width}").Trim().Split(' ');
        string[] lines = Tmux("capture-pane", "-t", "shown", "-e", "-p", "-N").Split('\n')[..^1];
        int Fact(int index) => int.Parse(facts[index], CultureInfo.InvariantCulture);
        return (CaptureParser.Parse(lines), Fact(1), Math.Min(Fact(0), Fact(3) - 1), Fact(2) == 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        pipe.Dispose();
        Tmux("kill-server");
        folder.Delete(recursive: true);
    }

    /// <summary>A title that arrives says that all before it has: it touches nothing that is compared.</summary>
    private void Settle()
    {
        string fence = $"fence-{++fences}";
        Write(Encoding.ASCII.GetBytes($"\e]2;{fence}\e\\"));
        long limit = Stopwatch.GetTimestamp() + (10 * Stopwatch.Frequency);
        while (Tmux("display-message", "-p", "-t", "shown", "#{pane_title}").Trim() != fence)
        {
            if (Stopwatch.GetTimestamp() > limit)
            {
                throw new TimeoutException("tmux does not show what was written to it");
            }
        }
    }

    private string Tmux(params ReadOnlySpan<string> arguments) => Run("tmux", ["-S", Path.Combine(folder.FullName, "socket"), .. arguments]);

    private static string Run(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment.Remove("TMUX");
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["LANG"] = "C.UTF-8";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {output}");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
