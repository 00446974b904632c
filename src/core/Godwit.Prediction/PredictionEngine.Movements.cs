using Godwit.Terminal;

namespace Godwit.Prediction;

/// <content>Keys that are not text: what they do is learned from what they did.</content>
public sealed partial class PredictionEngine
{
    private readonly MovementMemory movements = new();

    // The key that is being watched, how often it was typed, and what the screen was before.
    private Key watched;
    private int watchedTimes;
    private ulong watchedFrame;
    private Screen? watchedScreen;

    // Letters are commands, as far as is known.
    private bool takesCommands = true;

    // One of them did what it does as a command, since.
    private bool commandsAreProven;

    // vi was given a key after which it takes text, or the first half of a command, or the beginning of its command line.
    private bool awaitsText;
    private bool awaitsMotion;
    private bool isInCommandLine;

    private int ProgramId =>
        1 | (truth!.Modes.AlternateScreen ? 2 : 0) | (int)(CellText.Fingerprint(program.Name ?? "") << 2);

    /// <summary>What a key does if it is not text here.</summary>
    private Movement FindMovement(Key key)
    {
        bool isLetter = key.Kind == KeyKind.Text;
        if (program.IsKernelEcho || program.IsHidden || isAtPrompt || (isLetter ? isSure || !takesCommands : key.Kind == KeyKind.Paste))
        {
            return default;
        }

        if (isLetter && ProgramKeys.IsVi(program.Name))
        {
            return FindCommand(key);
        }

        if (isLetter && ProgramKeys.IsPager(program.Name))
        {
            Movement known = movements.Find(ProgramId, program.Name ?? "", key);
            return known.IsKnown ? known : new(MovementKind.Unforeseen);
        }

        if (key.Kind == KeyKind.Enter)
        {
            return isSure && !isInCommandLine && ProgramKeys.IsVi(program.Name) && IsInText ? new(MovementKind.OpenLine) : default;
        }

        // While vi takes text its cursor keys go one column further than else.
        return movements.Find(ProgramId, isSure ? "" : program.Name ?? "", key);
    }

    private Movement FindCommand(Key key)
    {
        Movement movement = movements.Find(ProgramId, program.Name ?? "", key);
        return movement.Kind switch
        {
            MovementKind.DeleteLine when !awaitsMotion => new(MovementKind.Cursor),
            MovementKind.DeleteLine => movement,

            // What follows is shown as it is typed, so it has to be certain that vi takes commands.
            MovementKind.CommandLine when !commandsAreProven || anchor.Row == truth!.Height - 1 => default,
            _ => awaitsMotion ? default : movement,
        };
    }

    // Not in the last row, where vi takes commands and secrets.
    private bool IsInText => anchor.Row < truth!.Height - 1 && CellText.AreAllBlank(truth[anchor.Row].Cells[anchor.Column..]);

    private void Watch(Key key, Movement movement, ulong frame)
    {
        bool isCandidate = key.Kind is not KeyKind.Paste and not KeyKind.Escape && !(key.Kind == KeyKind.Text && isSure) && !program.IsKernelEcho;
        if (isCandidate && count == 0)
        {
            (watched, watchedTimes, watchedFrame, watchedScreen) = (key, 1, frame, truth);
        }
        else if (watchedTimes > 0 && key == watched && pending[0].Key == watched)
        {
            watchedTimes++;
            watchedFrame = frame;
        }
        else
        {
            watchedTimes = 0;
        }

        if (key.Kind == KeyKind.Text && !isSure)
        {
            awaitsText |= takesCommands && ProgramKeys.IsVi(program.Name) && ProgramKeys.BeginsText(key);
            awaitsMotion = takesCommands && !awaitsMotion && ProgramKeys.IsVi(program.Name) && ProgramKeys.Deletes(key);
            takesCommands &= ProgramKeys.IsPager(program.Name) ? !ProgramKeys.AsksInPager(key) : movement.IsKnown && movement.Kind != MovementKind.CommandLine && !awaitsText;
            commandsAreProven &= takesCommands;
        }
        else if (key.Kind == KeyKind.Escape || (key.Kind == KeyKind.Enter && ProgramKeys.IsPager(program.Name)))
        {
            takesCommands = true;
            commandsAreProven = false;
            awaitsText = false;
            awaitsMotion = false;
        }

        isInCommandLine = movement.Kind == MovementKind.CommandLine || (isInCommandLine && key.Kind is not KeyKind.Enter and not KeyKind.Escape);
    }

    /// <summary>Learns from the newest frame what the watched key did.</summary>
    private void LearnMovement()
    {
        if (watchedTimes == 0 || acknowledged < watchedFrame || watchedScreen is null)
        {
            return;
        }

        int times = watchedTimes;
        watchedTimes = 0;
        Movement movement = Mover.Between(watchedScreen, truth!, times);
        bool isLetter = watched.Kind == KeyKind.Text;
        if (isLetter && isSure)
        {
            return;
        }

        // What is known of a program's keys is more than what can be seen of them once.
        if (!ProgramKeys.Find(program.Name ?? "", watched).IsKnown || !movements.Find(ProgramId, program.Name ?? "", watched).IsKnown)
        {
            movements.Learn(ProgramId, watched, movement, times);
        }

        takesCommands |= isLetter && movement.IsKnown;
    }

    private void ForgetMovements(int keys)
    {
        for (int i = 0; i < keys; i++)
        {
            if (pending[i].Movement.IsKnown)
            {
                movements.Forget(ProgramId, pending[i].Key);
                takesCommands &= ProgramKeys.IsPager(program.Name);
                commandsAreProven = false;
            }
        }
    }

    /// <summary>vi has opened a line, or says in its last row that it takes text now.</summary>
    private void RecognizeText()
    {
        if (!awaitsText || acknowledged < breakFrame)
        {
            return;
        }

        ReadOnlySpan<Cell> last = truth![truth.Height - 1].Cells;
        if (last.Length > 3 && last[0].Glyph == '-' && last[1].Glyph == '-' && CellText.IsBlank(last[2]) && anchor.Row < truth.Height - 1)
        {
            awaitsText = false;
            Trust();
        }
    }
}
