using Godwit.Terminal;

namespace Godwit.Display;

/// <content>
/// Row marks, to a Godwit peer only. The receiver's scrolling takes the marks along with the rows, and rows that come in have none; whether
/// a row that is erased as a whole keeps its mark is left open, so it is then told again.
/// </content>
public sealed partial class FrameWriter
{
    // Rows that were erased as a whole while this frame was drawn, in either of two trials.
    private bool[] erasedRows = [];

    private void NoteErased(int first, int end)
    {
        if (caps.HostState)
        {
            erasedRows.AsSpan(first, end - first).Fill(true);
        }
    }

    private void BeginMarks(bool reset)
    {
        if (!caps.HostState)
        {
            return;
        }

        if (erasedRows.Length < height)
        {
            erasedRows = new bool[height];
        }

        Array.Clear(erasedRows);
        if (reset)
        {
            WriteHostState("m"u8);
        }
    }

    /// <summary>After the rows are drawn, while it is still known which row came from where.</summary>
    private void WriteMarks(Screen wanted)
    {
        if (!caps.HostState)
        {
            return;
        }

        for (int y = 0; y < height; y++)
        {
            Row? old = baseRows[y];
            Row row = wanted[y];
            if (ReferenceEquals(old, row) && !erasedRows[y])
            {
                continue;
            }

            (RowMark Mark, int Status) have = old is null ? (RowMark.None, -1) : (old.Mark, old.ExitStatus);
            if (have != (row.Mark, row.ExitStatus) || (erasedRows[y] && have != (RowMark.None, -1)))
            {
                WriteMark(y, row);
            }
        }
    }

    /// <summary><c>m row;mark</c>, and <c>;exit status</c> if there is one.</summary>
    private void WriteMark(int y, Row row)
    {
        BeginHostState();
        Output.Append((byte)'m');
        Output.AppendNumber(y);
        Output.Append((byte)';');
        Output.AppendNumber((int)row.Mark);
        if (row.ExitStatus >= 0)
        {
            Output.Append((byte)';');
            Output.AppendNumber(row.ExitStatus);
        }

        Output.Append((byte)'\a');
    }

    private void WriteHostState(ReadOnlySpan<byte> text)
    {
        BeginHostState();
        Output.Append(text);
        Output.Append((byte)'\a');
    }

    private void BeginHostState()
    {
        Output.Append("\e]"u8);
        Output.AppendNumber(Emulator.HostStateCommand);
        Output.Append((byte)';');
    }
}
