using System.Globalization;
using System.Text;

namespace Godwit.Interop.Harness;

/// <summary>
/// One tmux server with its own socket, spoken to through a control client (one process for all commands, so that looking at a
/// screen every few milliseconds costs next to nothing). Calls may come from several tasks; they are answered one after another.
/// </summary>
internal sealed class Tmux : IAsyncDisposable
{
    private const string KeeperSession = "keeper";
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortLimit = TimeSpan.FromSeconds(10);

    private readonly ChildProcess control;
    private readonly SemaphoreSlim turn = new(1, 1);

    private Tmux(ChildProcess control) => this.control = control;

    public static async Task<Tmux> StartAsync(TestFolder folder)
    {
        string tmux = Programs.Installed("tmux", "tmux");
        Dictionary<string, string> environment = folder.Environment;
        environment["TERM"] = "xterm-256color";
        // no-output: what the panes print is not copied to us. ignore-size: the control client's size does not matter.
        string[] arguments =
        [
            "-S", folder["tmux"], "-f", "/dev/null", "-C",
            "new-session", "-d", "-s", KeeperSession, "sleep infinity", ";",
            "set-option", "-g", "status", "off", ";",
            "set-option", "-g", "automatic-rename", "off", ";",
            "set-option", "-g", "allow-rename", "off", ";",
            "set-option", "-g", "remain-on-exit", "on", ";",
            "set-option", "-s", "escape-time", "0", ";",
            "set-option", "-g", "default-terminal", await InnerTermAsync(folder), ";",
            "attach-session", "-f", "no-output,ignore-size", "-t", KeeperSession,
        ];
        return new Tmux(ChildProcess.Start(new ChildStart(tmux, arguments, environment)));
    }

    /// <summary>Runs one tmux command and returns the lines it prints. A tmux error fails the test.</summary>
    public async Task<List<string>> RunAsync(params string[] words)
    {
        await turn.WaitAsync();
        try
        {
            byte[] line = Encoding.UTF8.GetBytes(Shell.Join(words) + "\n");
            using var limit = new CancellationTokenSource(AnswerLimit);
            await control.Input.WriteAsync(line, limit.Token);
            await control.Input.FlushAsync(limit.Token);
            return await ReadAnswerAsync(words, limit.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Ends the control client. The tmux server itself goes with the folder's processes.</summary>
    public async ValueTask DisposeAsync()
    {
        await control.DisposeAsync();
        turn.Dispose();
    }

    /// <summary>
    /// <c>%begin TIME NUMBER FLAGS</c>, the lines, <c>%end TIME NUMBER FLAGS</c> or <c>%error …</c>. Flag 1 marks the answers to our own
    /// input; everything else is a notification.
    /// </summary>
    private async Task<List<string>> ReadAnswerAsync(string[] words, CancellationToken limit)
    {
        string? guard = null;
        var lines = new List<string>();
        while (true)
        {
            string line = await control.Output.ReadLineAsync(limit)
                ?? throw new InvalidOperationException($"tmux ended at the command {string.Join(' ', words)}: {string.Join(' ', lines)} {await control.Error}");
            if (guard is null)
            {
                guard = line.StartsWith("%begin ", StringComparison.Ordinal) && line.EndsWith(" 1", StringComparison.Ordinal) ? line["%begin".Length..] : null;
            }
            else if (line == "%end" + guard)
            {
                return lines;
            }
            else if (line == "%error" + guard)
            {
                throw new InvalidOperationException($"tmux {string.Join(' ', words)}: {string.Join(' ', lines)}");
            }
            else
            {
                lines.Add(line);
            }
        }
    }

    /// <summary>The TERM of programs in tmux: its own entry where terminfo has it.</summary>
    private static async Task<string> InnerTermAsync(TestFolder folder)
    {
        string infocmp = Programs.Installed("infocmp", "ncurses-bin");
        ChildResult known = await ChildProcess.RunAsync(new ChildStart(infocmp, ["tmux-256color"], folder.Environment), ShortLimit);
        return known.ExitCode == 0 ? "tmux-256color" : "screen-256color";
    }

    /// <summary>A number as tmux reads it.</summary>
    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
