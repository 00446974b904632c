using System.Diagnostics;
using Godwit.Terminal;

namespace Godwit.Cli.Demo;

/// <summary>
/// Types a script into a terminal, looking at the screen as a person does, and notes how long each key takes to show. Reads no
/// clock and owns nothing: the caller gives it the time and the screen and does what it asks for. Times are microseconds.
/// </summary>
/// <remarks>
/// A letter counts as shown when its cell holds it and the cursor is past it; a rub-out when the cursor is back and the row is
/// empty from there. Letters are typed at a pace and watched together; what depends on what is there (rub-out, Enter) waits.
/// </remarks>
/// <param name="steps">The script.</param>
/// <param name="paceMicroseconds">Time between two letters; 0 types at once.</param>
internal sealed class DemoTypist(IReadOnlyList<DemoStep> steps, long paceMicroseconds)
{
    private readonly List<long> latencies = [];
    private readonly Queue<AwaitedKey> awaited = new();
    private int step;
    private int typedInStep;
    private int row;
    private int column;
    private bool isAtPrompt;
    private long lastPress = long.MinValue / 2;

    /// <summary>How long each key took from the press to the screen, in microseconds, in the order of the keys.</summary>
    public IReadOnlyList<long> Latencies => latencies;

    /// <summary>Keys pressed so far whose effect on the screen is measured (all but Enter).</summary>
    public int MeasuredKeys { get; private set; }

    /// <summary>True when everything was typed and shown, and the last prompt is there.</summary>
    public bool IsFinished => step == steps.Count && isAtPrompt;

    /// <summary>When the next letter may be typed; earlier than now while the screen is awaited.</summary>
    public long NextDue => lastPress + paceMicroseconds;

    /// <summary>For a message: what is missing on the screen right now.</summary>
    public string Missing =>
        !isAtPrompt ? $"the shell's prompt (after {step} of {steps.Count} steps)"
        : !awaited.TryPeek(out AwaitedKey key) ? $"the time of step {step + 1}"
        : key.IsRubOut ? $"column {key.Column + 1} to be rubbed out"
        : $"the letter '{key.Letter}' in column {key.Column + 1}";

    /// <summary>Looks at the screen and says what to do. Call again after doing it, until it says wait or finish.</summary>
    /// <param name="now">The time.</param>
    /// <param name="screen">What the user sees now.</param>
    /// <param name="key">The key to send if the answer is <see cref="DemoAction.Press"/>; else 0.</param>
    public DemoAction Next(long now, Screen screen, out byte key)
    {
        key = 0;
        NoteWhatIsShown(now, screen);
        if (!isAtPrompt)
        {
            if (!ShowsPrompt(screen))
            {
                return DemoAction.Wait;
            }

            (isAtPrompt, row, column) = (true, screen.CursorRow, screen.CursorColumn);
        }

        if (step == steps.Count)
        {
            return DemoAction.Finish;
        }

        return steps[step].Kind switch
        {
            DemoStepKind.Type => PressLetter(now, steps[step].Text, out key),
            DemoStepKind.Roam => ChangeAddress(),
            _ when awaited.Count > 0 || now < NextDue => DemoAction.Wait,
            DemoStepKind.RubOut => PressRubOut(now, steps[step], out key),
            _ => PressEnter(now, out key),
        };
    }

    private DemoAction PressLetter(long now, string text, out byte key)
    {
        key = 0;
        bool isRubbingOut = awaited.TryPeek(out AwaitedKey last) && last.IsRubOut;
        if (now < NextDue || isRubbingOut)
        {
            return DemoAction.Wait;
        }

        char letter = text[typedInStep];
        Debug.Assert(letter is >= ' ' and <= '~', "the script types printable ASCII");
        awaited.Enqueue(new AwaitedKey(now, letter, column));
        column++;
        typedInStep++;
        if (typedInStep == text.Length)
        {
            (step, typedInStep) = (step + 1, 0);
        }

        return Press(now, (byte)letter, out key);
    }

    private DemoAction PressRubOut(long now, DemoStep rubOut, out byte key)
    {
        column -= rubOut.Columns;
        awaited.Enqueue(new AwaitedKey(now, '\0', column));
        step++;
        return Press(now, (byte)rubOut.Text[0], out key);
    }

    private DemoAction Press(long now, byte pressed, out byte key)
    {
        key = pressed;
        lastPress = now;
        MeasuredKeys++;
        return DemoAction.Press;
    }

    private DemoAction PressEnter(long now, out byte key)
    {
        key = (byte)'\r';
        lastPress = now;
        isAtPrompt = false;
        step++;
        return DemoAction.Press;
    }

    private DemoAction ChangeAddress()
    {
        step++;
        return DemoAction.Roam;
    }

    private void NoteWhatIsShown(long now, Screen screen)
    {
        while (awaited.TryPeek(out AwaitedKey key) && Shows(screen, key))
        {
            latencies.Add(now - key.Pressed);
            awaited.Dequeue();
        }
    }

    private bool Shows(Screen screen, AwaitedKey key)
    {
        if (screen.CursorRow != row)
        {
            return false;
        }

        return key.IsRubOut
            ? screen.CursorColumn == key.Column && ScreenText.Row(screen, row).Length <= key.Column
            : screen.CursorColumn > key.Column && ScreenText.At(screen, row, key.Column) == key.Letter;
    }

    private static bool ShowsPrompt(Screen screen) =>
        screen.CursorColumn == DemoScript.Prompt.Length
        && ScreenText.Row(screen, screen.CursorRow) == DemoScript.Prompt.TrimEnd();

    /// <summary>A key on its way: when it was pressed, its letter (NUL for a rub-out), and the column it writes to or moves to.</summary>
    private readonly record struct AwaitedKey(long Pressed, char Letter, int Column)
    {
        public bool IsRubOut => Letter == '\0';
    }
}
