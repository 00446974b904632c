using Godwit.Sync;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>Executing what the user did (spec 03 section 2.3).</summary>
public sealed partial class ServerSession
{
    private void Execute(Attachment attachment, Instant now)
    {
        bool hadEvents = false, hadKeys = false;
        (int Columns, int Rows)? last = null;
        while (attachment.TryRead(out UserEvent userEvent))
        {
            if (userEvent.Facts is { } facts)
            {
                emulator.SetFacts(facts);
                emulator.AwaitsFacts &= !facts.IsSettled;
                TakeReplies();
                continue;
            }

            hadEvents = true;
            if (userEvent.Kind == UserEventKind.Resize)
            {
                // Of a run of sizes only the last acts.
                last = (userEvent.Columns, userEvent.Rows);
                continue;
            }

            hadKeys = true;
            Resize(ref last);
            translated.ResetWrittenCount();
            translator.Translate(userEvent.Octets, Screen.Modes.ApplicationCursorKeys, translated, emulator.BackarrowIsBackspace);
            input.Append(translated.WrittenSpan);
        }

        translated.ResetWrittenCount();
        translator.EndBatch(translated);
        input.Append(translated.WrittenSpan);
        Resize(ref last);
        attachment.Executed(hadEvents, hadKeys, now);
    }

    private void Resize(ref (int Columns, int Rows)? size)
    {
        if (size is ( > 0, > 0) wanted)
        {
            emulator.Resize(wanted.Columns, wanted.Rows);
            EndHold();
            MarkScreenChanged();

            // Mode 2048: a program may have asked to be told.
            TakeReplies();
            resize = (Screen.Width, Screen.Height);
        }

        size = null;
    }
}
