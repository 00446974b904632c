namespace Godwit.Terminal;

/// <content>Synchronised output, mode 2026.</content>
public sealed partial class Emulator
{
    private Screen? heldFrame;

    /// <summary>
    /// The screen as it was when the program began the update that it is in the middle of (mode 2026); null outside of one. Taken at the
    /// begin, not at the end, so that it is the last finished picture even if one update follows the other without a pause.
    /// </summary>
    public Screen? HeldFrame => Screen.Modes.SynchronizedOutput ? heldFrame : null;

    private void SetSynchronizedOutput(bool on)
    {
        if (Screen.Modes.SynchronizedOutput == on)
        {
            return;
        }

        heldFrame = on ? Screen.Snapshot() : null;
        Screen.Modes = Screen.Modes with { SynchronizedOutput = on };
    }
}
