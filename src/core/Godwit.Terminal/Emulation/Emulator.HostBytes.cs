using System.Buffers.Text;

namespace Godwit.Terminal;

/// <content>
/// What host bytes between two Godwits hold beyond what programs send (docs/wire-protocol.md). Nonsense is ignored.
/// </content>
public sealed partial class Emulator
{
    /// <summary>
    /// The command of our private OSC: <c>a0</c>, <c>a1</c>: the alternate screen shows; <c>m</c>: no row has a mark;
    /// <c>m row;mark</c>, <c>m row;mark;exit status</c>: what a row is marked with. Only host bytes can do this.
    /// </summary>
    public const int HostStateCommand = 4639;

    /// <summary>Sets the number of bells so far: the server's count, told beside the host bytes.</summary>
    public void SetBellCount(uint count) => Screen.BellCount = count;

    /// <returns>True if the sequence is ours, whatever became of it.</returns>
    private bool TryHostOsc(ReadOnlySpan<byte> text)
    {
        if (NextNumber(ref text, -1) != HostStateCommand)
        {
            return false;
        }

        SetHostState(text);
        return true;
    }

    private void SetHostState(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'a', (byte)'0' or (byte)'1'])
        {
            // Only what is known changes: the copy holds the rows of the screen that shows, whichever it is.
            Screen.Modes = Screen.Modes with { AlternateScreen = text[1] == '1' };
        }
        else if (text is [(byte)'m'])
        {
            for (int row = 0; row < Screen.Height; row++)
            {
                SetHostMark(row, RowMark.None, -1);
            }
        }
        else if (text is [(byte)'m', ..])
        {
            text = text[1..];
            int row = NextNumber(ref text, -1), mark = NextNumber(ref text, 0), status = NextNumber(ref text, -1);
            if ((uint)row < (uint)Screen.Height && mark is >= 0 and <= byte.MaxValue && status is >= -1 and <= byte.MaxValue)
            {
                SetHostMark(row, (RowMark)mark, (short)status);
            }
        }
    }

    private void SetHostMark(int row, RowMark mark, short status)
    {
        Row current = Screen[row];
        if (current.Mark != mark || current.ExitStatus != status)
        {
            Row target = Screen.RowForWrite(row);
            target.Mark = mark;
            target.ExitStatus = status;
        }
    }

    /// <summary>Takes the number before the next semicolon, and that semicolon.</summary>
    /// <returns>The number, or <paramref name="fallback"/> if there is none.</returns>
    private static int NextNumber(ref ReadOnlySpan<byte> text, int fallback)
    {
        int end = text.IndexOf((byte)';');
        ReadOnlySpan<byte> digits = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return Utf8Parser.TryParse(digits, out int number, out int used) && used == digits.Length ? number : fallback;
    }
}
