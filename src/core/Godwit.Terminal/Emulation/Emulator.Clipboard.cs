using System.Buffers.Text;

namespace Godwit.Terminal;

/// <content>
/// The clipboard (OSC 52): an event for whoever delivers it, and the last text on the screen for a stock client. It is never reported: a
/// query is an event too, and only where the user lets programs read.
/// </content>
public sealed partial class Emulator
{
    /// <summary>Octets of the largest clipboard write, decoded. A larger one is dropped whole.</summary>
    public const int ClipboardBytesMax = 1024 * 1024;

    /// <summary>
    /// Longest base64 text kept on the screen: what a stock client takes, and nobody else gets it from there. Every frame that waits to be
    /// acknowledged would keep a longer one, 90 MiB of them.
    /// </summary>
    public const int ClipboardOnScreenLengthMax = 16_379;

    /// <summary>The selections that a program can name.</summary>
    private const string Selections = "cpqs01234567";

    /// <summary><c>52;selections;base64</c>; what is not base64 is dropped whole, nothing at all clears the clipboard.</summary>
    private void WriteClipboard(ReadOnlySpan<byte> text)
    {
        int separator = text.IndexOf((byte)';');
        if (separator < 0)
        {
            return;
        }

        string selections = SelectionsFrom(text[..separator]);
        ReadOnlySpan<byte> data = text[(separator + 1)..];
        if (data is [(byte)'?'])
        {
            if (Facts.ClipboardRead)
            {
                Raise(TerminalEventKind.ClipboardQuery, selections, "");
            }

            return;
        }

        if (!TryNormalize(data, out string base64))
        {
            return;
        }

        if (base64.Length <= ClipboardOnScreenLengthMax)
        {
            Screen.Clipboard = base64;
            Screen.ClipboardCount++;
        }

        Raise(TerminalEventKind.Clipboard, selections, base64);
    }

    /// <summary>The known letters, each once; the clipboard itself if there is none.</summary>
    private static string SelectionsFrom(ReadOnlySpan<byte> letters)
    {
        string named = "";
        foreach (char selection in Selections)
        {
            named += letters.Contains((byte)selection) ? selection.ToString() : "";
        }

        return named.Length == 0 ? "c" : named;
    }

    /// <summary>Base64 with its padding, which some programs leave out.</summary>
    private static bool TryNormalize(ReadOnlySpan<byte> data, out string base64)
    {
        const int Group = 4;
        base64 = "";
        if (data.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            return false;
        }

        base64 = Ascii(data);
        int missing = (Group - (base64.Length % Group)) % Group;
        base64 += missing < Group - 1 ? new string('=', missing) : "";
        return Base64.IsValid(base64, out int length) && length <= ClipboardBytesMax;
    }

    /// <summary>The client's copy raises nothing: events reach it on a way of their own.</summary>
    private void Raise(TerminalEventKind kind, string name, string text)
    {
        if (!options.HostBytes)
        {
            Events.Add(new TerminalEvent(kind, name, text));
        }
    }
}
