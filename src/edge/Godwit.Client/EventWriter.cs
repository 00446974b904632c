using System.Buffers;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Client;

/// <summary>
/// Hands an event to the user's terminal. What a program chose is checked here once more, whatever the server did: only selections and
/// base64 go into OSC 52, and no control character into a notification.
/// </summary>
internal static class EventWriter
{
    // Longer ones are noise on every desktop.
    private const int NotificationLengthMax = 500;

    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    private static readonly SearchValues<char> Selections = SearchValues.Create("cpqs01234567");

    /// <summary>Appends what the terminal is to be told; nothing if it cannot take the event, or is not to.</summary>
    /// <param name="one">The event.</param>
    /// <param name="profile">What the terminal understands and the user allows.</param>
    /// <param name="output">Where the bytes go.</param>
    public static void Write(TerminalEvent one, TerminalProfile profile, IBufferWriter<byte> output)
    {
        switch (one.Kind)
        {
            case TerminalEventKind.Clipboard:
                WriteClipboard(one, profile.Capabilities.ClipboardLengthMax, output);
                break;
            case TerminalEventKind.ClipboardQuery when profile.MayReadClipboard && profile.Capabilities.ClipboardLengthMax > 0 && HasSelections(one.Name):
                // The answer comes as typed input, and the program gets it as such.
                Append(output, $"\e]52;{SelectionsOf(one.Name)};?\a");
                break;
            case TerminalEventKind.Notification:
                WriteNotification(one, profile.Notifications, output);
                break;
            default:
                break;
        }
    }

    /// <summary>Whole or not at all: half a clipboard is worse than none.</summary>
    private static void WriteClipboard(TerminalEvent one, int lengthMax, IBufferWriter<byte> output)
    {
        bool isBase64 = one.Text.AsSpan().IndexOfAnyExcept(Base64) < 0;
        if (one.Text.Length <= lengthMax && isBase64 && HasSelections(one.Name))
        {
            Append(output, $"\e]52;{SelectionsOf(one.Name)};{one.Text}\a");
        }
    }

    private static void WriteNotification(TerminalEvent one, NotificationForm form, IBufferWriter<byte> output)
    {
        string title = Printable(one.Name), body = Printable(one.Text);
        string both = title.Length > 0 && body.Length > 0 ? $"{title}: {body}" : title + body;

        // OSC 9 with a number and a semicolon in front is something else (ConEmu's commands, the progress bar).
        string plain = both.AsSpan().IndexOfAnyExceptInRange('0', '9') is var digits && digits >= 0 && digits < both.Length && both[digits] == ';' ? " " + both : both;
        Append(output, both.Length == 0 ? "" : form switch
        {
            NotificationForm.Plain => $"\e]9;{plain}\a",
            NotificationForm.Titled => $"\e]777;notify;{(title.Length > 0 ? title : "godwit").Replace(';', ',')};{body}\a",
            NotificationForm.Kitty => $"\e]99;;{both}\e\\",
            _ => "\a",
        });
    }

    // Empty means the clipboard, and not every terminal knows that.
    private static string SelectionsOf(string name) => name.Length == 0 ? "c" : name;

    private static bool HasSelections(string name) => name.AsSpan().IndexOfAnyExcept(Selections) < 0;

    private static string Printable(string text)
    {
        var kept = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && kept.Length < NotificationLengthMax)
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }

    private static void Append(IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
