using Godwit.Terminal;

namespace Godwit.Prediction;

/// <content>What is known of the program: whether it shows what is typed, and how it edits.</content>
public sealed partial class PredictionEngine
{
    // Nothing after this user state is known to be shown until the server's screen answers it.
    private ulong breakFrame;

    // What stood around the cursor when a line was entered: a prompt that looks the same afterwards must be another one.
    private int enteredRow;
    private Row? enteredLine;
    private Row? enteredAbove;
    private bool hasEntered;

    // The prompt of this line counts once, however much is typed behind it.
    private bool isPromptLearned;

    // Lines entered that no prompt has answered, and since when the line with the cursor looks as it does.
    private int openLines;
    private long stillSince;

    // Lines that were shown as they were typed, from the first column on, with nothing asking for them; and since when the server has answered the last Enter.
    private int bareLines;
    private long answeredAt = PendingKey.NotYet;

    private bool? inserts;
    private bool movesAll;
    private bool isAtPrompt;

    // Characters of this context that came true; and whether it was begun before text that the user has not typed.
    private int echoes;
    private bool beginsBeforeText;
    private Style typingStyle;

    private bool IsLineEditor => isAtPrompt || (program.IsKnown && !program.IsCanonical && ProgramKnowledge.IsLineEditor(program.Name));

    private EditingRules Rules() => new()
    {
        IsKernel = program.IsKernelEcho,
        KernelKeys = (program.Erase, program.WordErase, program.Kill),
        Inserts = !program.IsKernelEcho && !options.Overwrites && (inserts ?? ((IsLineEditor && !beginsBeforeText) || ProgramKnowledge.IsEditor(program.Name))),
        MovesAll = movesAll,
        IsLineEditor = IsLineEditor,
        MayScroll = (program.IsKernelEcho || IsLineEditor) && !truth!.Modes.AlternateScreen,
        LineStart = lineStart,
        StartIsFirm = lineStartIsFirm,
        Style = truth!.Pool.Styles.Intern(typingStyle),
        AmbiguousIsWide = AmbiguousIsWide,
    };

    private void NoteProgram(long now, in TruthAtServer told)
    {
        TruthAtServer before = program;
        program = told;
        if (!told.IsKnown)
        {
            return;
        }

        bool isOther = !before.IsKnown || told.ForegroundChanges != before.ForegroundChanges;
        if (isOther)
        {
            takesCommands = true;
            commandsAreProven = false;
            awaitsText = false;
            awaitsMotion = false;
            isInCommandLine = false;
            watchedTimes = 0;
            kernel.BeginProgram(now, told.Name, acknowledged);
            inserts = null;
            movesAll = false;
            lateness = 0;
        }

        else if (told.Name != before.Name)
        {
            // The shell that was to become this program has become it.
            kernel.BeginProgram(now, told.Name, acknowledged);
            if (told.IsKernelEcho && kernel.IsAtRisk)
            {
                Doubt();
            }
        }

        if (told.IsHidden)
        {
            kernel.NoteHidden();
        }
        else if (before.IsHidden)
        {
            kernel.NoteShownAgain(now);
        }

        if (isOther || told.IsKernelEcho != before.IsKernelEcho || told.IsHidden)
        {
            Doubt();
        }
    }

    /// <summary>From here on nothing is known to be shown.</summary>
    private void Doubt()
    {
        isSure = false;
        echoes = 0;
        isAtPrompt = false;
        hasTypedText = false;
        lineStart = NoLine;
        lineStartIsFirm = false;
        context++;
        if (options.Display == PredictionDisplay.Experimental)
        {
            return;
        }

        for (int i = 0; i < count; i++)
        {
            pending[i].IsSure = false;
        }
    }

    /// <summary>What is typed now is known to be shown.</summary>
    private void Trust()
    {
        isSure = true;
        TrustContext(context);
    }

    private void TrustContext(int trusted)
    {
        isSure |= trusted == context;
        for (int i = 0; i < count; i++)
        {
            pending[i].IsSure |= pending[i].Context == trusted;
        }
    }

    private void NoteEntered(long now, ulong frame, ulong? promptText)
    {
        openLines = answeredAt != PendingKey.NotYet && now - answeredAt >= KernelTrust.SettleMs ? 1 : openLines + 1;
        answeredAt = PendingKey.NotYet;
        hasEntered = true;
        isPromptLearned = false;
        isAtPrompt = false;
        enteredRow = anchor.Row;
        enteredLine = truth![enteredRow];
        enteredAbove = enteredRow > 0 ? truth[enteredRow - 1] : null;
        kernel.EnterLine(frame, promptText);
    }

    /// <summary>Looks whether the newest screen says that what is typed next will be shown.</summary>
    private void NoteAnswers(long now)
    {
        if (answeredAt == PendingKey.NotYet && acknowledged >= breakFrame)
        {
            answeredAt = now;
        }

        if (program.IsKernelEcho)
        {
            kernel.NoteAnswer(now, acknowledged);
            if (!kernel.IsAtRisk && acknowledged >= breakFrame)
            {
                Trust();
            }

            if (lineStart.Row < 0 && (count == 0 || pending[0].Frame > acknowledged))
            {
                (lineStart, lineStartIsFirm) = (anchor, true);
            }
        }
        else if (!isSure && acknowledged >= breakFrame && !program.IsHidden)
        {
            RecognizePrompt(now);
            if (lineStart.Row < 0 && count > 0 && pending[0] is { Key.Kind: KeyKind.Text } first && first.Context == context && first.Frame > acknowledged
                && anchor != echoEnd && !ProgramKnowledge.IsEditor(program.Name))
            {
                lineStart = anchor;
            }
        }
    }

    /// <summary>
    /// Of two lines that were typed ahead the first one's prompt says little: the shell has the second in hand already, and that may begin a program that
    /// hides what follows. A prompt that stays says that it has taken all of them.
    /// </summary>
    private bool IsStill(long now) => openLines <= 1 || now - stillSince >= StillMs;

    private const long StillMs = 400;

    // Lines look alike where empty ones are entered at the bottom; a row that was written or moved is another object.
    private bool IsStillAs(Screen before)
    {
        int row = truth!.CursorRow;
        return row == before.CursorRow
            && truth.CursorColumn == before.CursorColumn
            && ReferenceEquals(truth[row], before[row])
            && (row == 0 || ReferenceEquals(truth[row - 1], before[row - 1]));
    }

    private void RecognizePrompt(long now)
    {
        if (!IsStill(now))
        {
            return;
        }

        Row row = truth![anchor.Row];
        ReadOnlySpan<Cell> left = row.Cells[..anchor.Column];
        int end = prompts.Find(row, anchor.Column, truth.Pool);
        if (end < 0 && anchor.Column > 0 && hasEntered && IsMarkedPrompt(row, left))
        {
            end = anchor.Column;
        }

        if (end < 0 || (hasEntered && !IsNewLine(now, end)))
        {
            return;
        }

        hasEntered = false;
        openLines = 0;
        isAtPrompt = true;
        (lineStart, lineStartIsFirm) = ((anchor.Row, end), true);
        hasTypedText = true;
        Trust();
    }

    // The shell says so itself (OSC 133), or one is known to run its line editor and the text ends like a prompt.
    private bool IsMarkedPrompt(Row row, ReadOnlySpan<Cell> left) =>
        row.Mark.HasFlag(RowMark.Input)
        || (program.IsKnown && !program.IsCanonical && ProgramKnowledge.IsLineEditor(program.Name) && PromptMemory.EndsLikeShell(left));

    /// <summary>
    /// True if what follows a line may still be a program that is about to hide what is typed. Without a prompt a character that was echoed says little:
    /// the kernel echoes until the program stops it. So it does while a program has yet to read a line that was typed ahead.
    /// </summary>
    private bool IsBareAtRisk(long now, int column) =>
        !program.IsKnown && hasEntered && (openLines > 1 || (column == 0 && bareLines < KernelTrust.LinesMin)) && (answeredAt == PendingKey.NotYet || now - answeredAt < KernelTrust.SettleMs);

    // Clusters have other numbers in another pool.
    private static bool IsSameText(ReadOnlySpan<Cell> a, ReadOnlySpan<Cell> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i].Glyph != b[i].Glyph && !a[i].IsCluster && !b[i].IsCluster && !(CellText.IsBlank(a[i]) && CellText.IsBlank(b[i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True if the line with the cursor is not the one that was entered.</summary>
    private bool IsNewLine(long now, int promptEnd)
    {
        Row row = truth![anchor.Row];
        if (anchor.Row != enteredRow || enteredLine!.Width != truth.Width)
        {
            return true;
        }

        if (anchor.Row > 0 && !truth[anchor.Row - 1].ContentEquals(enteredAbove!))
        {
            return true;
        }

        if (!IsSameText(row.Cells[..promptEnd], enteredLine.Cells[..promptEnd]))
        {
            // The prompt was not there: a program that had the whole screen has left it. Or the line was typed ahead of the prompt; then that does not stay.
            return now - stillSince >= StillMs;
        }

        return promptEnd == anchor.Column && CellText.IsBlank(row.Cells[promptEnd]) && !CellText.IsBlank(enteredLine.Cells[promptEnd]);
    }
}
