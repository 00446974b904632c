using System.Buffers;
using System.Text;
using Godwit.Display;
using Godwit.Platform;
using Godwit.Terminal;

namespace Godwit.Client;

/// <summary>
/// The user's real terminal: raw mode, what it shows, and the way back to how it was found. <see cref="Leave"/> may be called
/// at any time and any number of times. Never waits for the terminal to read: while it has not taken a frame, the next one is not made, so the
/// newest wins.
/// </summary>
internal sealed class UserTerminal : IDisposable
{
    // What stock assumes, too, of a terminal that does not know its size (spec 03 section 3.2).
    private const int DefaultColumns = 80;
    private const int DefaultRows = 24;

    // How long a terminal that does not read gets at the end, before it is left as it is.
    private const long LeaveMs = 1000;

    private readonly RawTerminal raw;
    private readonly TerminalOutput terminal = TerminalOutput.Open();
    private readonly SessionMark? mark = SessionMark.OfThisTerminal();
    private readonly FrameWriter frames = new();
    private readonly ArrayBufferWriter<byte> output = new(16 * 1024);
    private TerminalProfile profile;
    private Screen? shown;

    // As it was drawn last, also after Invalidate: tells what there is to take back.
    private Screen? drawn;
    private bool isEntered;
    private TerminalProfile? markedFor;

    /// <summary>Changes nothing yet.</summary>
    /// <param name="raw">The terminal on the standard streams.</param>
    /// <param name="profile">What it can do.</param>
    public UserTerminal(RawTerminal raw, TerminalProfile profile)
    {
        this.raw = raw;
        this.profile = profile;
    }

    /// <summary>The window's size; 80x24 where the terminal does not say.</summary>
    public static (int Columns, int Rows) Size() => RawTerminal.TryGetSize(out WindowSize size) && size is { Columns: > 0, Rows: > 0 }
        ? (size.Columns, size.Rows)
        : (DefaultColumns, DefaultRows);

    /// <summary>A line for the user, outside of the session's screen; left out where nobody reads.</summary>
    public void Say(string line)
    {
        if (!IsStuck)
        {
            terminal.Write(Encoding.UTF8.GetBytes(line + "\n"));
            _ = terminal.Drain(LeaveMs);
        }
    }

    /// <summary>True after <see cref="Leave"/> if the terminal did not take what it was to be left with.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>True while the terminal has not taken what it was given.</summary>
    public bool IsBusy => terminal.IsBusy;

    /// <summary>The descriptor to poll for writing while <see cref="IsBusy"/>.</summary>
    public int OutputDescriptor => terminal.Descriptor;

    /// <summary>What the terminal can do, as far as it is known.</summary>
    public TerminalProfile Profile => profile;

    /// <summary>Raw mode, the alternate screen, application cursor keys. The next frame paints everything.</summary>
    /// <param name="asks">True to ask the terminal what it can do, in the same write; the replies come as typed input.</param>
    public void Enter(bool asks = false)
    {
        raw.EnterRaw();
        isEntered = true;
        shown = null;
        output.ResetWrittenCount();
        TerminalSession.WriteOpen(profile.Start.Span, profile.Capabilities, output);
        output.Write(profile.SchemeReports ? "\e[?2031h"u8 : default);

        // Before the first frame: should anything be printed, the frame paints it over.
        output.Write(asks ? ProbeQueries.Of(profile.Questions) : default);
        Mark();
        Flush();
    }

    /// <summary>Writes what is left of the last frame.</summary>
    /// <returns>True if the terminal has taken all of it, so that the next one may be drawn.</returns>
    public bool TryFlush()
    {
        terminal.Flush();
        return !terminal.IsBusy;
    }

    /// <summary>Makes a terminal that has taken all before show a screen: one write, and none if it shows it already.</summary>
    /// <param name="wanted">Is looked at once more, by the next call.</param>
    public void Draw(Screen wanted)
    {
        output.ResetWrittenCount();
        if (shown is null)
        {
            TerminalSession.WriteForget(profile.Capabilities, drawn, output);
        }

        frames.Write(shown, wanted, profile.Capabilities, output);
        shown = wanted;
        drawn = wanted;
        Flush();
    }

    /// <summary>Draws with what is known better now. What is on the screen is painted again only if it may look different.</summary>
    public void Adopt(TerminalProfile better)
    {
        TerminalProfile before = profile;
        profile = better;
        if (before.Capabilities != better.Capabilities)
        {
            shown = null;
        }

        if (isEntered)
        {
            output.ResetWrittenCount();
            output.Write(better.SchemeReports && !before.SchemeReports ? "\e[?2031h"u8 : default);
            if (!before.Capabilities.KittyKeyboard)
            {
                TerminalSession.WriteOwnKeyboard(better.Capabilities, output);
            }

            Mark();
            Flush();
        }
    }

    /// <summary>As <see cref="Draw"/>, for the last screen of a session: waits a moment for a slow terminal.</summary>
    public void DrawLast(Screen wanted)
    {
        if (terminal.Drain(LeaveMs))
        {
            Draw(wanted);
        }
    }

    /// <summary>Hands an event on.</summary>
    public void Deliver(TerminalEvent one)
    {
        output.ResetWrittenCount();
        EventWriter.Write(one, profile, output);
        Flush();
    }

    /// <summary>Forgets what the terminal shows, so that the next frame paints everything.</summary>
    public void Invalidate() => shown = null;

    /// <summary>Puts everything back: modes, screen, title, termios.</summary>
    /// <param name="discardsInput">
    /// True to throw away what was typed and not read: the rest of a paste was meant for the session, not for the local shell.
    /// </param>
    public void Leave(bool discardsInput = false)
    {
        if (isEntered)
        {
            isEntered = false;
            output.ResetWrittenCount();
            output.Write(profile.SchemeReports ? "\e[?2031l"u8 : default);
            TerminalSession.WriteClose(profile.End.Span, profile.Capabilities, drawn, output);
            Flush();
            IsStuck = !terminal.Drain(LeaveMs);
            drawn = null;
            raw.Restore(discardsInput, waits: !IsStuck);
            markedFor = null;
            if (!IsStuck)
            {
                mark?.Remove();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Leave();
        terminal.Dispose();
    }

    /// <summary>Notes what a client that is killed cannot do any more.</summary>
    private void Mark()
    {
        if (mark is not null && markedFor != profile)
        {
            markedFor = profile;
            mark.Write(raw.FoundModes, TerminalRepair.CloseOf(profile));
        }
    }

    private void Flush()
    {
        if (output.WrittenCount > 0)
        {
            terminal.Write(output.WrittenSpan);
        }
    }
}
