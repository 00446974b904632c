using Godwit.Terminal;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>
/// Holding frames back while a program is in the middle of an update (mode 2026): clients are shown the picture from before it. Acknowledgements
/// and heartbeats go on; echo acknowledgements wait for the next picture, because they speak of what it shows, and so does what is known of the program.
/// </summary>
public sealed partial class ServerSession
{
    /// <summary>How long a picture is held back; a program that needs longer, or forgets to end its update, is drawn as it writes.</summary>
    public const long HoldMs = 150;

    // The picture shown instead of the emulator's screen, if any; and the begin of the update that the last turn saw.
    private Screen? held;
    private Screen? seen;
    private Instant heldUntil;

    /// <returns>True if clients are shown another picture than in the turn before, or the screen itself.</returns>
    private bool UpdateHold(Instant now)
    {
        Screen? begin = emulator.HeldFrame;
        if (!ReferenceEquals(begin, seen))
        {
            seen = begin;
            heldUntil = now + HoldMs;
            Hold(begin);
            return true;
        }

        if (held is not null && now >= heldUntil)
        {
            Hold(null);
        }

        return held is null;
    }

    /// <summary>The window has another size, or the program is gone: the old picture is of no use. An update that goes on is not held again.</summary>
    private void EndHold()
    {
        seen = emulator.HeldFrame;
        Hold(null);
    }

    private void Hold(Screen? frame)
    {
        if (ReferenceEquals(frame, held))
        {
            return;
        }

        held = frame;
        foreach (Attachment attachment in attachments)
        {
            attachment.Hold(frame);
        }
    }
}
