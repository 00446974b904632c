using System.Globalization;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Display.Tests;

internal sealed partial class StrictTerminal
{
    private bool inSynchronizedUpdate;

    /// <summary>Applies one byte string; it must be whole characters and sequences.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        for (int i = 0; i < text.Length;)
        {
            Rune rune = Rune.GetRuneAt(text, i);
            i += rune.Utf16SequenceLength;
            if (rune.Value == 0x1B)
            {
                i = Escape(text, i);
            }
            else if (Rune.IsControl(rune))
            {
                Execute(rune.Value);
            }
            else
            {
                Print(rune);
            }
        }
    }

    private void Execute(int control)
    {
        switch (control)
        {
            case '\a':
                Bells++;
                Pending = false;
                break;
            case '\b':
                MoveTo(Row, Pending && BackspaceOnlyEndsPending ? Column : Column - 1);
                break;
            case '\n':
                LineFeed();
                break;
            case '\r':
                MoveTo(Row, 0);
                break;
            default:
                Assert.Fail($"control {control:X2} is not expected in a frame");
                break;
        }
    }

    private int Escape(string text, int i)
    {
        switch (text[i])
        {
            case '[':
                int end = i + 1;
                while (text[end] is < '@' or > '~')
                {
                    Assert.InRange(text[end], ' ', '~');
                    end++;
                }

                Control(text[(i + 1)..end], text[end]);
                return end + 1;
            case ']':
                int bell = text.IndexOf('\a', i);
                Assert.True(bell > 0, "unfinished OSC");
                OperatingSystem(text[(i + 1)..bell]);
                return bell + 1;
            case 'M':
                ReverseIndex();
                return i + 1;
            case '=' or '>' when extended:
                Modes = Modes with { ApplicationKeypad = text[i] == '=' };
                return i + 1;
            default:
                Assert.Fail($"ESC {text[i]} is not expected in a frame");
                return i;
        }
    }

    private void OperatingSystem(string text)
    {
        Assert.True(extended || text.Length <= 16_384);
        if (text.StartsWith("52;c;", StringComparison.Ordinal))
        {
            Clipboard.Add(text[5..]);
            return;
        }

        if (extended && text.StartsWith("8;", StringComparison.Ordinal))
        {
            string[] parts = text.Split(';', 3);
            Link = (parts[1], parts[2]);
            return;
        }

        if (extended && HostState(text))
        {
            return;
        }

        if (extended && text.StartsWith("66;w=", StringComparison.Ordinal))
        {
            Assert.Contains(text[5], "12");
            Assert.Equal(';', text[6]);
            Put(text[7..], text[5] - '0');
            return;
        }

        Assert.Contains(text[..2], (string[])["0;", "1;", "2;"]);
        Assert.True(new StringInfo(text).LengthInTextElements <= 256);
        IconName = text[0] != '2' ? text[2..] : IconName;
        Title = text[0] != '1' ? text[2..] : Title;
    }

    private void Control(string parameters, char final)
    {
        if (parameters.StartsWith('?'))
        {
            Assert.Contains(final, "hl");
            foreach (string mode in parameters[1..].Split(';'))
            {
                SetMode(int.Parse(mode, CultureInfo.InvariantCulture), final == 'h');
            }

            return;
        }

        if (final == 'm' && !parameters.StartsWith('>'))
        {
            SelectRendition(parameters);
            return;
        }

        if (final == 'q' && extended)
        {
            Modes = Modes with { CursorShape = byte.Parse(parameters.TrimEnd(' '), CultureInfo.InvariantCulture) };
            return;
        }

        if (extended && KeyboardMode(parameters, final))
        {
            return;
        }

        Assert.True(parameters.All(c => char.IsAsciiDigit(c) || c == ';'), $"CSI {parameters} {final} is not expected in a frame");
        int[] numbers = [.. parameters.Split(';').Select(Number)];
        Pending = false;
        Control(numbers, final);
    }

    private void Control(int[] numbers, char final)
    {
        int count = Math.Max(1, numbers[0]);
        switch (final)
        {
            case 'A':
                MoveTo(Row - count, Column);
                break;
            case 'B':
                MoveTo(Row + count, Column);
                break;
            case 'C':
                MoveTo(Row, Column + count);
                break;
            case 'D':
                MoveTo(Row, Column - count);
                break;
            case 'G':
                MoveTo(Row, count - 1);
                break;
            case 'd':
                MoveTo(count - 1, Column);
                break;
            case 'H':
                MoveTo(count - 1, numbers.Length > 1 ? Math.Max(1, numbers[1]) - 1 : 0);
                break;
            case 'J':
                EraseDisplay(numbers[0]);
                break;
            case 'K':
                Assert.Equal(0, numbers[0]);
                Erase(Row, Column, Width);
                break;
            case 'X':
                Erase(Row, Column, Math.Min(Width, Column + count));
                break;
            case 'L' or 'M':
                if (Row >= regionTop && Row <= regionBottom)
                {
                    Scroll(Row, regionBottom, final == 'M' ? count : -count);
                }

                MoveTo(Row, 0);
                break;
            case 'S' or 'T':
                Scroll(regionTop, regionBottom, final == 'S' ? count : -count);
                MoveTo(CursorScrollsAlong ? Row + (final == 'S' ? -count : count) : Row, Column);
                break;
            case 'r':
                SetRegion(count - 1, (numbers.Length > 1 && numbers[1] > 0 ? numbers[1] : Height) - 1);
                break;
            default:
                Assert.Fail($"CSI {final} is not expected in a frame");
                break;
        }
    }

    private void EraseDisplay(int kind)
    {
        Assert.Contains(kind, (int[])[0, 2]);
        Erase(Row, kind == 2 ? 0 : Column, Width);
        for (int row = kind == 2 ? 0 : Row + 1; row < Height; row++)
        {
            Erase(row, 0, Width);
        }
    }

    private void SetRegion(int top, int bottom)
    {
        Assert.True(top < bottom || (top == 0 && Height == 1), "a region needs two rows");
        Assert.True(bottom < Height);
        (regionTop, regionBottom) = (top, bottom);
        MoveTo(0, 0);
    }

    private static int Number(string text) => text.Length == 0 ? 0 : int.Parse(text, CultureInfo.InvariantCulture);

    private void SetMode(int mode, bool on)
    {
        switch (mode)
        {
            case 5:
                Modes = Modes with { ReverseVideo = on };
                break;
            case 7:
                autowrap = on;
                break;
            case 25:
                Modes = Modes with { CursorVisible = on };
                break;
            case 9 or (>= 1000 and <= 1003):
                Modes = Modes with { MouseReporting = on ? (MouseReporting)mode : MouseReporting.None };
                break;
            case 1005 or 1006 or 1015:
                Modes = Modes with { MouseEncoding = on ? (MouseEncoding)mode : MouseEncoding.Default };
                break;
            case 1004:
                Modes = Modes with { FocusReporting = on };
                break;
            case 2004:
                Modes = Modes with { BracketedPaste = on };
                break;
            default:
                Assert.True(extended && SetExtendedMode(mode, on), $"mode {mode} is not expected in a frame");
                break;
        }
    }

    private bool SetExtendedMode(int mode, bool on)
    {
        switch (mode)
        {
            case 1:
                Modes = Modes with { ApplicationCursorKeys = on };
                return true;
            case 1007:
                Modes = Modes with { AlternateScroll = on };
                return true;
            case 1016:
                Modes = Modes with { MouseEncoding = on ? MouseEncoding.SgrPixels : MouseEncoding.Default };
                return true;
            case 2026:
                Assert.NotEqual(on, inSynchronizedUpdate);
                inSynchronizedUpdate = on;
                return true;
            default:
                return false;
        }
    }
}
