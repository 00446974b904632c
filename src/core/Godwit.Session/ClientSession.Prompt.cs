using System.Diagnostics.CodeAnalysis;
using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Session;

/// <content>The line that the user types for the client itself.</content>
public sealed partial class ClientSession
{
    private const string PromptHint = "-L, -R, -D forward as in ssh; -KL, -KR, -KD with a port cancel; Esc leaves";

    private readonly CommandPrompt prompt;

    /// <summary>
    /// Takes the line that the user has typed after <see cref="ClientCommand.CommandLine"/>, once it is ended; never empty. To be asked after each
    /// <see cref="HandleInput"/>; what became of it is for <see cref="ShowNews"/>.
    /// </summary>
    public bool TryTakeCommandLine([NotNullWhen(true)] out string? line) => prompt.TryTake(out line);

    /// <summary>What there is to say, or what may be typed, above what was typed.</summary>
    private ReadOnlySpan<string> PromptLines(Instant now)
    {
        int width = Connection.Remote.Screen.Width;
        return (string[])[.. LineWrap.Lines(bar.Text(now) ?? PromptHint, width), prompt.Text(width, out _)];
    }

    private void PaintPrompt(ScreenOverlay overlay, ReadOnlySpan<string> lines)
    {
        _ = prompt.Text(overlay.Screen.Width, out int column);
        overlay.TakeKeyboard();
        painter.PaintPrompt(overlay, lines, column, IsConnected);
    }
}
