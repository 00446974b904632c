using Godwit.Sync;
using Godwit.Terminal;

namespace Godwit.Session.Tests;

/// <summary>
/// Stock's prediction of letters typed at the end of a line, as far as the echo acknowledgement decides about it (spec 07 sections 5 and 6): what it would have
/// shown at once, and what of it would have been wrong.
/// </summary>
internal sealed class StockJudge
{
    private readonly List<(int Row, int Column, byte Letter, ulong Expiration, int Epoch)> cells = [];
    private (int Row, int Column, ulong Expiration)? cursor;
    private int epoch = 1;
    private int confirmed;

    /// <summary>Letters that were shown as they were typed.</summary>
    public int Instant { get; private set; }

    /// <summary>Letters that were shown and taken away.</summary>
    public int Rewritten { get; private set; }

    /// <summary>A letter is typed.</summary>
    /// <param name="letter">It.</param>
    /// <param name="state">The newest from the server.</param>
    /// <param name="sent">The newest state that the client has sent.</param>
    public void Type(byte letter, ScreenState state, ulong sent)
    {
        Judge(state);
        (int row, int column, _) = cursor ?? (state.Screen.CursorRow, state.Screen.CursorColumn, 0);
        cells.Add((row, column, letter, sent + 1, epoch));
        cursor = (row, column + 1, sent + 1);
        Instant += epoch <= confirmed ? 1 : 0;
    }

    /// <summary>A state has come from the server.</summary>
    public void Judge(ScreenState state)
    {
        Span<byte> text = stackalloc byte[ClusterTable.ClusterBytesMax];
        for (int index = 0; index < cells.Count;)
        {
            var cell = cells[index];
            if (state.EchoAck < cell.Expiration)
            {
                index++;
                continue;
            }

            int length = state.Screen[cell.Row].Cells[cell.Column].WriteText(state.Screen.Pool, text);
            if (length == 1 && text[0] == cell.Letter)
            {
                confirmed = Math.Max(confirmed, cell.Epoch);
                cells.RemoveAt(index);
            }
            else if (cell.Epoch > confirmed)
            {
                cells.RemoveAll(other => other.Epoch >= cell.Epoch);
                cursor = null;
                epoch++;
                index = 0;
            }
            else
            {
                Reset();
                return;
            }
        }

        if (cursor is { } expected && state.EchoAck >= expected.Expiration)
        {
            if ((expected.Row, expected.Column) != (state.Screen.CursorRow, state.Screen.CursorColumn))
            {
                Reset();
            }

            cursor = null;
        }
    }

    private void Reset()
    {
        Rewritten += cells.Count(cell => cell.Epoch <= confirmed);
        cells.Clear();
        cursor = null;
        epoch++;
    }
}
