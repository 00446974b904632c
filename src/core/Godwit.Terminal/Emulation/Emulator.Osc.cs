using System.Text;

namespace Godwit.Terminal;

/// <content>Operating system commands: titles, clipboard, links. All others are swallowed.</content>
public sealed partial class Emulator
{
    /// <summary>Most characters of a title, as in stock: 256 with the command's own two (spec 05 section 6.6).</summary>
    public const int TitleLengthMax = 254;

    /// <summary>Longest target of a link: what VTE takes, and longer than browsers agree on. A longer one is ignored.</summary>
    public const int LinkTargetLengthMax = 2083;

    /// <summary>Longest parameters of a link: VTE's limit for the id.</summary>
    public const int LinkParametersLengthMax = 250;

    internal void Osc(ReadOnlySpan<byte> text, bool truncated)
    {
        if (options.HostBytes && !truncated && TryHostOsc(text))
        {
            return;
        }

        int separator = text.IndexOf((byte)';');
        if (separator < 0 || !TryParseCommand(text[..separator], out int command))
        {
            return;
        }

        ReadOnlySpan<byte> rest = text[(separator + 1)..];
        switch (command)
        {
            case 0:
                SetTitles(TitleFrom(rest), setsIconName: true, setsTitle: true);
                break;
            case 1:
                SetTitles(TitleFrom(rest), setsIconName: true, setsTitle: false);
                break;
            case 2:
                SetTitles(TitleFrom(rest), setsIconName: false, setsTitle: true);
                break;
            case 8:
                SetLink(rest);
                break;
            case 66 when options.HostBytes && !truncated:
                PrintSizedText(rest);
                break;
            case 52 when !truncated:
                WriteClipboard(rest);
                break;
        }
    }

    /// <summary><c>CSI 22 t</c> and <c>23 t</c>; 0 both, 1 icon name, 2 title.</summary>
    private void WindowOperation(SequenceParameters parameters)
    {
        int which = parameters[1];
        if (parameters[0] == 22 && which <= 2)
        {
            titles.Push(Screen.Title, Screen.IconName);
        }
        else if (parameters[0] == 23 && which <= 2 && titles.TryPop(out string title, out string iconName))
        {
            Screen.Title = which == 1 ? Screen.Title : title;
            Screen.IconName = which == 2 ? Screen.IconName : iconName;
        }
        else
        {
            ReportWindow(parameters[0]);
        }
    }

    private void SetTitles(string text, bool setsIconName, bool setsTitle)
    {
        Screen.IconName = setsIconName ? text : Screen.IconName;
        Screen.Title = setsTitle ? text : Screen.Title;
        Screen.TitleWasSet = true;
    }

    /// <summary><c>8;parameters;target</c>: the link of what is printed from now on; an empty target ends it.</summary>
    private void SetLink(ReadOnlySpan<byte> text)
    {
        int separator = text.IndexOf((byte)';');
        if (separator < 0 || text.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            return;
        }

        ReadOnlySpan<byte> target = text[(separator + 1)..];
        if (separator > LinkParametersLengthMax || target.Length > LinkTargetLengthMax)
        {
            return;
        }

        int link = target.IsEmpty ? 0 : Pool.Links.Intern(Ascii(text[..separator]), Ascii(target));
        SetPen(state.Pen with { Link = link });
        RenewPoolIfCrowded();
    }

    /// <summary><c>52;selections;base64</c>: every selection is the clipboard. A query (?) is not passed on: it would hand the user's clipboard to any output.</summary>
    private void WriteClipboard(ReadOnlySpan<byte> text)
    {
        int separator = text.IndexOf((byte)';');
        if (separator < 0)
        {
            return;
        }

        ReadOnlySpan<byte> data = text[(separator + 1)..];
        if (data is [(byte)'?'] || data.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            return;
        }

        Screen.Clipboard = Ascii(data);
        Screen.ClipboardCount++;
    }

    /// <summary>The number before the first semicolon; none at all is 0, as in stock.</summary>
    private static bool TryParseCommand(ReadOnlySpan<byte> digits, out int command)
    {
        const int DigitsMax = 5;
        command = 0;
        if (digits.Length > DigitsMax || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        foreach (byte digit in digits)
        {
            command = (command * 10) + digit - '0';
        }

        return true;
    }

    private static string TitleFrom(ReadOnlySpan<byte> utf8)
    {
        StringBuilder title = new();
        int characters = 0;
        foreach (Rune rune in System.Text.Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * (TitleLengthMax + 1))]).EnumerateRunes())
        {
            if (characters == TitleLengthMax)
            {
                break;
            }

            if (rune.Value != 0x7F)
            {
                title.Append(rune);
                characters++;
            }
        }

        return title.ToString();
    }

    private static string Ascii(ReadOnlySpan<byte> text) => System.Text.Encoding.ASCII.GetString(text);
}
