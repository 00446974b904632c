using System.Buffers;
using System.Buffers.Text;

namespace Godwit.Terminal;

/// <content>Notifications and progress: OSC 9 (iTerm2, ConEmu), OSC 99 (kitty), OSC 777 (urxvt).</content>
public sealed partial class Emulator
{
    /// <summary>Most characters of a notification's body; the rest is cut off.</summary>
    public const int NotificationLengthMax = 1024;

    /// <summary>Longest name of a notification in parts: far more than programs use. Longer ones are cut.</summary>
    private const int NotificationIdLengthMax = 64;

    private void Notify(int command, ReadOnlySpan<byte> text)
    {
        switch (command)
        {
            case 9:
                NotifyOrShowProgress(text);
                break;
            case 99:
                NotifyInParts(text);
                break;
            case 777 when text.StartsWith("notify;"u8):
                ReadOnlySpan<byte> rest = text["notify;"u8.Length..];
                ReadOnlySpan<byte> title = TakeField(ref rest, (byte)';');
                RaiseNotification(TitleFrom(title), PlainText(rest, NotificationLengthMax));
                break;
        }
    }

    /// <summary><c>9;text</c>, or one of ConEmu's commands, a number first: of those only progress (4) means something here.</summary>
    private void NotifyOrShowProgress(ReadOnlySpan<byte> text)
    {
        const int ConEmuLast = 12;
        const int ProgressCommand = 4;
        ReadOnlySpan<byte> rest = text;
        ReadOnlySpan<byte> first = TakeField(ref rest, (byte)';');
        if (!Utf8Parser.TryParse(first, out int command, out int used) || used != first.Length || command is < 1 or > ConEmuLast)
        {
            RaiseNotification("", PlainText(text, NotificationLengthMax));
        }
        else if (command == ProgressCommand)
        {
            SetProgress(rest);
        }
    }

    /// <summary><c>state;percent</c>. Failed and waiting keep the share that was shown if they name none.</summary>
    private void SetProgress(ReadOnlySpan<byte> text)
    {
        const int PercentMax = 100;
        if (text is not [>= (byte)'0' and <= (byte)'4', ..] || (text.Length > 1 && text[1] != ';'))
        {
            return;
        }

        ProgressKind kind = (ProgressKind)(text[0] - '0');
        bool told = Utf8Parser.TryParse(text[Math.Min(2, text.Length)..], out uint number, out _);
        int percent = told ? (int)Math.Min(number, PercentMax) : kind is ProgressKind.Error or ProgressKind.Paused ? Screen.Progress.Percent : 0;
        Screen.Progress = kind switch
        {
            ProgressKind.None => default,
            ProgressKind.Indeterminate => new Progress(kind, 0),
            _ => new Progress(kind, (byte)percent),
        };
    }

    /// <summary><c>99;key=value:…;payload</c>. Known keys: <c>i</c> name, <c>d=0</c> more follows, <c>p</c> title or body, <c>e=1</c> base64. Nothing is ever answered.</summary>
    private void NotifyInParts(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> payload = text;
        ReadOnlySpan<byte> metadata = TakeField(ref payload, (byte)';');
        string id = "";
        bool done = true, encoded = false, isTitle = true, isBody = false;
        while (!metadata.IsEmpty)
        {
            ReadOnlySpan<byte> pair = TakeField(ref metadata, (byte)':');
            switch (pair)
            {
                case [(byte)'i', (byte)'=', .. var name]:
                    id = PlainText(name, NotificationIdLengthMax);
                    break;
                case [(byte)'d', (byte)'=', .. var value]:
                    done = !value.SequenceEqual("0"u8);
                    break;
                case [(byte)'e', (byte)'=', .. var value]:
                    encoded = value.SequenceEqual("1"u8);
                    break;
                case [(byte)'p', (byte)'=', .. var kind]:
                    isTitle = kind.SequenceEqual("title"u8);
                    isBody = kind.SequenceEqual("body"u8);
                    break;
            }
        }

        if ((isTitle || isBody) && TryDecode(payload, encoded, out byte[] utf8))
        {
            AddPart(id, isTitle ? utf8 : [], isBody ? utf8 : [], done);
        }
    }

    private void AddPart(string id, ReadOnlySpan<byte> title, ReadOnlySpan<byte> body, bool done)
    {
        PartialNotification? before = state.PartialNotification;
        bool continues = before is not null && string.Equals(before.Id, id, StringComparison.Ordinal);
        PartialNotification now = new(
            id,
            Joined(continues ? before!.Title : "", TitleFrom(title), TitleLengthMax),
            Joined(continues ? before!.Body : "", PlainText(body, NotificationLengthMax), NotificationLengthMax));
        state.PartialNotification = done ? null : now;
        if (done)
        {
            RaiseNotification(now.Title, now.Body);
        }
    }

    private static string Joined(string before, string addition, int limit)
    {
        string joined = before + addition;
        return joined.Length > limit * 2 ? before : joined;
    }

    private static bool TryDecode(ReadOnlySpan<byte> payload, bool encoded, out byte[] utf8)
    {
        utf8 = payload[..Math.Min(payload.Length, NotificationLengthMax * 8)].ToArray();
        if (!encoded)
        {
            return true;
        }

        bool decoded = Base64.DecodeFromUtf8InPlace(utf8, out int length) == OperationStatus.Done;
        utf8 = utf8[..length];
        return decoded;
    }

    private void RaiseNotification(string title, string body)
    {
        if (title.Length + body.Length > 0)
        {
            Raise(TerminalEventKind.Notification, title, body);
        }
    }

    /// <summary>The text up to a separator, which goes with it; all of it if there is none.</summary>
    private static ReadOnlySpan<byte> TakeField(ref ReadOnlySpan<byte> text, byte separator)
    {
        int length = text.IndexOf(separator);
        ReadOnlySpan<byte> field = length < 0 ? text : text[..length];
        text = length < 0 ? default : text[(length + 1)..];
        return field;
    }
}
