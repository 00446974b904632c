using System.Buffers.Text;
using static Godwit.Terminal.SequenceKey;

namespace Godwit.Terminal;

/// <content>
/// What host bytes between two Godwits hold beyond what programs send (docs/wire-protocol.md), and the forms of colours, directory and
/// progress that a frame is written with: absolute, and without a look at whether a program may do so. Nonsense is ignored.
/// </content>
public sealed partial class Emulator
{
    /// <summary>
    /// The command of our private OSC: <c>a0</c>, <c>a1</c>: the alternate screen shows; <c>m</c>: no row has a mark;
    /// <c>m row;mark</c>, <c>m row;mark;exit status</c>: what a row is marked with. Only host bytes can do this.
    /// </summary>
    public const int HostStateCommand = 4639;

    /// <summary>Longest working directory in octets: a path of Linux's limit, escaped where needed.</summary>
    private const int HostDirectoryBytesMax = 16 * 1024;

    /// <summary>Sets the number of bells so far: the server's count, told beside the host bytes.</summary>
    public void SetBellCount(uint count) => Screen.BellCount = count;

    /// <returns>True if the sequence is one of a frame's, whatever became of it.</returns>
    private bool TryHostOsc(ReadOnlySpan<byte> text)
    {
        int command = NextNumber(ref text, -1);
        switch (command)
        {
            case 4:
                SetHostPalette(text);
                return true;
            case 104:
                ResetHostPalette(text);
                return true;
            case 10 or 11 or 12 when TryHostColor(text, out Color color):
                SetHostColor(command, color);
                return true;
            case 110 or 111 or 112:
                SetHostColor(command - 100, Color.Default);
                return true;
            case 7 when text.Length <= HostDirectoryBytesMax:
                Screen.WorkingDirectory = System.Text.Encoding.UTF8.GetString(text);
                return true;
            case 9 when NextNumber(ref text, -1) == 4:
                SetHostProgress(NextNumber(ref text, 0), NextNumber(ref text, 0));
                return true;
            case HostStateCommand:
                SetHostState(text);
                return true;
            default:
                return false;
        }
    }

    /// <returns>True if the sequence is one of a frame's.</returns>
    private bool TryHostCsi(int key, SequenceParameters parameters)
    {
        switch (key)
        {
            case Tertiary | 'u':
                Screen.Modes = Screen.Modes with { KittyKeyboard = (byte)(parameters[0] & 0x1F) };
                return true;
            case Secondary | 'm' when parameters[0] == 4 && parameters[1] <= 2:
                Screen.Modes = Screen.Modes with { ModifyOtherKeys = (byte)parameters[1] };
                return true;
            default:
                return false;
        }
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

    private void SetHostPalette(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int index = NextNumber(ref text, -1);
            int end = text.IndexOf((byte)';');
            ReadOnlySpan<byte> value = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if ((uint)index < ScreenColors.PaletteLength && TryHostColor(value, out Color color))
            {
                Screen.Colors = Screen.Colors.WithPalette(index, color);
            }
        }
    }

    private void ResetHostPalette(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            Screen.Colors = Screen.Colors.WithoutPalette();
        }

        while (!text.IsEmpty)
        {
            int index = NextNumber(ref text, -1);
            if ((uint)index < ScreenColors.PaletteLength)
            {
                Screen.Colors = Screen.Colors.WithPalette(index, Color.Default);
            }
        }
    }

    private void SetHostColor(int command, Color color)
    {
        ScreenColors colors = Screen.Colors;
        Screen.Colors = colors.With(
            command == 10 ? color : colors.Foreground,
            command == 11 ? color : colors.Background,
            command == 12 ? color : colors.Cursor);
    }

    private void SetHostProgress(int kind, int percent)
    {
        if (kind is >= 0 and <= (int)ProgressKind.Paused && percent is >= 0 and <= 100)
        {
            Screen.Progress = new((ProgressKind)kind, (byte)percent);
        }
    }

    /// <summary><c>rgb:rr/gg/bb</c> and nothing else.</summary>
    private static bool TryHostColor(ReadOnlySpan<byte> text, out Color color)
    {
        color = default;
        if (text.Length != 12 || !text.StartsWith("rgb:"u8)
            || !TryHex(text[4..6], out byte red) || !TryHex(text[7..9], out byte green) || !TryHex(text[10..12], out byte blue))
        {
            return false;
        }

        color = Color.Rgb(red, green, blue);
        return true;
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out byte value) =>
        Utf8Parser.TryParse(digits, out value, out int used, 'x') && used == digits.Length;

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
