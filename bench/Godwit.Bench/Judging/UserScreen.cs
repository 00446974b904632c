using Godwit.Terminal;

namespace Godwit.Bench.Judging;

/// <summary>What the user sees: a terminal fed with the octets that a client writes. Answers the client's questions as a terminal does.</summary>
internal sealed class UserScreen
{
    public const int Columns = 80;
    public const int Rows = 24;

    private readonly Emulator emulator = new(Columns, Rows, EmulatorOptions.Server);
    private readonly string?[] rows = new string?[Rows];
    private readonly char[] letters = new char[Columns];

    public int CursorRow => emulator.Screen.CursorRow;

    public int CursorColumn => emulator.Screen.CursorColumn;

    /// <summary>Whether arrow keys are sent in the form of applications.</summary>
    public bool ApplicationCursorKeys => emulator.Screen.Modes.ApplicationCursorKeys;

    /// <summary>Draws.</summary>
    /// <returns>What the terminal answers; valid until the next call.</returns>
    public ReadOnlySpan<byte> Draw(ReadOnlySpan<byte> octets)
    {
        emulator.ClearReplies();
        emulator.Write(octets);
        Array.Clear(rows);
        return emulator.Replies;
    }

    /// <summary>The letter in a cell; a blank if it is empty, U+FFFD if it is more than one UTF-16 unit.</summary>
    public char At(int row, int column) => Letter(emulator.Screen[row].Cells[column]);

    /// <summary>A whole row, blanks and all.</summary>
    public string Row(int row)
    {
        if (rows[row] is { } known)
        {
            return known;
        }

        var cells = emulator.Screen[row].Cells;
        for (var column = 0; column < Columns; column++)
        {
            letters[column] = Letter(cells[column]);
        }

        return rows[row] = new(letters);
    }

    /// <summary>The whole screen.</summary>
    public ScreenState State() => new([.. Enumerable.Range(0, Rows).Select(Row)], CursorRow, CursorColumn);

    /// <summary>Whether a text is somewhere on the screen, within a row.</summary>
    public bool Shows(string text) => Enumerable.Range(0, Rows).Any(row => Row(row).Contains(text, StringComparison.Ordinal));

    private static char Letter(Cell cell) =>
        cell.IsEmpty || cell.IsSpacer ? ' ' : cell.IsCluster || cell.Glyph > char.MaxValue ? '\uFFFD' : (char)cell.Glyph;
}
