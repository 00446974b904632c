using System.Globalization;
using System.Text;
using Godwit.Interop.Screens;

namespace Godwit.Interop.Harness;

/// <summary>A terminal in the user's hands: one tmux pane of a given size with one program in it.</summary>
internal sealed class TmuxTerminal
{
    // tmux refuses command lines above 16 KiB; each byte costs three characters.
    private const int KeysPerCommandMax = 2000;

    private readonly Tmux tmux;
    private readonly string target;

    private TmuxTerminal(Tmux tmux, string target)
    {
        this.tmux = tmux;
        this.target = target;
    }

    /// <summary>Opens a terminal. The program sees only this environment, TERM, and what tmux adds.</summary>
    public static async Task<TmuxTerminal> OpenAsync(Tmux tmux, string name, int columns, int rows, IReadOnlyList<string> program)
    {
        await tmux.RunAsync(["new-session", "-d", "-s", name, "-x", Tmux.Number(columns), "-y", Tmux.Number(rows), "exec " + Shell.Join(program)]);
        return new TmuxTerminal(tmux, name + ":");
    }

    public Task ResizeAsync(int columns, int rows) => tmux.RunAsync("resize-window", "-t", target, "-x", Tmux.Number(columns), "-y", Tmux.Number(rows));

    /// <summary>Types text as its UTF-8 bytes.</summary>
    public Task TypeAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Presses keys by tmux's names (<c>Left</c>, <c>C-a</c>, <c>BSpace</c>): tmux chooses the bytes as a terminal does.</summary>
    public Task PressAsync(params string[] keys) => tmux.RunAsync(["send-keys", "-t", target, .. keys]);

    /// <summary>Pastes a file in one go. Line feeds become carriage returns, as a terminal does.</summary>
    public async Task PasteAsync(string file)
    {
        await tmux.RunAsync("load-buffer", "-b", "interop", file);
        await tmux.RunAsync("paste-buffer", "-d", "-b", "interop", "-t", target);
    }

    public async Task<Screen> CaptureAsync()
    {
        List<string> lines = await tmux.RunAsync("capture-pane", "-e", "-p", "-N", "-t", target);
        List<string> facts = await tmux.RunAsync("display-message", "-p", "-t", target, "#{cursor_x} #{cursor_y} #{cursor_flag} #{pane_width} #{pane_title}");
        string[] words = facts[0].Split(' ', 5);
        int Fact(int index) => int.Parse(words[index], CultureInfo.InvariantCulture);
        // With a wrap pending, tmux's cursor stands behind the last column.
        int column = Math.Min(Fact(0), Fact(3) - 1);
        return new Screen(CaptureParser.Parse(lines), Row: Fact(1), column, CursorVisible: Fact(2) == 1, Title: words[4]);
    }

    /// <summary>The column, from 0, in which tmux has the last such text: captures are text, and do not tell how wide tmux takes a character to be.</summary>
    public async Task<int> ColumnOfAsync(string text)
    {
        await tmux.RunAsync("copy-mode", "-t", target);
        await tmux.RunAsync("send-keys", "-t", target, "-X", "bottom-line");
        await tmux.RunAsync("send-keys", "-t", target, "-X", "end-of-line");
        await tmux.RunAsync("send-keys", "-t", target, "-X", "search-backward", text);
        List<string> column = await tmux.RunAsync("display-message", "-p", "-t", target, "#{copy_cursor_x}");
        await tmux.RunAsync("send-keys", "-t", target, "-X", "cancel");
        return int.Parse(column[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the screen meets the condition, and returns that screen.</summary>
    public async Task<Screen> WaitForAsync(string what, Func<Screen, bool> condition, Func<string>? logs = null, TimeSpan? deadline = null)
    {
        Screen? last = null;
        await Wait.UntilAsync(
            what,
            async () => condition(last = await CaptureAsync()),
            () => Task.FromResult($"The screen:\n{last}\n{logs?.Invoke()}"),
            deadline);
        return last!;
    }

    private async Task SendAsync(byte[] bytes)
    {
        foreach (byte[] part in bytes.Chunk(KeysPerCommandMax))
        {
            await tmux.RunAsync(["send-keys", "-t", target, "-H", .. part.Select(value => value.ToString("x2", CultureInfo.InvariantCulture))]);
        }
    }
}
