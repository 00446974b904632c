using Godwit.Sync;
using Godwit.Transport;

namespace Godwit.Session;

/// <summary>What the client's prediction is judged by: which keys the screen answers, and who reads them. It travels with the screen.</summary>
public sealed partial class Attachment
{
    private Instant programDueAt = Instant.Never;

    /// <summary>When <see cref="UpdateAnswers"/> will have something to do if nothing happens.</summary>
    internal Instant AnswerDeadline => Instant.Min(echoAck.NextDeadline, programDueAt);

    /// <summary>The program can read all that was executed.</summary>
    internal void HandOver() => echoAck.HandOver();

    /// <summary>The program has written something.</summary>
    internal void NoteOutput() => echoAck.NoteOutput();

    /// <summary>Once a turn, after the program's output: moves the echo acknowledgement on, and tells what changed at the program.</summary>
    internal void UpdateAnswers(Instant now, in ProgramState program, bool isHeld)
    {
        bool travels = screenChanged;
        echoAck.SetProgram(program.Name, program.IsCanonical);
        if (echoAck.Update(now, screenChanged, isHeld))
        {
            Connection.Local.EchoAck = echoAck.Value;
            Connection.MarkLocalChanged();
            travels = true;
        }

        UpdateProgram(now, program, travels);
        screenChanged = false;
    }

    /// <summary>The same while the picture is held back: the end of an echo does not wait for a picture, all else speaks of what it shows.</summary>
    internal void UpdateHeldAnswers(Instant now, in ProgramState program)
    {
        if (HidesMore(program))
        {
            UpdateProgram(now, program, travels: false);
        }
    }

    private void UpdateProgram(Instant now, in ProgramState program, bool travels)
    {
        if (program == Connection.Local.Program || !Connection.Features.Has(Features.Program))
        {
            programDueAt = Instant.Never;
            return;
        }

        programDueAt = Instant.Min(programDueAt, now + EchoAckClock.RideMs);
        if (travels || HidesMore(program) || now >= programDueAt)
        {
            programDueAt = Instant.Never;
            Connection.Local.Program = program;
            Connection.MarkLocalChanged();
        }
    }

    /// <summary>True if a client that believed what it was told could show what is not to be seen.</summary>
    private bool HidesMore(in ProgramState program)
    {
        ProgramState told = Connection.Local.Program;
        return (told.Echo && !program.Echo) || (program.IsSecret && !told.IsSecret);
    }
}
