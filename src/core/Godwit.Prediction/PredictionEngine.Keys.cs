namespace Godwit.Prediction;

/// <content>Keys: what each of them begins, and whether what follows it is still known to be shown.</content>
public sealed partial class PredictionEngine
{
    /// <summary>More octets in one read than a hand or an input method makes: text that was pasted without brackets. As stock.</summary>
    public const int PasteMin = 100;

    private int context = 1;
    private bool isSure;
    private bool hasTypedText;
    private (int Row, int Column) lineStart = NoLine;
    private bool lineStartIsFirm;

    // Behind the latest character that came true: a line does not begin there.
    private (int Row, int Column) echoEnd = NoLine;

    private static (int Row, int Column) NoLine => (-1, 0);

    private void HandleKey(long now, Key key, ulong frame, bool isPaste)
    {
        Ledger.NoteKey();
        if (IsOff || truth is null)
        {
            return;
        }

        if (isPaste || (reader.IsPasting && key.Kind != KeyKind.Text) || count == PendingMax)
        {
            key = new Key(KeyKind.Paste);
            if (count > 0 && pending[count - 1].Key.Kind == KeyKind.Paste)
            {
                pending[count - 1] = pending[count - 1] with { Frame = frame };
                return;
            }

            if (count == PendingMax)
            {
                // The last one stands for all that follow.
                EndUnseen(pending[count - 1]);
                count--;
            }
        }

        BeginLine(key);
        if (key.Kind == KeyKind.Text && count == 0 && anchor == lineStart)
        {
            beginsBeforeText = !CellText.IsBlank(truth[anchor.Row].Cells[anchor.Column]) && !(echoEnd.Row == anchor.Row && echoEnd.Column > anchor.Column);
        }

        Movement movement = FindMovement(key);
        Watch(key, movement, frame);
        pending[count++] = new PendingKey
        {
            Key = key,
            Frame = frame,
            At = now,
            Context = context,
            IsSure = IsShownAtOnce || movement.IsKnown,
            Movement = movement,
            ShownAt = PendingKey.NotYet,
            OverdueSince = PendingKey.NotYet,
        };
        NotePredicted();
        EndLine(now, key, frame);
    }

    // What is typed first, with nothing pending before it, shows where the line begins.
    private void BeginLine(Key key)
    {
        if (key.Kind == KeyKind.Text && !hasTypedText)
        {
            hasTypedText = true;
            if (lineStart.Row < 0 && count == 0 && anchor != echoEnd && !ProgramKnowledge.IsEditor(program.Name))
            {
                lineStart = anchor;
                lineStartIsFirm = program.IsKernelEcho;
            }
        }
    }

    private bool IsShownAtOnce => options.Display == PredictionDisplay.Experimental
        || (program.IsKernelEcho && !kernel.IsAtRisk)
        || (isSure && !program.IsHidden);

    private void NotePredicted()
    {
        if (Rehearse(truth!, count) == count)
        {
            pending[count - 1].IsPredicted = true;
            Ledger.NotePredicted();
        }
    }

    /// <summary>Some keys may hand the terminal to somebody who hides what is typed; others leave the place where text goes unknown.</summary>
    private void EndLine(long now, Key key, ulong frame)
    {
        bool isForeseen = pending[count - 1].IsPredicted;
        if (pending[count - 1].Movement.IsKnown && isForeseen)
        {
            if (awaitsText || isInCommandLine)
            {
                context++;
                breakFrame = frame;
                isSure = isInCommandLine;
            }

            return;
        }

        bool entersLine = key.Kind switch
        {
            KeyKind.Enter or KeyKind.Paste => true,
            KeyKind.Control => !isForeseen,
            _ => false,
        };
        if (!entersLine && (isForeseen || key.Kind == KeyKind.Text))
        {
            return;
        }

        ulong? promptText = lineStart.Row < 0 ? null
            : lineStart.Column == 0 ? 0
            : CellText.Fingerprint(truth![lineStart.Row].Cells[..lineStart.Column], truth.Pool);
        bool wasBare = isSure && !isAtPrompt && lineStart is { Row: >= 0, Column: 0 };
        context++;
        isSure = false;
        echoes = 0;
        hasTypedText = false;
        lineStart = NoLine;
        lineStartIsFirm = false;
        breakFrame = frame;
        if (entersLine)
        {
            bareLines = wasBare ? bareLines + 1 : 0;
            NoteEntered(now, frame, promptText);
        }
    }
}
