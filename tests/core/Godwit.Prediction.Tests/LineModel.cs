using System.Text;

namespace Godwit.Prediction.Tests;

/// <summary>A shell with a line editor, as far as the terminal sees it: redraws the line after each key, prints output and a new prompt after Enter.</summary>
internal sealed class LineModel
{
    private readonly StringBuilder line = new();
    private readonly List<string> entered = [];
    private int cursor;
    private bool isEscape;
    private string sequence = "";

    public string Prompt { get; init; } = "user@host:~$ ";

    /// <summary>Columns from the left where something stands that does not move; 0 for nothing.</summary>
    public string RightText { get; init; } = "";

    /// <summary>What is suggested behind the line, in grey; it gives way as the line grows.</summary>
    public Func<string, string> Ghost { get; init; } = _ => "";

    public Func<string, string> Run { get; init; } = command => command.Length == 0 ? "" : "output of " + command + "\r\n";

    /// <summary>False: typed characters replace those under the cursor.</summary>
    public bool Inserts { get; init; } = true;

    /// <summary>Columns of the terminal: a line that fills them is wrapped as readline does it.</summary>
    public int Width { get; init; } = 80;

    public IReadOnlyList<string> Entered => entered;

    public string Start => Prompt + Redraw();

    public string Answer(string input)
    {
        var output = new StringBuilder();
        foreach (char key in input)
        {
            output.Append(Handle(key));
        }

        return output.ToString();
    }

    public void Preset(string text, int at)
    {
        line.Append(text);
        cursor = at;
    }

    private string Handle(char key)
    {
        if (isEscape)
        {
            sequence += key;
            if (key is '[' or 'O' or (>= '0' and <= '9') or ';' or '<')
            {
                return "";
            }

            isEscape = false;
            return HandleSequence();
        }

        switch (key)
        {
            case '\x1b':
                (isEscape, sequence) = (true, "");
                return "";
            case '\r':
                string command = line.ToString();
                entered.Add(command);
                line.Clear();
                cursor = 0;
                return "\r\n" + Run(command) + Prompt + Redraw();
            case '\x7f' when cursor > 0:
                line.Remove(--cursor, 1);
                break;
            case '\x01':
                cursor = 0;
                break;
            case '\x05':
                cursor = line.Length;
                break;
            case '\x0b':
                line.Remove(cursor, line.Length - cursor);
                break;
            case '\x15':
                line.Remove(0, cursor);
                cursor = 0;
                break;
            case '\x17':
                int start = cursor;
                while (start > 0 && line[start - 1] == ' ')
                {
                    start--;
                }

                while (start > 0 && line[start - 1] != ' ')
                {
                    start--;
                }

                line.Remove(start, cursor - start);
                cursor = start;
                break;
            case >= ' ' and not '\x7f':
                if (line.ToString().Sum(c => Terminal.CharacterWidth.Of(c)) + Prompt.Length + 3 > Width)
                {
                    break;
                }

                if (!Inserts && cursor < line.Length)
                {
                    line[cursor++] = key;
                }
                else
                {
                    line.Insert(cursor++, key);
                }

                break;
        }

        return Redraw();
    }

    private string HandleSequence()
    {
        switch (sequence)
        {
            case "[D" or "OD":
                cursor = Math.Max(0, cursor - 1);
                break;
            case "[C" or "OC":
                cursor = Math.Min(line.Length, cursor + 1);
                break;
            case "[1;5D":
                while (cursor > 0 && line[cursor - 1] == ' ')
                {
                    cursor--;
                }

                while (cursor > 0 && line[cursor - 1] != ' ')
                {
                    cursor--;
                }

                break;
        }

        return Redraw();
    }

    private string Redraw()
    {
        string ghost = Ghost(line.ToString());
        string text = $"\r{(Prompt.Length > 0 ? $"\x1b[{Prompt.Length}C" : "")}{line}\x1b[90m{ghost}\x1b[m";
        int end = Prompt.Length + line.Length + ghost.Length;
        string rest = RightText.Length == 0 ? "\x1b[K" : new string(' ', Math.Max(0, Width - 1 - RightText.Length - end)) + $"\r\x1b[{Width - 1 - RightText.Length}C{RightText}";
        int column = Prompt.Length + line.ToString(0, cursor).Sum(c => Terminal.CharacterWidth.Of(c));
        return text + rest + $"\r{(column > 0 ? $"\x1b[{column}C" : "")}";
    }
}
