using System.Globalization;
using Godwit.Transport;

namespace Godwit.Session;

/// <content>What waits to be sent, and the key that takes it back.</content>
public sealed partial class ClientSession
{
    private const byte Interrupt = 0x03;

    private readonly WaitingInput waiting = new();
    private PasteTracker passedOn;

    /// <summary>
    /// A lone Ctrl-C, typed by the user while something that was typed or pasted before waits to be sent: drops what waits. The Ctrl-C itself is
    /// still to be given to <see cref="HandleInput"/>. Octets of a paste are never taken for it: neither between paste brackets nor beside others
    /// in one read.
    /// </summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="typed">All that was read at once.</param>
    public void DropWaitingIfInterrupted(Instant now, ReadOnlySpan<byte> typed)
    {
        if (IsClosing || waiting.Length == 0 || filter.IsPasting || filter.IsPending || prompt.IsOpen || !IsLoneInterrupt(typed))
        {
            return;
        }

        int dropped = waiting.Length;
        waiting.Clear();
        if (passedOn.IsInside)
        {
            // The program has seen the start of the paste.
            waiting.Append("\e[201~"u8);
        }

        bar.Show(now, string.Create(CultureInfo.InvariantCulture, $"Ctrl-C: {dropped} octets that were typed or pasted before it are not sent."), NoticeMs);
    }

    private static bool IsLoneInterrupt(ReadOnlySpan<byte> typed) =>
        typed is [Interrupt] || (EncodedKey.TryRead(typed, out byte octet, out bool isPress, out int length) && isPress && octet == Interrupt && length == typed.Length);

    /// <summary>Moves typed octets on as far as the unacknowledged ones leave room.</summary>
    private void PassOn(Instant now)
    {
        if (IsClosing || waiting.Length == 0)
        {
            return;
        }

        bool keepsParts = Connection.Features is { Bits: var bits } && (bits & PeerFeatures.Packed) != 0;
        int room = InputWindow.Room(
            Connection.Local.Held, waiting.Length, Connection.InboundLoss, Connection.Counters.DatagramsReceived, keepsParts);
        while (waiting.Length > 0 && room > 0)
        {
            ReadOnlySpan<byte> oldest = waiting.Oldest;
            if (oldest.Length >= room && waiting.Length > room)
            {
                oldest = oldest[..KeyBoundary.Before(oldest[..room])];
                room = oldest.Length;
                if (room == 0)
                {
                    return;
                }
            }

            passedOn.AdvanceAll(oldest);
            Connection.Local.Append(oldest);
            Connection.MarkLocalChanged();
            room -= oldest.Length;
            waiting.Consume(oldest.Length);
            answers.NoteTyped(now, Connection.SentNumber + 1);
        }
    }
}
