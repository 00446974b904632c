using System.Text;

namespace Godwit.Prediction.Tests;

/// <summary>
/// A terminal with a shell in it, as far as secrets go: the kernel echoes while the flags say so; a program may turn that off when it has started and after
/// each line. Everything that was ever echoed is remembered.
/// </summary>
internal sealed class TtyModel(Random random, bool tells)
{
    private const string Prompt = "user@host:~$ ";

    private readonly Queue<char> waiting = new();
    private readonly StringBuilder line = new();
    private Queue<(Kind Kind, int Delay)> script = new();
    private Rig? rig;
    private string name = "bash";
    private uint foreground = 1;
    private Mode mode = Mode.Editor;
    private Kind step = Kind.None;
    private int busy;

    private enum Mode
    {
        /// <summary>The shell's line editor: raw, echoes by itself.</summary>
        Editor,

        /// <summary>The kernel echoes.</summary>
        Cooked,

        /// <summary>The kernel does not echo.</summary>
        Hidden,

        /// <summary>Raw, and the program shows stars.</summary>
        Masked,

        /// <summary>Raw, and the program shows nothing.</summary>
        RawSilent,
    }

    private enum Kind
    {
        None,
        Output,
        ReadShown,
        ReadHidden,
        ReadMasked,
        ReadRawSilent,
    }

    /// <summary>What the terminal or a program has shown of what was typed.</summary>
    public HashSet<char> Echoed { get; } = [];

    public FakeProgram Program => new() { Answer = Answer, Start = Prompt, Truth = Truth };

    public bool IsIdle => mode == Mode.Editor && busy == 0;

    public void Attach(Rig to) => rig = to;

    private TruthAtServer Truth() => !tells ? default : new()
    {
        IsKnown = true,
        Echo = mode == Mode.Cooked,
        IsCanonical = mode is Mode.Cooked or Mode.Hidden,
        Erase = 0x7F,
        WordErase = 0x17,
        Kill = 0x15,
        ForegroundChanges = foreground,
        Name = name,
    };

    private string Answer(string input)
    {
        var output = new StringBuilder();
        foreach (char key in input)
        {
            Handle(key, output);
        }

        return output.ToString();
    }

    private void Handle(char key, StringBuilder output)
    {
        // The kernel echoes when a key arrives, whoever reads it later.
        if (mode == Mode.Cooked)
        {
            Echo(key, output);
        }

        waiting.Enqueue(key);
        Serve(output);
    }

    private void Serve(StringBuilder output)
    {
        while (busy == 0 && waiting.TryPeek(out char key))
        {
            if (mode == Mode.Editor)
            {
                waiting.Dequeue();
                Edit(key, output);
            }
            else
            {
                if (mode is Mode.Cooked or Mode.Hidden && !waiting.Contains('\r'))
                {
                    return;
                }

                waiting.Dequeue();
                Read(key, output);
            }
        }
    }

    private void Edit(char key, StringBuilder output)
    {
        if (key != '\r')
        {
            line.Append(key);
            Echo(key, output);
            return;
        }

        output.Append("\r\n");
        line.Clear();
        mode = Mode.Cooked;
        foreground++;
        BeginProgram();
        After(random.Next(0, 30), Next);
    }

    private void Read(char key, StringBuilder output)
    {
        if (mode == Mode.Masked && key != '\r')
        {
            output.Append('*');
        }

        if (key != '\r')
        {
            return;
        }

        if (mode != Mode.Cooked)
        {
            output.Append("\r\n");
        }

        After(0, Next);
    }

    private void BeginProgram()
    {
        bool isAsker = random.Next(3) == 0;
        name = isAsker ? "sudo" : "program";
        int slow = isAsker && tells ? 4000 : 700;
        script = new Queue<(Kind, int)>();
        int steps = random.Next(0, 4);
        for (int i = 0; i < steps; i++)
        {
            script.Enqueue(((Kind)random.Next(1, 6), random.Next(2) == 0 ? random.Next(0, 30) : random.Next(0, slow)));
        }
    }

    private void After(int delay, Action<StringBuilder> what)
    {
        busy++;
        rig!.At(delay, () =>
        {
            busy--;
            var output = new StringBuilder();
            what(output);
            Serve(output);
            rig.Print(output.ToString());
        });
    }

    private void Next(StringBuilder output)
    {
        if (!script.TryDequeue(out (Kind Kind, int Delay) next))
        {
            name = "bash";
            foreground++;
            mode = Mode.Editor;
            output.Append(Prompt);
            return;
        }

        step = next.Kind;
        After(next.Delay, Perform);
    }

    private void Perform(StringBuilder output)
    {
        switch (step)
        {
            case Kind.Output:
                output.Append("some output\r\nand more\r\n");
                mode = Mode.Cooked;
                After(0, Next);
                break;
            case Kind.ReadShown:
                mode = Mode.Cooked;
                output.Append("user: ");
                break;
            case Kind.ReadHidden:
                mode = Mode.Hidden;
                output.Append("Password: ");
                break;
            case Kind.ReadMasked:
                mode = Mode.Masked;
                output.Append("PIN: ");
                break;
            default:
                mode = Mode.RawSilent;
                output.Append("Passphrase: ");
                break;
        }
    }

    private void Echo(char key, StringBuilder output)
    {
        if (key == '\r')
        {
            output.Append("\r\n");
        }
        else
        {
            output.Append(key);
            Echoed.Add(key);
        }
    }
}
