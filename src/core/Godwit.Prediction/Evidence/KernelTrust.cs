namespace Godwit.Prediction;

/// <summary>
/// When a key may be shown at once because the kernel will echo it. The kernel does, until the program turns the echo off; and it does that between two
/// lines, or before it reads its first one. So there the next keys are at risk until the server says that the echo stayed on.
/// </summary>
internal sealed class KernelTrust
{
    /// <summary>
    /// Milliseconds after a line, or after its start, in which a program that is going to hide its input will have done so. su, sudo and login take 10 to 300
    /// here; those that take longer are known by name.
    /// </summary>
    public const long SettleMs = 1000;

    /// <summary>Bare lines, each begun after the one before was answered, before the next is taken to be one of the same kind.</summary>
    public const int LinesMin = 2;

    /// <summary>The same prompt so many times, and each time what was typed was shown.</summary>
    private const int PromptsMin = 3;

    private int lines;
    private int prompts;
    private ulong prompt;
    private bool sawHidden;
    private bool isAsker;
    private bool isReader;
    private long riskSince;
    private ulong riskFrame;
    private bool hasAnswer;

    /// <summary>True while the next keys may go to a program that hides them.</summary>
    public bool IsAtRisk { get; private set; } = true;

    private bool IsProven => isReader || (!sawHidden && !isAsker && (lines >= LinesMin || prompts >= PromptsMin));

    /// <summary>When <see cref="Update"/> may end the risk by itself.</summary>
    public long NextDeadline => IsAtRisk && hasAnswer && !isAsker ? riskSince + SettleMs : long.MaxValue;

    /// <summary>Another program reads from now on.</summary>
    public void BeginProgram(long now, string? name, ulong acknowledged)
    {
        (lines, prompts, prompt, sawHidden) = (0, 0, 0, false);
        isAsker = ProgramKnowledge.IsAsker(name);
        isReader = ProgramKnowledge.IsLineReader(name);

        // A line that was typed ahead is for this one.
        (riskSince, hasAnswer) = (now, acknowledged >= riskFrame);
        IsAtRisk = !isReader;
    }

    /// <summary>The program hides what is typed.</summary>
    public void NoteHidden() => (sawHidden, IsAtRisk, hasAnswer) = (true, true, false);

    /// <summary>The program shows what is typed again.</summary>
    public void NoteShownAgain(long now) => (riskSince, hasAnswer) = (now, true);

    /// <summary>A line was entered.</summary>
    /// <param name="frame">Carries the key.</param>
    /// <param name="promptText">A number for what the line began with; 0 if it was bare, null if that is not known.</param>
    public void EnterLine(ulong frame, ulong? promptText)
    {
        bool wasProven = IsProven;
        if (hasAnswer && promptText is { } text)
        {
            lines = text == 0 ? lines + 1 : 0;
            prompts = text != 0 && text == prompt ? prompts + 1 : text != 0 ? 1 : 0;
            prompt = text;
        }

        if (!wasProven)
        {
            (IsAtRisk, riskFrame, hasAnswer) = (true, frame, false);
        }
    }

    /// <summary>The echo is on in the server's newest screen.</summary>
    /// <param name="now">The time.</param>
    /// <param name="acknowledged">The newest user state that it shows.</param>
    public void NoteAnswer(long now, ulong acknowledged)
    {
        if (!hasAnswer && acknowledged >= riskFrame)
        {
            (hasAnswer, riskSince) = (true, now);
        }
    }

    /// <summary>The program has printed something that no key explains: perhaps it asks for something now.</summary>
    public void NoteOutput(long now)
    {
        if (IsProven)
        {
            return;
        }

        IsAtRisk = true;
        riskSince = hasAnswer ? now : riskSince;
    }

    /// <summary>Time has passed.</summary>
    /// <returns>True if the risk has just ended.</returns>
    public bool Update(long now)
    {
        if (!IsAtRisk || !hasAnswer || isAsker || now - riskSince < SettleMs)
        {
            return false;
        }

        IsAtRisk = false;
        return true;
    }
}
