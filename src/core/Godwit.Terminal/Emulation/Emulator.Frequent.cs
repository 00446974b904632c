namespace Godwit.Terminal;

/// <content>
/// The sequences that floods consist of, past the large table of functions: looking one up there takes 45 instructions, more than moving
/// the cursor does.
/// </content>
public sealed partial class Emulator
{
    internal void FrequentControl(int control)
    {
        if (control == '\n' && !state.NewLineMode)
        {
            state.LastPrinted = 0;
            Index();
        }
        else if (control == '\r' && state.MarginLeft == 0)
        {
            state.LastPrinted = 0;
            Screen.CursorColumn = 0;
            SettleCursor();
        }
        else
        {
            Control(control);
        }
    }

    /// <summary>CR LF, as every line from a pty ends: 20 instructions less than the two of them.</summary>
    internal void NewLine()
    {
        if (state.MarginLeft != 0)
        {
            Control('\r');
            Control('\n');
            return;
        }

        // A line feed that returns, too (mode 20), would find nothing to do.
        state.LastPrinted = 0;
        Screen.CursorColumn = 0;
        Index();
    }

    internal void FrequentCsi(int key, in SequenceParameters parameters)
    {
        if (key == 'm')
        {
            state.LastPrinted = 0;
            SelectGraphicRendition(parameters);
        }
        else if (key == 'H' && !state.OriginMode)
        {
            state.LastPrinted = 0;
            SetCursor(parameters[0] - 1, parameters[1] - 1);
        }
        else
        {
            Csi(key, parameters);
        }
    }
}
