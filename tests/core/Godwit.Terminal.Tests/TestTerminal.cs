using System.Text;

namespace Godwit.Terminal.Tests;

/// <summary>A small terminal for tests: feed text, look at the screen as text.</summary>
internal sealed class TestTerminal(int columns, int rows, EmulatorOptions? options = null)
{
    public Emulator Emulator { get; } = new(columns, rows, options ?? EmulatorOptions.Server);

    public Screen Screen => Emulator.Screen;

    /// <summary>Rows joined by "|", each without the blanks at its end; blank rows at the end are left out.</summary>
    public string Text => ScreenText.Of(Screen);

    public (int Row, int Column) Cursor => (Screen.CursorRow, Screen.CursorColumn);

    public string Replies => Encoding.Latin1.GetString(Emulator.Replies);

    public TestTerminal Feed(string text) => Feed(Encoding.UTF8.GetBytes(text));

    public TestTerminal Feed(params byte[] bytes)
    {
        Emulator.Write(bytes);
        return this;
    }

    public string CellText(int row, int column) => ScreenText.Of(Screen, Screen[row].Cells[column]);

    public Style StyleAt(int row, int column) => Screen.Pool.Styles[Screen[row].Cells[column].Style];
}
