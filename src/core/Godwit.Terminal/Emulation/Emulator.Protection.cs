using System.Runtime.InteropServices;

namespace Godwit.Terminal;

/// <content>Protected cells: DECSCA, SPA, EPA, and the erasing that spares them (rules as in xterm).</content>
public sealed partial class Emulator
{
    /// <summary>DECSCA: 1 protects what is printed from now on, 0 and 2 do not.</summary>
    private void SelectProtection(int what)
    {
        state.Protection = Protection.Dec;
        if (what <= 2)
        {
            ProtectPen(what == 1);
        }
    }

    /// <summary>SPA.</summary>
    private void StartProtectedArea()
    {
        state.Protection = Protection.Iso;
        ProtectPen(true);
    }

    /// <summary>EPA.</summary>
    private void EndProtectedArea() => ProtectPen(false);

    private bool PenIsProtected => (state.Pen.Attributes & StyleAttributes.Protected) != 0;

    private void ProtectPen(bool on)
    {
        StyleAttributes others = state.Pen.Attributes & ~StyleAttributes.Protected;
        SetPen(state.Pen with { Attributes = on ? others | StyleAttributes.Protected : others });
    }

    private bool IsProtected(Cell cell) => (Pool.Styles[cell.Style].Attributes & StyleAttributes.Protected) != 0;

    /// <summary>True if an erasing function must look at the cells; DEC's protection counts for the selective functions only.</summary>
    private bool MustSpare(bool selective) => state.Protection == Protection.Iso || (selective && state.Protection == Protection.Dec);

    private void EraseUnprotectedRows(int first, int end)
    {
        for (int row = first; row < end; row++)
        {
            EraseUnprotectedCells(row, 0, Screen.Width);
        }
    }

    /// <summary>Erases the stretches between protected cells; without any it is the plain function.</summary>
    private void EraseUnprotectedCells(int row, int first, int end)
    {
        for (int column = first; column < end;)
        {
            bool spared = IsProtected(Screen[row].Cells[column]);
            int start = column;
            while (column < end && IsProtected(Screen[row].Cells[column]) == spared)
            {
                column++;
            }

            if (!spared)
            {
                EraseCells(row, start, column);
            }
        }
    }

    /// <summary>After a whole screen was erased and nothing protected is left, ED and EL need not look any more (as xterm).</summary>
    private void ForgetProtectionIfUnused()
    {
        ReadOnlySpan<Row> rows = Screen.Rows;
        foreach (Row row in rows)
        {
            if (MemoryMarshal.Cast<Cell, ulong>(row.Cells).ContainsAnyExcept(state.Blank.Bits))
            {
                return;
            }
        }

        state.Protection = Protection.Off;
    }
}
