namespace Godwit.Prediction.Tests;

/// <summary>A pager as less is: its last row tells the file's name first, then shows a colon.</summary>
internal sealed class PagerModel
{
    private const int Rows = 23;

    private int top;

    public string Start => Page() + "story.txt";

    public string Answer(string input)
    {
        switch (input)
        {
            case "j":
                top++;
                return $"\r\e[K{Line(top + Rows - 1)}\r\n:";
            case " ":
                top += Rows;
                return Page() + ":";
            default:
                return "";
        }
    }

    private static string Line(int number) => $"{number} words of line {number * 7919}";

    private string Page() => "\e[H\e[2J" + string.Concat(Enumerable.Range(top, Rows).Select(number => Line(number) + "\r\n"));
}
