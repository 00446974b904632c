using System.Text;
using Godwit.Bench.Judging;

namespace Godwit.Bench.Tests.Support;

/// <summary>A judge, the screen that it looks at, and the drawings and keys of a test, in virtual time.</summary>
internal sealed class Play
{
    private readonly KeyJudge judge;

    public Play(Script script)
    {
        judge = new(script, Screen);
        Draw(0, string.Concat(script.States[0].Rows.Select((row, index) => At(index, 0, row.TrimEnd())))
            + At(script.States[0].CursorRow, script.States[0].CursorColumn, ""));
    }

    public UserScreen Screen { get; } = new();

    public KeyJudge Judge => judge;

    /// <summary>What draws a text at a place.</summary>
    public static string At(int row, int column, string text) => $"\e[{row + 1};{column + 1}H{text}";

    /// <summary>A screen of which only the first rows have text.</summary>
    public static ScreenState State(int cursorRow, int cursorColumn, params string[] rows) => new(
        [.. Enumerable.Range(0, UserScreen.Rows).Select(row => (row < rows.Length ? rows[row] : "").PadRight(UserScreen.Columns))], cursorRow, cursorColumn);

    /// <summary>Letters typed one after the other in a row.</summary>
    public static Script Typed(string text, int row = 3) => new(
        [.. text.Select(letter => new Keystroke(letter.ToString(), 100))],
        [.. Enumerable.Range(0, text.Length + 1).Select(count => State(row, count, [.. Enumerable.Repeat("", row), text[..count]]))]);

    public Play Key(double now)
    {
        judge.Type(now);
        return this;
    }

    public Play Draw(double now, string octets)
    {
        Screen.Draw(Encoding.UTF8.GetBytes(octets));
        judge.Look(now);
        judge.Rest(now);
        return this;
    }

    public Verdict Finish(double now) => judge.Finish(now);
}
