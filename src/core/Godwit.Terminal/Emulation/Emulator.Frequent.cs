namespace Godwit.Terminal;

/// <content>
/// The sequences that floods consist of, past the large table of functions: looking one up there takes 45 instructions, more than moving
/// the cursor does.
/// </content>
public sealed partial class Emulator
{
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
