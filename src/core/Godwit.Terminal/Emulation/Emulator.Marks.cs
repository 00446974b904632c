using System.Buffers.Text;

namespace Godwit.Terminal;

/// <content>What shells say about prompts (OSC 133): kept with the row that the cursor is on. Erasing the row, or reusing it, forgets it.</content>
public sealed partial class Emulator
{
    /// <summary><c>133;letter</c>, then parameters after semicolons, of which only the exit status means something.</summary>
    private void MarkPrompt(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> letter = TakeField(ref text, (byte)';');
        Row row = Screen[Screen.CursorRow];
        switch (letter)
        {
            case [(byte)'A' or (byte)'P' or (byte)'N']:
                MarkRow(row.Mark | RowMark.Prompt, row.ExitStatus);
                break;
            case [(byte)'B' or (byte)'I']:
                MarkRow(row.Mark | RowMark.Input, row.ExitStatus);
                break;
            case [(byte)'C']:
                MarkRow(row.Mark | RowMark.Output, row.ExitStatus);
                break;
            case [(byte)'D']:
                MarkRow(row.Mark | RowMark.CommandEnd, ExitStatusFrom(TakeField(ref text, (byte)';')));
                break;
        }
    }

    private static short ExitStatusFrom(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out byte status, out int used) && used == digits.Length ? status : (short)-1;

    /// <summary>Writes only if something changes, so that comparing frames can skip the row.</summary>
    private void MarkRow(RowMark mark, short exitStatus)
    {
        Row row = Screen[Screen.CursorRow];
        if (row.Mark != mark || row.ExitStatus != exitStatus)
        {
            row = Screen.RowForWrite(Screen.CursorRow);
            row.Mark = mark;
            row.ExitStatus = exitStatus;
        }
    }
}
