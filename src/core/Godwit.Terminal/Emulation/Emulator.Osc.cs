using System.Text;

namespace Godwit.Terminal;

/// <content>Operating system commands, and of them titles, links and the working directory. What is not here is swallowed.</content>
public sealed partial class Emulator
{
    /// <summary>Most characters of a title, as in stock: 256 with the command's own two (spec 05 section 6.6).</summary>
    public const int TitleLengthMax = 254;

    /// <summary>Longest target of a link: what VTE takes, and longer than browsers agree on. A longer one is ignored.</summary>
    public const int LinkTargetLengthMax = 2083;

    /// <summary>Longest parameters of a link: VTE's limit for the id.</summary>
    public const int LinkParametersLengthMax = 250;

    /// <summary>Longest working directory kept: Linux's longest path; a longer one is ignored.</summary>
    public const int WorkingDirectoryLengthMax = 4096;

    internal void Osc(ReadOnlySpan<byte> text, bool truncated)
    {
        if (options.HostBytes && !truncated && TryHostOsc(text))
        {
            return;
        }

        int separator = text.IndexOf((byte)';');
        if (separator < 0)
        {
            OscWithoutText(text);
            return;
        }

        if (!TryParseCommand(text[..separator], out int command))
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
            case 7:
                SetWorkingDirectory(rest);
                break;
            case 8:
                SetLink(rest);
                break;
            case 66 when options.HostBytes && !truncated:
                PrintSizedText(rest);
                break;
            case 133:
                MarkPrompt(rest);
                break;
            case 52 when !truncated:
                WriteClipboard(rest);
                break;
            case 9 or 99 or 777 when !truncated:
                Notify(command, rest);
                break;
            default:
                SetColors(command, rest);
                break;
        }
    }

    /// <summary>A command without a semicolon: only the colour resets have such a form.</summary>
    private void OscWithoutText(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && TryParseCommand(text, out int command))
        {
            SetColors(command, default);
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

    /// <summary><c>7;file://host/path</c>; empty takes it back. Anything but a file URI of printable ASCII is ignored.</summary>
    private void SetWorkingDirectory(ReadOnlySpan<byte> uri)
    {
        bool isFile = uri.Length > FileScheme.Length && System.Text.Ascii.EqualsIgnoreCase(uri[..FileScheme.Length], FileScheme);
        if (uri.IsEmpty || (isFile && uri.Length <= WorkingDirectoryLengthMax && !uri.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E)))
        {
            Screen.WorkingDirectory = Ascii(uri);
        }
    }

    private static ReadOnlySpan<byte> FileScheme => "file:"u8;

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

    private static string TitleFrom(ReadOnlySpan<byte> utf8) => PlainText(utf8, TitleLengthMax);

    /// <summary>The first <paramref name="limit"/> characters without controls.</summary>
    private static string PlainText(ReadOnlySpan<byte> utf8, int limit)
    {
        StringBuilder title = new();
        int characters = 0;
        foreach (Rune rune in System.Text.Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * (limit + 1))]).EnumerateRunes())
        {
            if (characters == limit)
            {
                break;
            }

            if (!Rune.IsControl(rune))
            {
                title.Append(rune);
                characters++;
            }
        }

        return title.ToString();
    }

    private static string Ascii(ReadOnlySpan<byte> text) => System.Text.Encoding.ASCII.GetString(text);
}
