using System.Buffers;
using System.Text;
using Godwit.Display;
using Godwit.Platform;
using Godwit.Terminal;

namespace Godwit.Client;

/// <summary>
/// The user's real terminal: raw mode, what it shows, and the way back to how it was found. <see cref="Leave"/> may be called
/// at any time and any number of times.
/// </summary>
internal sealed class UserTerminal : IDisposable
{
    private readonly RawTerminal raw;
    private readonly TerminalProfile profile;
    private readonly FrameWriter frames = new();
    private readonly ArrayBufferWriter<byte> output = new(16 * 1024);
    private Screen? shown;
    private bool isEntered;

    /// <summary>Looks at the terminal; changes nothing yet.</summary>
    /// <param name="raw">The terminal on the standard streams; owned from now on.</param>
    /// <param name="profile">What it can do.</param>
    public UserTerminal(RawTerminal raw, TerminalProfile profile)
    {
        this.raw = raw;
        this.profile = profile;
    }

    /// <summary>The descriptor that keys come from.</summary>
    public int InputDescriptor => RawTerminal.InputDescriptor;

    /// <summary>Raw mode, the alternate screen, application cursor keys.</summary>
    public void Enter()
    {
        raw.EnterRawMode();
        isEntered = true;
        shown = null;
        output.ResetWrittenCount();
        TerminalSession.WriteOpen(profile.Start, output);
        output.Write(profile.SaveTitle);
        Flush();
    }

    /// <summary>Makes the terminal show a screen: one write, and none if it shows it already.</summary>
    public void Draw(Screen wanted)
    {
        output.ResetWrittenCount();
        frames.Write(shown, wanted, profile.Capabilities, output);
        shown = wanted;
        if (output.WrittenCount > 0)
        {
            Flush();
        }
    }

    /// <summary>Forgets what the terminal shows, so that the next frame paints everything.</summary>
    public void Invalidate() => shown = null;

    /// <summary>Puts everything back: modes, screen, title, termios.</summary>
    public void Leave()
    {
        if (!isEntered)
        {
            return;
        }

        isEntered = false;
        output.ResetWrittenCount();
        output.Write(profile.RestoreTitle);
        TerminalSession.WriteClose(profile.End, profile.Capabilities, output);
        Flush();
        raw.Restore();
    }

    /// <summary>Takes what the user typed.</summary>
    public IoResult Read(Span<byte> buffer) => raw.Read(buffer);

    /// <summary>The window's size; 80x24 where the terminal does not say.</summary>
    public (int Columns, int Rows) Size() =>
        raw.TryGetWindowSize(out int columns, out int rows) && columns > 0 && rows > 0 ? (columns, rows) : (80, 24);

    /// <summary>A line for the user, outside of the session's screen.</summary>
    public static void Say(string line) => FileDescriptor.WriteAll(RawTerminal.OutputDescriptor, Encoding.UTF8.GetBytes(line + "\r\n"));

    /// <inheritdoc/>
    public void Dispose()
    {
        Leave();
        raw.Dispose();
    }

    private void Flush() => raw.WriteAll(output.WrittenSpan);
}
