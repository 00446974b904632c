using System.Text;

namespace Godwit.Platform;

/// <summary>
/// Tells what becomes of a session, a line for each event: in a file, on standard error, or in both; quiet if nobody asked. Never keys or contents: callers hand over
/// addresses, times and names only.
/// </summary>
public sealed class EventLog : IDisposable
{
    // sd-daemon(3): the journal takes the level from it.
    private const string JournalLevel = "<6>";

    private readonly LogFile? file;
    private readonly int port;
    private readonly bool isVerbose;
    private readonly bool isJournal = JournalStream.IsStandardError;

    /// <summary>Opens the file, if there is one to be written; see <see cref="Problem"/>.</summary>
    /// <param name="port">The session's UDP port.</param>
    /// <param name="path">The file; null or empty for none.</param>
    /// <param name="isVerbose">Standard error is told, too. Where that is the journal's, it is in any case.</param>
    public EventLog(int port, string? path, bool isVerbose)
    {
        this.port = port;
        this.isVerbose = isVerbose;
        if (path is { Length: > 0 })
        {
            file = new LogFile(path);
            Problem = file.Open() is { Length: > 0 } reason ? $"{path} {reason}" : "";
        }
    }

    /// <summary>Why the file cannot be written, as a sentence without its end; empty if it can, or if there is none.</summary>
    public string Problem { get; } = "";

    /// <summary>Why a file cannot be a log, as a sentence without its end; empty if it can, and then it is there.</summary>
    /// <param name="path">Its name.</param>
    public static string ProblemOf(string path)
    {
        using var log = new EventLog(0, path, isVerbose: false);
        return log.Problem;
    }

    /// <summary>True if somebody listens.</summary>
    public bool IsOn => file is not null || SaysOnError;

    private bool SaysOnError => isVerbose || isJournal;

    /// <summary>Tells an event.</summary>
    /// <param name="name">One word.</param>
    /// <param name="fields">Names and values in turn; what a value holds is escaped and cut.</param>
    public void Write(string name, params ReadOnlySpan<string> fields)
    {
        if (!IsOn)
        {
            return;
        }

        string line = EventLine.Format(DateTime.UtcNow, Environment.ProcessId, port, name, fields);
        file?.Append(Encoding.ASCII.GetBytes(line));
        if (SaysOnError)
        {
            FileDescriptor.WriteText(FileDescriptor.StandardError, isJournal ? JournalLevel + line : line);
        }
    }

    /// <summary>A sentence on standard error, for what is no event of the session.</summary>
    /// <param name="program">The name that it begins with.</param>
    /// <param name="sentence">With its full stop.</param>
    public void Note(string program, string sentence)
    {
        if (SaysOnError)
        {
            FileDescriptor.WriteText(FileDescriptor.StandardError, $"{(isJournal ? JournalLevel : "")}{program}: {sentence}\n");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();
}
