using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Godwit.Terminal;

namespace Godwit.Sync;

/// <summary>
/// Events that arrived at a client, put together from their pieces. Shared by all states of a connection: each piece counts once, in whichever
/// state it comes first, because pieces are numbered from the beginning of the session. Bounded, whatever the server sends.
/// </summary>
public sealed class EventInbox
{
    private readonly List<(ulong First, TerminalEvent Event, int Size)> ready = [];
    private ArrayBufferWriter<byte> text = new();
    private string name = "";
    private ulong first;
    private TerminalEventKind kind;
    private int readyOctets;

    /// <summary>Number of the newest piece that was taken.</summary>
    public ulong End { get; private set; }

    /// <summary>True in the middle of an event: the server waits for an acknowledgement to send more of it.</summary>
    public bool IsReceiving => first != 0;

    /// <summary>Takes the oldest event that has arrived whole.</summary>
    public bool TryTake([NotNullWhen(true)] out TerminalEvent? taken)
    {
        taken = ready.Count > 0 ? ready[0].Event : null;
        if (taken is not null)
        {
            RemoveAt(0);
        }

        return taken is not null;
    }

    /// <summary>Takes a piece, unless it came before or does not follow the one before it.</summary>
    internal void Add(in EventPiece piece)
    {
        if (piece.Number != End + 1)
        {
            return;
        }

        End = piece.Number;
        if (piece.Canceled != 0)
        {
            Cancel(piece.Canceled);
            return;
        }

        if ((piece.Flags & EventPiece.Continues) == 0)
        {
            Begin(piece);
        }

        if (first == 0)
        {
            // The rest of one that was given up.
            return;
        }

        if (text.WrittenCount + piece.Text.Length > EventLimits.TextMax || piece.Kind != kind)
        {
            GiveUp();
            return;
        }

        text.Write(piece.Text);
        if ((piece.Flags & EventPiece.MoreFollows) == 0)
        {
            Complete();
        }
    }

    private void Begin(in EventPiece piece)
    {
        GiveUp();
        if (piece.Kind is >= TerminalEventKind.Clipboard and <= TerminalEventKind.Notification && piece.Name.Length <= EventLimits.NameMax)
        {
            first = piece.Number;
            kind = piece.Kind;
            name = Printable(piece.Name);
        }
    }

    private void Complete()
    {
        int size = name.Length + text.WrittenCount;
        var complete = new TerminalEvent(kind, name, Printable(text.WrittenSpan));
        bool isValid = kind == TerminalEventKind.Notification || (IsSelection(name) && Ascii.IsValid(complete.Text));
        ulong number = first;
        GiveUp();
        if (!isValid)
        {
            return;
        }

        while (ready.Count > 0 && (ready.Count >= EventLimits.CountMax || readyOctets + size > EventLimits.WaitingMax))
        {
            RemoveAt(0);
        }

        ready.Add((number, complete, size));
        readyOctets += size;
    }

    private void Cancel(ulong number)
    {
        if (number == first)
        {
            GiveUp();
        }

        int index = ready.FindIndex(one => one.First == number);
        if (index >= 0)
        {
            RemoveAt(index);
        }
    }

    private void GiveUp()
    {
        const int KeptMax = 64 * 1024;
        first = 0;
        if (text.Capacity <= KeptMax)
        {
            text.ResetWrittenCount();
        }
        else
        {
            text = new ArrayBufferWriter<byte>();
        }
    }

    private void RemoveAt(int index)
    {
        readyOctets -= ready[index].Size;
        ready.RemoveAt(index);
    }

    /// <summary>Letters and digits, as the selections of OSC 52 are.</summary>
    private static bool IsSelection(string name) => name.All(char.IsAsciiLetterOrDigit);

    /// <summary>Text without controls: it is to be written into a sequence of the user's terminal.</summary>
    private static string Printable(ReadOnlySpan<byte> utf8)
    {
        string decoded = Encoding.UTF8.GetString(utf8);
        return decoded.Any(char.IsControl) ? string.Concat(decoded.Where(c => !char.IsControl(c))) : decoded;
    }
}
