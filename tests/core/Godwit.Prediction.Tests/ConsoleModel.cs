using System.Text;

namespace Godwit.Prediction.Tests;

/// <summary>
/// A terminal with a shell in it that runs programs which print anything at any time. The kernel echoes and edits lines unless the shell does that itself, and
/// what is typed while a program runs waits for the shell.
/// </summary>
internal sealed class ConsoleModel(Random random, bool tells, bool hasEditor)
{
    private const int OutputsMax = 4;
    private const char EraseKey = '\x7f';

    private readonly StringBuilder line = new();
    private readonly Queue<string> lines = new();
    private readonly StringBuilder edited = new();
    private Rig? rig;
    private bool isShell = true;
    private uint foreground = 1;
    private int outputs;

    public string Prompt { get; init; } = "user@host:~$ ";

    public FakeProgram Program => new() { Answer = Answer, Start = Prompt, Truth = Truth, Latency = Latency };

    /// <summary>Milliseconds from a key to its echo.</summary>
    public int Latency { get; init; }

    public void Attach(Rig to) => rig = to;

    private bool IsRaw => isShell && hasEditor;

    private TruthAtServer Truth() => !tells ? default : new()
    {
        IsKnown = true,
        Echo = !IsRaw,
        IsCanonical = !IsRaw,
        Erase = (byte)EraseKey,
        WordErase = 0x17,
        Kill = 0x15,
        ForegroundChanges = foreground,
        Name = !isShell ? "program" : hasEditor ? "bash" : "dash",
    };

    private string Answer(string input)
    {
        var output = new StringBuilder();
        foreach (char key in input)
        {
            Take(key, output, IsRaw ? edited : line);
        }

        return output.ToString();
    }

    // The kernel's editing and that of a shell look the same as far as these keys go.
    private void Take(char key, StringBuilder output, StringBuilder into)
    {
        if (key == '\r')
        {
            output.Append("\r\n");
            lines.Enqueue(into.ToString());
            into.Clear();
            Serve(output);
        }
        else if (key != EraseKey)
        {
            output.Append(key);
            into.Append(key);
        }
        else if (into.Length > 0)
        {
            output.Append("\b \b");
            into.Length--;
        }
    }

    private void Serve(StringBuilder output)
    {
        if (!isShell || !lines.TryDequeue(out string? command))
        {
            return;
        }

        if (command.Length == 0)
        {
            BeginShell(output);
            return;
        }

        isShell = false;
        foreground++;
        outputs = random.Next(0, OutputsMax);
        rig!.At(random.Next(0, 30), Go);
    }

    private void Go()
    {
        var output = new StringBuilder();
        if (outputs-- > 0)
        {
            output.Append(Output());
            rig!.At(random.Next(2) == 0 ? random.Next(0, 60) : random.Next(0, 900), Go);
        }
        else
        {
            foreground++;
            isShell = true;
            BeginShell(output);
        }

        rig!.Print(output.ToString());
    }

    private void BeginShell(StringBuilder output)
    {
        output.Append(Prompt);
        if (!hasEditor)
        {
            Serve(output);
            return;
        }

        // The line editor reads what the kernel has kept, and shows it once more.
        string kept = string.Concat(lines.Select(one => one + "\r")) + line;
        lines.Clear();
        line.Clear();
        foreach (char key in kept)
        {
            Take(key, output, IsRaw ? edited : line);
        }
    }

    private string Output() => random.Next(9) switch
    {
        0 => "ONE LINE\r\n",
        1 => "FIRST\r\nSECOND\r\n",
        2 => string.Concat(Enumerable.Range(1, 30).Select(number => $"{number}\r\n")),
        3 => "WORKING... ",
        4 => "\r\e[K50%",
        5 => "\e[2J\e[H",
        6 => "\e[H\e[KTOP\e[3;4H",
        7 => "\e7\e[1;30H12:00\e8",
        _ => Prompt,
    };
}
